package io.groundwork.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.collection.AccessReason;
import io.groundwork.identity.PrincipalSet;
import io.groundwork.identity.Principals;
import io.groundwork.model.Kind;
import io.groundwork.model.Model;
import io.groundwork.model.ModelChoice;
import io.groundwork.model.Price;
import io.groundwork.model.Provider;
import io.groundwork.model.Supports;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.platform.llm.Deadlines;
import io.groundwork.platform.llm.Embeddings;
import io.groundwork.platform.llm.LanguageModels;
import io.groundwork.platform.llm.OpenAiEndpoint;
import io.groundwork.platform.llm.ProviderAddresses;
import io.groundwork.platform.llm.Sampling;
import io.groundwork.retrieval.Hit;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.StubReply;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order in which an answer is given, and what becomes of it when something fails on the way. */
class AnsweringTest {

    private static final String TEXT = "Employees receive 27 days of paid leave. Leave is asked for in the portal.";
    private static final Caller CALLER =
            new Caller(new TenantId(1), "acme", new UserId(UUID.randomUUID()), "ann", Set.of(Role.EMPLOYEE), null);
    private static final Model BUILT_IN = Model.builtIn("built-in", "EUR");
    private static final Price PRICE =
            new Price("EUR", new BigDecimal("2"), new BigDecimal("1"), new BigDecimal("2"), new BigDecimal("10"));

    private final ModelStub stub = new ModelStub();
    private final List<String> log = new ArrayList<>();
    private final StringBuilder given = new StringBuilder();
    private EvidenceLog.Opened opened;
    private EvidenceLog.Outcome outcome;
    private AnswerState kept;
    private boolean openFails;
    private boolean closeFails;
    private boolean readable = true;

    private final AnswerSink sink = new AnswerSink() {
        @Override
        public void text(String piece) {
            log.add("text");
            given.append(piece);
        }

        @Override
        public void idle() {
            log.add("idle");
        }
    };

    @AfterEach
    void close() {
        stub.close();
    }

    private final Hit hit = new Hit(
            1, 1, "doc.3.0", UUID.randomUUID(), "leave", "Leave", "hr", 3, "", TEXT, 10, 10 + TEXT.length(), 5, 0.9, 2);

    private Question question() {
        ChatRequest request = new ChatRequest(
                UUID.randomUUID(),
                "assistant",
                "How many days of leave?",
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Sampling.USUAL,
                Optional.empty(),
                Optional.empty());
        Source source = new Source(
                "aaaa1111",
                hit,
                new AccessReason(5, true, "collection hr: allow everyone", "collection", UUID.randomUUID()));
        return new Question(
                CALLER,
                request,
                UUID.randomUUID(),
                List.of(),
                request.question(),
                List.of(source),
                new Route(0, "default", null, null, List.of("because")),
                Instant.now(),
                4);
    }

    private Model model() {
        OpenAiEndpoint endpoint = new OpenAiEndpoint(stub.baseUrl(), "tiny", Optional.empty(), Deadlines.USUAL);
        return new Model(
                "standard",
                Provider.OPENAI,
                "tiny",
                Optional.empty(),
                Kind.BASE,
                Optional.empty(),
                Supports.usual(Provider.OPENAI),
                Optional.of(PRICE),
                Model.State.READY,
                Optional.empty(),
                Optional.of(new LanguageModels(new ProviderAddresses(Set.of(stub.place()))).openAi(endpoint)));
    }

    private Reply ask(Optional<Model> fallback, AnswerSink to) {
        return answering().give(question(), new ModelChoice(model(), fallback), to);
    }

    private Answering answering() {
        EvidenceLog evidence = new EvidenceLog() {
            @Override
            public void open(Caller caller, Opened record) {
                log.add("open");
                if (openFails) {
                    throw new IllegalStateException("no space");
                }
                opened = record;
            }

            @Override
            public void close(Caller caller, Outcome record) {
                log.add("close");
                if (closeFails) {
                    throw new IllegalStateException("no space");
                }
                outcome = record;
            }
        };
        AnswerRows rows = new AnswerRows() {
            @Override
            public void end(Caller caller, Reply reply, AnswerState state) {
                log.add("kept");
                kept = state;
            }
        };
        CitedTexts texts = new CitedTexts() {
            @Override
            public Optional<String> of(Caller caller, Hit cited) {
                return readable ? Optional.of("0123456789" + TEXT + " More.") : Optional.empty();
            }
        };
        Principals principals = new Principals() {
            @Override
            public PrincipalSet of(Caller caller) {
                return new PrincipalSet(new int[] {1, 2}, List.of("hr", "staff"));
            }
        };
        BuiltInAnswer builtIn = new BuiltInAnswer() {
            @Override
            Draft draft(Question asked, Model by) {
                return new Draft(
                        by,
                        "raw",
                        "From the documents.",
                        false,
                        List.of(),
                        0,
                        TokenCount.NONE,
                        false,
                        "stop",
                        new EvidenceLog.Attempt(
                                by.alias(),
                                "00",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty());
            }
        };
        Embeddings embeddings = new Embeddings((Path) null) {
            @Override
            public int tokens(String text) {
                return text.length();
            }
        };
        return new Answering(evidence, rows, builtIn, texts, principals, embeddings);
    }

    private static String marked(StubReply reply) {
        assertThat(reply.request().body()).contains("⟦c:aaaa1111⟧");
        return "⟦c:aaaa1111⟧";
    }

    @Test
    void theRecordIsOpenedBeforeTheModelIsAskedAndClosedBeforeTheEnd() {
        stub.next(reply -> {
            log.add("model");
            reply.events()
                    .piece("You get 27 days of paid leave ")
                    .piece(marked(reply).substring(0, 3))
                    .piece("aaaa1111⟧.")
                    .finish("stop")
                    .usage(100, 40, 10)
                    .done();
        });
        Reply reply = ask(Optional.empty(), sink);
        assertThat(log.stream().filter(entry -> !entry.equals("idle")).distinct())
                .containsExactly("open", "model", "text", "close", "kept");
        assertThat(reply.text()).isEqualTo("You get 27 days of paid leave [1].").isEqualTo(given.toString());
        assertThat(reply.grounded()).isTrue();
        assertThat(reply.cost().decimal()).isEqualTo("0.00026");
        assertThat(reply.citations()).singleElement().satisfies(citation -> {
            assertThat(citation.quote()).isEqualTo("Employees receive 27 days of paid leave.");
            assertThat(citation.start()).isEqualTo(10);
            assertThat(citation.end()).isEqualTo(50);
            assertThat(citation.verified()).isTrue();
            assertThat(citation.sha256()).hasSize(64);
        });
        assertThat(opened.sent()).isEqualTo(stub.requests().get(0).body());
        assertThat(opened.groups()).containsExactly("hr", "staff");
        assertThat(opened.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.rule()).isEqualTo("collection hr: allow everyone");
            assertThat(candidate.sent()).isTrue();
        });
        assertThat(outcome.raw()).isEqualTo("You get 27 days of paid leave ⟦c:aaaa1111⟧.");
        assertThat(outcome.usage()).isEqualTo(new TokenCount(100, 40, 10));
        assertThat(outcome.attempts().get(0).responseId()).contains("stub-1");
    }

    @Test
    void anAnswerWhoseRecordCannotBeOpenedIsNotAskedFor() {
        openFails = true;
        assertThatThrownBy(() -> ask(Optional.of(BUILT_IN), sink))
                .isInstanceOfSatisfying(Problem.Unavailable.class, problem -> assertThat(problem.code())
                        .isEqualTo("evidence_unavailable"));
        assertThat(stub.requests()).isEmpty();
        assertThat(given).isEmpty();
    }

    @Test
    void anAnswerWhoseRecordCannotBeClosedHasNoGoodEnd() {
        closeFails = true;
        stub.next(reply -> reply.events()
                .piece("You get 27 days of leave " + marked(reply) + ".")
                .finish("stop")
                .done());
        assertThatThrownBy(() -> ask(Optional.empty(), sink)).isInstanceOf(Problem.Unavailable.class);
        assertThat(kept).isNull();
        given.setLength(0);
        assertThatThrownBy(() -> answering().give(question(), new ModelChoice(BUILT_IN, Optional.empty()), sink))
                .isInstanceOf(Problem.Unavailable.class);
        assertThat(given).isEmpty();
    }

    @Test
    void whatStandsOnNothingIsNotShownButKept() {
        stub.next(reply -> reply.events()
                .piece("It is 99 days, trust me [1] ⟦c:ffff0000⟧.")
                .finish("stop")
                .done());
        Reply reply = ask(Optional.empty(), sink);
        assertThat(reply.abstained()).isTrue();
        assertThat(reply.citations()).isEmpty();
        assertThat(reply.text()).startsWith("I don't have that information").isEqualTo(given.toString());
        assertThat(outcome.raw()).contains("99 days");
        assertThat(outcome.droppedMarks()).isEqualTo(2);
    }

    @Test
    void aDocumentThatMayNotBeReadAnyMoreIsNotCited() {
        readable = false;
        stub.next(reply -> reply.events()
                .piece("You get 27 days of leave " + marked(reply) + ".")
                .finish("stop")
                .done());
        assertThat(ask(Optional.empty(), sink).abstained()).isTrue();
        assertThat(given.toString()).doesNotContain("27");
    }

    @Test
    void whenTheModelFailsBeforeItsFirstWordTheBuiltInOneStepsIn() {
        stub.next(reply -> reply.status(500, "{}"));
        Reply reply = ask(Optional.of(BUILT_IN), sink);
        assertThat(reply.text()).isEqualTo("From the documents.").isEqualTo(given.toString());
        assertThat(reply.degraded()).isEqualTo(new Degraded("provider_error", "standard", "built-in"));
        assertThat(outcome.attempts()).hasSize(2);
        assertThat(outcome.attempts().get(0).failure()).contains("provider_error");
        assertThat(outcome.attempts().get(0).sent()).isEmpty();
        assertThat(outcome.attempts().get(1).sent())
                .hasValueSatisfying(told -> assertThat(told).isNotBlank());
        assertThat(kept).isEqualTo(AnswerState.GIVEN);
    }

    @Test
    void whenTheModelBreaksOffInTheMiddleTheAnswerFailsAndIsOnRecord() {
        stub.next(reply -> reply.events()
                .piece("You get 27 days of leave " + marked(reply) + ". And then")
                .breakOff());
        assertThatThrownBy(() -> ask(Optional.of(BUILT_IN), sink)).isInstanceOf(Problem.Unavailable.class);
        assertThat(given.toString()).startsWith("You get 27 days of leave [1].");
        assertThat(outcome.state()).isEqualTo(AnswerState.FAILED);
        assertThat(outcome.shown()).isEqualTo(given.toString());
        assertThat(outcome.usageEstimated()).isTrue();
    }

    @Test
    void whenTheClientLeavesTheModelIsStoppedAndTheRestIsKept() throws Exception {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        stub.next(reply -> left.complete(reply.events()
                .piece("You get 27 days of leave " + marked(reply) + ".")
                .clientLeaves(Duration.ofSeconds(10))));
        AnswerSink leaving = new AnswerSink() {
            @Override
            public void text(String piece) {
                given.append(piece);
            }

            @Override
            public void idle() {
                if (!given.isEmpty()) {
                    throw new ClientGone(null);
                }
            }
        };
        assertThatThrownBy(() -> ask(Optional.of(BUILT_IN), leaving)).isInstanceOf(AnswerSink.ClientGone.class);
        assertThat(left.get(1, TimeUnit.SECONDS)).isTrue();
        assertThat(outcome.state()).isEqualTo(AnswerState.STOPPED);
        assertThat(kept).isEqualTo(AnswerState.STOPPED);
        assertThat(outcome.shown()).isEqualTo("You get 27 days of leave [1].");
        assertThat(outcome.citations()).hasSize(1);
    }

    @Test
    void aReadyTextIsGivenInPiecesThatAddUp() {
        String text = "A sentence with averyveryverylongwordthatgoesonandonandon and 😀 more.\n\nNext [1].";
        assertThat(String.join("", Answering.pieces(text))).isEqualTo(text);
        assertThat(Answering.pieces(text)).hasSizeGreaterThan(2);
    }
}
