package io.groundwork.bench;

import io.groundwork.bench.Crowd.Asker;
import io.groundwork.chat.LeanNode;
import io.groundwork.testing.Api;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Processes are killed while they ask: many of a lean one that makes answers without the container, and some of the whole
 * application, one node after the other while the other goes on. Then the provider's bill is held against the ledger.
 */
final class Kills {

    private static final Path LOG = Path.of("target/bench/lean.log");
    private static final int LANES = 3;
    private static final int THREADS = 4;
    private static final int LEAN_MILLIS = 700;
    private static final int NODE_MILLIS = 2_500;
    private static final int CLIENTS = 12;
    private static final int EXPIRY_SECONDS = 120;

    private final List<Node> nodes;
    private final BillingStub stub;
    private final int stubPort;
    private final Callable<Connection> superuser;
    private final long seed;
    private final Verdict verdict;
    private BudgetTenant tenant;

    Kills(
            List<Node> nodes,
            BillingStub stub,
            int stubPort,
            Callable<Connection> superuser,
            long seed,
            Verdict verdict) {
        this.nodes = nodes;
        this.stub = stub;
        this.stubPort = stubPort;
        this.superuser = superuser;
        this.seed = seed;
        this.verdict = verdict;
    }

    void measure(int lean, int whole) throws Exception {
        stub.clear();
        tenant = BudgetTenant.create(stubPort, BudgetTenant.HASTY_MILLIS, "rough", "second")
                .budget("company", "100000");
        System.out.printf(
                "%n%d kill -9: %d of a lean process (%d requests at once in each: the application's making of answers, evidence"
                        + " and ledger on JDBC, without the container), %d of a whole node under %d clients%n",
                lean + whole, lean, THREADS, whole, CLIENTS);
        try (Books books = new Books(superuser.call(), tenant.api().slug())) {
            long from = System.nanoTime();
            lean(lean, books);
            verdict.tell("seconds for the lean ones", (System.nanoTime() - from) / 1e9);
            from = System.nanoTime();
            whole(whole);
            verdict.tell("seconds for the nodes, with their starts", (System.nanoTime() - from) / 1e9);
            stub.rest();
            verdict.tell("calls whose money was still held when the last was killed", books.open());
            awaitExpiry(books);
            judge(books);
        }
    }

    private void lean(int kills, Books books) throws Exception {
        LeanNode.Place place = new LeanNode.Place(
                System.getProperty("bench.database"),
                "groundwork_app",
                System.getenv("GROUNDWORK_TEST_DB_PASSWORD"),
                books.tenant(),
                tenant.api().slug(),
                books.person("erin"),
                stubPort);
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < kills; i++) {
                int number = i;
                all.add(lanes.submit(() -> {
                    killLean(number, place);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            lanes.shutdownNow();
        }
    }

    private void killLean(int number, LeanNode.Place place) throws IOException, InterruptedException {
        Process process = LeanNode.start(place, number, THREADS, LOG);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(new Random(seed * 31 + number).nextInt(LEAN_MILLIS)));
        process.destroyForcibly();
        process.waitFor();
    }

    /** Each node is killed in turn with the other, so that one of them always runs. */
    private void whole(int kills) throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(nodes.size());
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                int place = i;
                all.add(both.submit(() -> {
                    for (int n = place; n < kills; n += nodes.size()) {
                        killWhole(nodes.get(place), n);
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            both.shutdownNow();
        }
    }

    private void killWhole(Node node, int number) throws Exception {
        List<Asker> askers = new ArrayList<>();
        Random chance = new Random(seed * 17 + number);
        for (int i = 0; i < CLIENTS; i++) {
            int leaves = chance.nextInt(10) < 3 ? chance.nextInt(20) : -1;
            askers.add(new Asker(
                    node.port(),
                    tenant.erin().key(),
                    "assistant",
                    1_000_000_000 + number * 100_000 + i * 1_000,
                    60,
                    chance.nextBoolean(),
                    leaves,
                    ""));
        }
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            askers.forEach(asker -> clients.submit(() -> Crowd.goOn(asker)));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + chance.nextInt(NODE_MILLIS)));
            node.kill();
        } finally {
            clients.shutdownNow();
        }
        node.start(nodes.get(0));
    }

    private static void awaitExpiry(Books books) throws SQLException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(EXPIRY_SECONDS);
        while (books.open().signum() > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }

    private void judge(Books books) throws SQLException {
        Map<String, BigDecimal> billed = stub.amounts();
        Map<String, Books.Booked> booked = books.calls();
        verdict.zero("orphans: open reservations after their expiry", books.open());
        verdict.zero("orphans: money still held", books.reserved());
        verdict.zero("disagreements between counters, ledger and usage", books.disagreements());
        verdict.tell("calls on the provider's bill", billed.size());
        verdict.tell("calls in the ledger", booked.size());
        verdict.tell("calls settled by their expiry", books.expired());
        verdict.line(
                "provider's calls that the ledger does not know",
                unknown(billed, booked),
                "= 0",
                unknown(billed, booked) == 0);
        verdict.line(
                "calls that reached the provider twice or without a name",
                stub.suspicious(),
                "= 0",
                stub.suspicious() == 0);
        verdict.tell(
                "marked estimates",
                booked.values().stream().filter(Books.Booked::estimated).count());
        long wrong = booked.entrySet().stream()
                .filter(call -> !call.getValue().estimated() && differs(call.getValue(), billed.get(call.getKey())))
                .count();
        verdict.line("calls not marked as estimates that differ from the bill", wrong, "= 0", wrong == 0);
        verdict.tell(
                "the ledger beyond the bill before reconciliation, EUR",
                books.spent().subtract(sum(billed)));
        reconcile(books, billed);
    }

    private void reconcile(Books books, Map<String, BigDecimal> billed) throws SQLException {
        JsonObject first = tenant.reconcile(stub.invoice()).json();
        verdict.tell(
                "corrected by the provider's invoice",
                first.getJsonArray("corrected").size());
        BigDecimal bill = sum(billed);
        verdict.tell("the provider's bill, EUR", bill);
        verdict.line(
                "the ledger, EUR", books.expense(), "= bill", books.expense().compareTo(bill) == 0);
        verdict.line("usage, EUR", books.spent(), "= bill", books.spent().compareTo(bill) == 0);
        Map<String, Books.Booked> booked = books.calls();
        long wrong = booked.entrySet().stream()
                .filter(call -> differs(call.getValue(), billed.get(call.getKey())))
                .count();
        verdict.line("calls that differ from the bill", wrong, "= 0", wrong == 0);
        verdict.zero("disagreements between counters, ledger and usage", books.disagreements());
        Api.Reply again = tenant.reconcile(stub.invoice());
        int corrected = again.json().getJsonArray("corrected").size();
        verdict.line("corrected by the same invoice again", corrected, "= 0", corrected == 0);
    }

    private static long unknown(Map<String, BigDecimal> billed, Map<String, Books.Booked> booked) {
        return billed.keySet().stream()
                .filter(call -> !booked.containsKey(call))
                .count();
    }

    /** What the provider never heard of is not billed. */
    private static boolean differs(Books.Booked booked, BigDecimal billed) {
        return booked.amount().compareTo(billed == null ? BigDecimal.ZERO : billed) != 0;
    }

    private static BigDecimal sum(Map<String, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
