package io.groundwork.chat;

import io.groundwork.budget.Hold;
import io.groundwork.budget.Ledger;
import io.groundwork.budget.Offer;
import io.groundwork.collection.Collections;
import io.groundwork.model.FurtherPrices;
import io.groundwork.model.Kind;
import io.groundwork.model.Model;
import io.groundwork.model.Price;
import io.groundwork.model.Provider;
import io.groundwork.model.Supports;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.platform.llm.Deadlines;
import io.groundwork.platform.llm.LanguageModels;
import io.groundwork.platform.llm.OpenAiEndpoint;
import io.groundwork.platform.llm.ProviderAddresses;
import io.groundwork.platform.llm.Sampling;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.routing.Decision;
import io.groundwork.routing.Mode;
import io.groundwork.routing.RouteOptions;
import io.groundwork.routing.Router;
import io.groundwork.testing.ConnectionSql;
import io.groundwork.testing.Wired;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The making of answers without the container around it, so that a process of it begins within a second and can be killed
 * often: evidence, ledger and the way to the model are the application's own, on a real database, each transaction on a
 * connection of JDBC's. It asks and asks, whole and streaming, until it is killed; {@code deploy/bench budget} does that.
 *
 * <p>System properties: {@code lean.url}, {@code lean.user}, {@code lean.password} of the database, {@code lean.tenant},
 * {@code lean.slug}, {@code lean.person}, {@code lean.stub} (host and port), {@code lean.number} of this process, {@code
 * lean.threads}.
 */
public final class LeanNode {

    private static final int LEAVES_OF_TEN = 3;
    private static final int SOON = 12;
    private static final String READY = "ready";

    private final ThreadLocal<Connection> connection = ThreadLocal.withInitial(LeanNode::connect);
    private final Caller caller = new Caller(
            new TenantId(Integer.getInteger("lean.tenant")),
            System.getProperty("lean.slug"),
            new UserId(UUID.fromString(System.getProperty("lean.person"))),
            "erin",
            Set.of(Role.EMPLOYEE),
            null);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Answering answering;
    private final Map<String, Model> models;

    private LeanNode() throws ClassNotFoundException {
        Wired wired = new Wired().with(Sql.class, new Sql() {
            @Override
            public <T> T on(ConnectionWork<T> work) {
                return new ConnectionSql(connection.get()).on(work);
            }
        });
        Class<?> written = Class.forName("io.groundwork.evidence.WrittenEvidence");
        wired.with(EvidenceLog.class, (EvidenceLog) wired.bean(written));
        answering = new Answering(
                new Grounding(),
                new Journal(wired.bean(AnswerJournal.class)),
                new BuiltInAnswer(),
                new CitedTexts(),
                (person, tokens) -> {},
                new Unsettled(wired.bean(AnswerJournal.class)),
                new Money(wired.bean(Ledger.class)),
                new Router(),
                new Collections(),
                new EmbeddingCosts());
        models = Map.of(
                "rough", model("rough", "3", "0.7", "11", "0.0007"),
                "second", model("second", "1", "0.2", "5", "0"));
    }

    /** Whom a process of it asks for, and where. */
    public record Place(String url, String user, String password, int tenant, String slug, UUID person, int stub) {}

    /**
     * Starts one, and returns when it has asked for the first time.
     *
     * @param number of the process, by which its questions differ from those of others
     */
    public static Process start(Place place, int number, int threads, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.statusLoggerLevel=OFF"));
        Map.of(
                        "url", place.url(),
                        "user", place.user(),
                        "password", place.password(),
                        "tenant", place.tenant(),
                        "slug", place.slug(),
                        "person", place.person(),
                        "stub", "127.0.0.1:" + place.stub(),
                        "number", number,
                        "threads", threads)
                .forEach((name, value) -> command.add("-Dlean." + name + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LeanNode.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        String first =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (!READY.equals(first)) {
            process.destroyForcibly();
            throw new IOException("a lean node did not begin: " + Files.readString(log));
        }
        return process;
    }

    public static void main(String[] arguments) throws Exception {
        LeanNode node = new LeanNode();
        int number = Integer.getInteger("lean.number");
        for (int i = 0; i < Integer.getInteger("lean.threads"); i++) {
            int first = number * 10_000 + i * 1_000;
            Thread asking = new Thread(() -> node.ask(first));
            asking.setDaemon(true);
            asking.start();
        }
        node.begun.await(30, TimeUnit.SECONDS);
        System.out.println(READY);
        // Whoever started us holds the other end: when it has gone, we go.
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        Runtime.getRuntime().halt(0);
    }

    private void ask(int first) {
        for (int number = first; number < first + 1_000; number++) {
            Random chance = new Random(number);
            boolean leaves = chance.nextInt(10) < LEAVES_OF_TEN;
            AnswerSink sink = chance.nextBoolean() ? AnswerSink.NOWHERE : reader(leaves ? chance.nextInt(SOON) : -1);
            try {
                answering.give(question(number), sink);
                begun.countDown();
            } catch (AnswerSink.ClientGone gone) {
                begun.countDown();
            } catch (Problem refused) {
                System.err.println(refused.code());
            }
        }
    }

    /** @param leavesAfter so many pieces; below zero for one who stays */
    private static AnswerSink reader(int leavesAfter) {
        return new AnswerSink() {
            private int pieces;

            @Override
            public void text(String piece) {
                if (pieces++ == leavesAfter) {
                    throw new ClientGone(new IOException("left"));
                }
            }

            @Override
            public void idle() {
                // It stays as long as nothing comes.
            }
        };
    }

    private Question question(int number) {
        ChatRequest request = new ChatRequest(
                UUID.randomUUID(),
                "assistant",
                "What is written on the kettle? Note " + number,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Sampling.USUAL.atMost(60),
                Optional.empty(),
                Optional.empty());
        Decision decision = new Decision(
                1,
                "default",
                Mode.PROMPT,
                "rough",
                "rough",
                List.of("second"),
                RouteOptions.USUAL,
                Optional.empty(),
                List.of());
        return new Question(caller, request, UUID.randomUUID(), List.of(), decision, models, Instant.now());
    }

    private static Model model(String name, String input, String cached, String output, String perRequest) {
        String stub = System.getProperty("lean.stub");
        OpenAiEndpoint endpoint = new OpenAiEndpoint(
                URI.create("http://" + stub + "/v1"),
                name,
                Optional.empty(),
                new Deadlines(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(4)));
        BigDecimal in = new BigDecimal(input);
        return new Model(
                name,
                Provider.OPENAI,
                name,
                Optional.empty(),
                Kind.BASE,
                Optional.empty(),
                Supports.usual(Provider.OPENAI),
                Optional.of(price(in, cached, output, perRequest)),
                Model.State.READY,
                Optional.empty(),
                Optional.of(new LanguageModels(new ProviderAddresses(Set.of(stub))).openAi(endpoint)));
    }

    private static Price price(BigDecimal input, String cached, String output, String perRequest) {
        FurtherPrices further = new FurtherPrices(
                Optional.empty(),
                new BigDecimal(perRequest),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Price("EUR", input, new BigDecimal(cached), input, new BigDecimal(output), further);
    }

    private static Connection connect() {
        try {
            Connection made = DriverManager.getConnection(
                    System.getProperty("lean.url"),
                    System.getProperty("lean.user"),
                    System.getProperty("lean.password"));
            made.setAutoCommit(false);
            return made;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** As the container's interceptors do: a transaction that is bound to the tenant, and undone where something fails. */
    private <T> T transaction(Supplier<T> work) {
        Connection own = connection.get();
        try {
            try (PreparedStatement bind = own.prepareStatement("select set_config('app.tenant_id', ?, true)")) {
                bind.setString(1, Integer.toString(caller.tenant().value()));
                bind.execute();
                T value = work.get();
                own.commit();
                return value;
            } finally {
                own.rollback();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Void run(Runnable work) {
        return transaction(() -> {
            work.run();
            return null;
        });
    }

    private final class Journal extends AnswerJournal {
        private final AnswerJournal real;

        private Journal(AnswerJournal real) {
            this.real = real;
        }

        @Override
        public Optional<UUID> begin(Question question, Route route, EvidenceLog.Told first, Optional<Hold> hold) {
            return transaction(() -> real.begin(question, route, first, hold));
        }

        @Override
        public Optional<UUID> attempt(Caller person, EvidenceLog.Told told, Optional<Hold> hold) {
            return transaction(() -> real.attempt(person, told, hold));
        }

        @Override
        public void end(Caller person, Reply reply, EvidenceLog.Outcome outcome, List<Settlement> due) {
            run(() -> real.end(person, reply, outcome, due));
        }

        @Override
        public void settle(Caller person, Settlement due) {
            run(() -> real.settle(person, due));
        }

        @Override
        public void fail(Caller person, UUID answerId) {
            run(() -> real.fail(person, answerId));
        }
    }

    private final class Money extends Ledger {
        private final Ledger real;

        private Money(Ledger real) {
            this.real = real;
        }

        @Override
        public Offer offer(Caller person, Hold hold) {
            return transaction(() -> real.offer(person, hold));
        }

        @Override
        public void seen(Caller person, UUID reservation, long outputTokens) {
            run(() -> real.seen(person, reservation, outputTokens));
        }
    }
}
