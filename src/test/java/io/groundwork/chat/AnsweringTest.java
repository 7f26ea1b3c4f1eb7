package io.groundwork.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.budget.Charge;
import io.groundwork.budget.Hold;
import io.groundwork.budget.Ledger;
import io.groundwork.budget.Offer;
import io.groundwork.budget.Purpose;
import io.groundwork.budget.Reservation;
import io.groundwork.budget.Used;
import io.groundwork.collection.AccessReason;
import io.groundwork.collection.Collections;
import io.groundwork.model.FurtherPrices;
import io.groundwork.model.Kind;
import io.groundwork.model.Model;
import io.groundwork.model.Price;
import io.groundwork.model.Provider;
import io.groundwork.model.Supports;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.platform.llm.ApproximateTokens;
import io.groundwork.platform.llm.Deadlines;
import io.groundwork.platform.llm.LanguageModels;
import io.groundwork.platform.llm.OpenAiEndpoint;
import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.llm.ProviderAddresses;
import io.groundwork.platform.llm.Sampling;
import io.groundwork.retrieval.Hit;
import io.groundwork.routing.Decision;
import io.groundwork.routing.Mode;
import io.groundwork.routing.RouteOptions;
import io.groundwork.routing.Router;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.StubScripts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order in which an answer is made, record by record, and what becomes of it when something fails on the way. */
class AnsweringTest {

    private static final String TEXT = "Employees receive 27 days of paid leave. Leave is asked for in the portal.";
    private static final String ANSWER = "You get 27 days of paid leave ⟦c:aaaa1111⟧.";
    private static final Caller CALLER =
            new Caller(new TenantId(1), "acme", new UserId(UUID.randomUUID()), "ann", Set.of(Role.EMPLOYEE), null);
    private static final Model BUILT_IN = Model.builtIn("built-in", "EUR");
    private static final Price PRICE =
            new Price("EUR", new BigDecimal("2"), new BigDecimal("1"), new BigDecimal("2"), new BigDecimal("10"));

    private final ModelStub stub = new ModelStub();
    private final List<String> log = new ArrayList<>();
    private final StringBuilder given = new StringBuilder();
    /** Bytes that come just before a connection breaks may be lost, so a stub breaks off only when they were shown. */
    private final CountDownLatch read = new CountDownLatch(1);

    private final List<EvidenceLog.Told> told = new ArrayList<>();
    private final Map<String, Model> models = new LinkedHashMap<>();
    private Mode mode = Mode.RAG;
    private RouteOptions options = RouteOptions.USUAL;
    private List<String> fallbacks = List.of();
    private Optional<String> meant = Optional.empty();
    private Optional<JsonObject> format = Optional.empty();
    private Optional<Prompt.Tools> tools = Optional.empty();
    private Beginning beginning;
    private EvidenceLog.Outcome outcome;
    private AnswerState kept;
    private long spent;
    private final List<Hold> holds = new ArrayList<>();
    private final List<Settlement> settled = new ArrayList<>();
    private long affordable = 100_000;
    private boolean limited;
    private int faster;
    private int heldByOthers;
    private boolean strict;
    private String tooDear = "";
    private Optional<JsonObject> degrade = Optional.empty();
    private boolean openFails;
    private boolean closeFails;
    private boolean away;
    private final Unsettled unsettled = new Unsettled(new Journal());
    private boolean citable = true;
    private boolean stillReadable = true;

    private final AnswerSink sink = new AnswerSink() {
        @Override
        public void begun(Beginning known) {
            beginning = known;
        }

        @Override
        public void text(String piece) {
            log.add("text");
            given.append(piece);
            if (given.indexOf("And then") >= 0) {
                read.countDown();
            }
        }

        @Override
        public void idle() {
            log.add("idle");
        }
    };

    AnsweringTest() {
        models.put("built-in", BUILT_IN);
        models.put("standard", model("standard", Kind.BASE, Supports.usual(Provider.OPENAI)));
        models.put("second", model("second", Kind.BASE, Supports.usual(Provider.OPENAI)));
        models.put("tuned", model("tuned", Kind.FINE_TUNED, Supports.usual(Provider.OPENAI)));
        models.put("plain", model("plain", Kind.BASE, new Supports(false, false, false, false, 8_000)));
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private final Hit hit = new Hit(
            1, 1, "doc.3.0", UUID.randomUUID(), "leave", "Leave", "hr", 3, "", TEXT, 10, 10 + TEXT.length(), 5, 0.9, 2);

    private Model model(String alias, Kind kind, Supports supports) {
        OpenAiEndpoint endpoint = new OpenAiEndpoint(stub.baseUrl(), "tiny", Optional.empty(), Deadlines.USUAL);
        return new Model(
                alias,
                Provider.OPENAI,
                "tiny",
                Optional.empty(),
                kind,
                Optional.empty(),
                supports,
                Optional.of(PRICE),
                Model.State.READY,
                Optional.empty(),
                Optional.of(new LanguageModels(new ProviderAddresses(Set.of(stub.place()))).openAi(endpoint)));
    }

    private static Model builtIn(FurtherPrices prices) {
        BigDecimal nothing = BigDecimal.ZERO;
        return new Model(
                BUILT_IN.alias(),
                BUILT_IN.provider(),
                BUILT_IN.name(),
                BUILT_IN.tier(),
                BUILT_IN.kind(),
                BUILT_IN.base(),
                BUILT_IN.supports(),
                Optional.of(new Price("EUR", nothing, nothing, nothing, nothing, prices)),
                BUILT_IN.state(),
                BUILT_IN.retiresOn(),
                BUILT_IN.client());
    }

    private Reply ask(String model, AnswerSink to) {
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
                format,
                tools);
        Decision decision = new Decision(
                3, "leave", mode, model, meant.orElse(model), fallbacks, options, Optional.empty(), List.of());
        Question question =
                new Question(CALLER, request, UUID.randomUUID(), List.of(), decision, models, Instant.now());
        return answering().give(question, to);
    }

    private Reply ask(String model) {
        return ask(model, sink);
    }

    private Answering answering() {
        Grounding grounding = new Grounding() {
            @Override
            List<Source> sources(Question question, int most) {
                log.add("search " + most);
                return List.of(new Source("aaaa1111", hit, access(true)));
            }

            @Override
            int tokens(Question question) {
                return 23;
            }

            @Override
            List<Source> again(Caller caller, List<Source> sources) {
                log.add("again");
                return List.of(new Source("aaaa1111", hit, access(stillReadable)));
            }
        };
        CitedTexts texts = new CitedTexts() {
            @Override
            public Optional<String> of(Caller caller, Hit cited) {
                return citable ? Optional.of("0123456789" + TEXT + " More.") : Optional.empty();
            }
        };
        BuiltInAnswer builtIn = new BuiltInAnswer() {
            @Override
            Draft draft(Question asked, Step step, int n, Passages passages, List<Citation> before) {
                return extracts(step, n, before);
            }
        };
        return new Answering(
                grounding,
                new Journal(),
                builtIn,
                texts,
                (caller, tokens) -> spent += tokens,
                unsettled,
                new Purse(),
                new Router(),
                new Collections() {
                    @Override
                    public boolean refuseDegrading(Caller caller, Set<String> slugs) {
                        return slugs.contains("hr") && strict;
                    }
                },
                new EmbeddingCosts(new Purse(), null));
    }

    /** Money for as many tokens as the test says; whoever is faster takes some of it. */
    private final class Purse extends Ledger {
        @Override
        public Offer offer(Caller caller, Hold hold) {
            if (heldByOthers > 0) {
                heldByOthers--;
                return new Offer.Short(
                        new Problem.Exhausted(Optional.empty(), "budget.budget_exhausted", "x", "y"), degrade, true);
            }
            long cap = Math.min(hold.outputCap(), affordable);
            boolean named = degrade.filter(then -> then.getString("model").equals(hold.model()))
                    .isPresent();
            return cap < hold.leastOutput() && (!named || hold.model().equals(tooDear))
                    ? new Offer.Short(
                            new Problem.Exhausted(Optional.empty(), "budget.budget_exhausted", "x", "y"),
                            degrade,
                            false)
                    : new Offer.Affordable(cap, limited);
        }

        @Override
        public Reservation reserve(Caller caller, Hold hold) {
            log.add("hold " + hold.purpose().word());
            holds.add(hold);
            return new Reservation(UUID.randomUUID(), Money.zero("EUR"), hold.outputCap());
        }

        @Override
        public Charge settle(Caller caller, UUID reservation, Used used) {
            Hold last = holds.get(holds.size() - 1);
            log.add("settle " + last.purpose().word());
            return new Charge(
                    reservation, last.rates().orElseThrow().of(used.tokens()), used.tokens(), used.estimated(), false);
        }
    }

    private final class Journal extends AnswerJournal {
        @Override
        public Optional<UUID> begin(Question question, Route route, EvidenceLog.Told first, Optional<Hold> hold) {
            log.add("open");
            if (openFails) {
                throw new IllegalStateException("no space");
            }
            Optional<UUID> reservation = held(hold);
            told.add(first);
            return reservation;
        }

        @Override
        public Optional<UUID> attempt(Caller caller, EvidenceLog.Told next, Optional<Hold> hold) {
            log.add("attempt");
            told.add(next);
            return held(hold);
        }

        private Optional<UUID> held(Optional<Hold> hold) {
            if (faster > 0) {
                faster--;
                affordable -= 100;
                throw new Problem.Exhausted(Optional.empty(), "budget.budget_exhausted", "x", "y");
            }
            hold.ifPresent(holds::add);
            return hold.map(call -> new UUID(0, call.call()));
        }

        @Override
        public void settle(Caller caller, Settlement due) {
            log.add("settle");
            if (away) {
                throw new IllegalStateException("the database is away");
            }
            settled.add(due);
        }

        @Override
        public void end(Caller caller, Reply reply, EvidenceLog.Outcome record, List<Settlement> due) {
            log.add("close");
            if (closeFails) {
                throw new IllegalStateException("no space");
            }
            settled.addAll(due);
            outcome = record;
            kept = record.state();
        }

        @Override
        public void fail(Caller caller, UUID answerId) {
            log.add("fail");
        }
    }

    private static AccessReason access(boolean allowed) {
        return new AccessReason(5, allowed, "collection hr: allow everyone", "collection", UUID.randomUUID());
    }

    private static Draft extracts(Step step, int n, List<Citation> before) {
        return new Draft(
                step,
                "raw",
                "From the documents.",
                false,
                true,
                before,
                0,
                "stop",
                JsonValue.EMPTY_JSON_ARRAY,
                new EvidenceLog.Attempt(
                        n,
                        step.model().alias(),
                        step.mode().word(),
                        "none",
                        "00",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        TokenCount.NONE,
                        false,
                        Money.zero("EUR"),
                        Optional.empty()),
                Optional.empty());
    }

    private void answers(String text) {
        stub.next(reply ->
                reply.events().piece(text).finish("stop").usage(100, 40, 10).done());
    }

    private static RouteOptions options(boolean restart, boolean withhold) {
        return new RouteOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                restart,
                withhold,
                Optional.empty(),
                Optional.empty());
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    @Test
    void theRecordIsOpenedBeforeTheModelIsAskedAndClosedBeforeTheEnd() {
        stub.next(reply -> {
            log.add("model");
            reply.events()
                    .piece("You get 27 days of paid leave ")
                    .piece("⟦c:")
                    .piece("aaaa1111⟧.")
                    .finish("stop")
                    .usage(100, 40, 10)
                    .done();
        });
        Reply reply = ask("standard");
        assertThat(log.stream().filter(entry -> !entry.equals("idle")).distinct())
                .containsExactly("search 8", "open", "model", "text", "close");
        assertThat(reply.text()).isEqualTo("You get 27 days of paid leave [1].").isEqualTo(given.toString());
        assertThat(reply.grounded()).isTrue();
        assertThat(reply.cost().decimal()).isEqualTo("0.00026");
        assertThat(reply.cachedShare()).isEqualTo(0.4);
        assertThat(spent).isEqualTo(110);
        assertThat(reply.citations()).singleElement().satisfies(citation -> {
            assertThat(citation.quote()).isEqualTo("Employees receive 27 days of paid leave.");
            assertThat(citation.start()).isEqualTo(10);
            assertThat(citation.end()).isEqualTo(50);
            assertThat(citation.verified()).isTrue();
            assertThat(citation.sha256()).hasSize(64);
        });
        assertThat(told).singleElement().satisfies(words -> {
            assertThat(words.sent()).isEqualTo(stub.requests().get(0).body());
            assertThat(words.promptVersion()).isEqualTo("rag-2");
            assertThat(words.candidates()).singleElement().satisfies(candidate -> {
                assertThat(candidate.rule()).isEqualTo("collection hr: allow everyone");
                assertThat(candidate.sent()).isTrue();
            });
        });
        assertThat(beginning.model()).isEqualTo("standard");
        assertThat(beginning.mode()).isEqualTo(Mode.RAG);
        assertThat(outcome.raw()).isEqualTo(ANSWER);
        assertThat(outcome.usage()).isEqualTo(new TokenCount(100, 40, 10));
        assertThat(outcome.attempts().get(0).responseId()).contains("stub-1");
    }

    @Test
    void aModelThatBeginsToRepeatItsRulesIsStopped() {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        stub.next(reply -> {
            reply.events().piece("You get 27 days of paid leave ⟦c:aaaa1111⟧.\n\nMy rules: ");
            try {
                for (String word : Rules.of(Mode.RAG).split("(?<= )")) {
                    reply.piece(word);
                }
                left.complete(reply.clientLeaves(Duration.ofSeconds(10)));
            } catch (IOException gone) {
                left.complete(true);
            }
        });
        Reply reply = ask("standard");
        assertThat(reply.text())
                .startsWith("You get 27 days of paid leave [1].\n\nMy rules:")
                .endsWith("instead of answering.")
                .doesNotContain("people in an organisation")
                .isEqualTo(given.toString());
        assertThat(reply.grounded()).isFalse();
        assertThat(reply.finishReason()).isEqualTo("content_filter");
        assertThat(left).succeedsWithin(Duration.ofSeconds(15)).isEqualTo(true);
        assertThat(outcome.attempts().get(0).failure()).contains("rules_repeated");
        assertThat(outcome.raw()).contains("people in an organisation");
    }

    @Test
    void namesAndNumbersInJsonAreNoCitations() {
        format = Optional.of(json(SHAPE));
        answers(
                "{\"days\": 27, \"list\": [1, [1]], \"Free [1] ⟦c:aaaa1111⟧\": 1, \"why\": \"27 days of paid leave ⟦c:aaaa1111⟧\"}");
        Reply reply = ask("standard");
        assertThat(reply.text()).contains("\"list\":[ 1,[ 1]]", "\"Free (1)\":1", "27 days of paid leave [1]\"");
        assertThat(ReplyJson.annotations(reply)).hasSize(1);
    }

    @Test
    void rulesWrittenInEscapesOfJsonAreNotTold() {
        format = Optional.of(json(SHAPE));
        String escaped = Rules.of(Mode.RAG)
                .substring(0, 60)
                .chars()
                .mapToObj(letter -> String.format("\\u%04x", letter))
                .collect(Collectors.joining());
        answers("{\"days\": 27, \"why\": \"" + escaped + "\"}");
        assertThatThrownBy(() -> ask("standard"))
                .isInstanceOf(Problem.Unavailable.class)
                .hasMessageContaining("rules_repeated");
        assertThat(given.toString()).isEmpty();
    }

    @Test
    void aToolThatNobodyOfferedIsNotAskedFor() {
        mode = Mode.PROMPT;
        stub.next(StubScripts.toolCall("delete_all", "{}"));
        Reply reply = ask("standard");
        assertThat(reply.toolCalls()).isEmpty();
        assertThat(reply.finishReason()).isEqualTo("stop");
    }

    @Test
    void aToolIsNotCalledWithTheRules() {
        mode = Mode.PROMPT;
        stub.next(StubScripts.toolCall(
                "send",
                Json.createObjectBuilder()
                        .add("text", Rules.of(Mode.PROMPT))
                        .build()
                        .toString()));
        Reply reply = ask("standard");
        assertThat(reply.toolCalls()).isEmpty();
        assertThat(reply.finishReason()).isEqualTo("content_filter");
        assertThat(reply.text()).contains("repeat its own instructions");
    }

    @Test
    void anAnswerWhoseRecordCannotBeOpenedIsNotAskedFor() {
        openFails = true;
        fallbacks = List.of("built-in");
        assertThatThrownBy(() -> ask("standard"))
                .isInstanceOfSatisfying(Problem.Unavailable.class, problem -> assertThat(problem.code())
                        .isEqualTo("evidence_unavailable"));
        assertThat(stub.requests()).isEmpty();
        assertThat(given).isEmpty();
    }

    @Test
    void anAnswerWhoseRecordCannotBeClosedHasNoGoodEnd() {
        closeFails = true;
        answers(ANSWER);
        assertThatThrownBy(() -> ask("standard")).isInstanceOf(Problem.Unavailable.class);
        assertThat(kept).isNull();
        assertThat(log).endsWith("close", "fail", "settle");
        given.setLength(0);
        assertThatThrownBy(() -> ask("built-in")).isInstanceOf(Problem.Unavailable.class);
        assertThat(given).isEmpty();
    }

    @Test
    void theFirstWordsAreShownAtOnce() {
        stub.next(reply -> {
            reply.events().piece("You get 27 days");
            for (int i = 0; i < 500 && given.isEmpty(); i++) {
                reply.clientLeaves(Duration.ofMillis(10));
            }
            log.add(given.isEmpty() ? "too late" : "in time");
            reply.piece(" of paid leave ⟦c:aaaa1111⟧.").finish("stop").done();
        });
        ask("standard");
        assertThat(log).contains("in time");
    }

    @Test
    void anAnswerWithoutASourceIsShownAndSaysThatItStandsOnNothing() {
        answers("It is 99 days for everyone, trust me [1] ⟦c:ffff0000⟧.");
        Reply reply = ask("standard");
        assertThat(reply.text())
                .isEqualTo("It is 99 days for everyone, trust me (1).")
                .isEqualTo(given.toString());
        assertThat(reply.abstained()).isFalse();
        assertThat(reply.grounded()).isFalse();
        assertThat(reply.citations()).isEmpty();
        assertThat(reply.uncitedSentences()).isEqualTo(1);
        assertThat(outcome.droppedMarks()).isEqualTo(2);
    }

    @Test
    void aParagraphWithoutASourceMakesTheAnswerUngrounded() {
        answers(ANSWER + "\n\nBesides, the moon is made of green cheese.");
        Reply reply = ask("standard");
        assertThat(reply.citations()).hasSize(1);
        assertThat(reply.grounded()).isFalse();
        assertThat(reply.uncitedSentences()).isEqualTo(1);
    }

    @Test
    void wherePolicyWithholdsWhatStandsOnNothingIsNotShownButKept() {
        options = options(false, true);
        answers("It is 99 days, trust me [1] ⟦c:ffff0000⟧.");
        Reply reply = ask("standard");
        assertThat(reply.abstained()).isTrue();
        assertThat(reply.citations()).isEmpty();
        assertThat(reply.text()).startsWith("I don't have that information").isEqualTo(given.toString());
        assertThat(outcome.raw()).contains("99 days");
    }

    @Test
    void whatStandsOnNothingIsWithheldInAShapeToo() {
        options = options(false, true);
        format = Optional.of(json("{\"type\": \"json_object\"}"));
        answers("{\"days\": \"99, trust me ⟦c:ffff0000⟧\"}");
        Reply reply = ask("standard");
        assertThat(reply.abstained()).isTrue();
        assertThat(reply.text()).startsWith("I don't have that information").isEqualTo(given.toString());
        assertThat(outcome.raw()).contains("99");
        answers("{\"days\": \"27 days of paid leave ⟦c:aaaa1111⟧\"}");
        assertThat(ask("standard").text()).contains("27 days of paid leave [1]");
    }

    @Test
    void whoLeavesWhileNothingCanBeShownYetIsNoticed() throws Exception {
        format = Optional.of(json(SHAPE));
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        stub.next(reply -> {
            reply.events();
            boolean gone = false;
            for (int i = 0; i < 200 && !gone; i++) {
                reply.piece("{");
                gone = reply.clientLeaves(Duration.ofMillis(50));
            }
            left.complete(gone);
        });
        AnswerSink leaving = new AnswerSink() {
            @Override
            public void text(String piece) {
                given.append(piece);
            }

            @Override
            public void idle() {
                throw new ClientGone(null);
            }
        };
        assertThatThrownBy(() -> ask("standard", leaving)).isInstanceOf(AnswerSink.ClientGone.class);
        assertThat(left.get(15, TimeUnit.SECONDS)).isTrue();
        assertThat(given).isEmpty();
    }

    @Test
    void aCallThatWasRefusedForTimeIsNotPaidFor() {
        stub.next(reply -> reply.status(504, "{}"));
        assertThatThrownBy(() -> ask("standard"))
                .isInstanceOfSatisfying(Problem.Unavailable.class, problem -> assertThat(problem.code())
                        .isEqualTo("provider_timeout"));
        assertThat(outcome.usage()).isEqualTo(TokenCount.NONE);
        assertThat(outcome.usageEstimated()).isFalse();
    }

    @Test
    void theSignOfNoAnswerIsNeverShownHoweverItIsCut() {
        stub.next(reply -> reply.events()
                .piece("\n⟦no")
                .piece("ne⟧ but perhaps 27")
                .finish("stop")
                .done());
        Reply reply = ask("standard");
        assertThat(reply.abstained()).isTrue();
        assertThat(given.toString()).startsWith("I don't have that information").doesNotContain("27", "none");
    }

    @Test
    void aDocumentThatMayNotBeReadAnyMoreIsNotCited() {
        citable = false;
        options = options(false, true);
        answers(ANSWER);
        assertThat(ask("standard").abstained()).isTrue();
        assertThat(given.toString()).doesNotContain("27");
    }

    @Test
    void whenTheModelFailsBeforeItsFirstWordTheNextStepsInSilently() {
        stub.next(reply -> reply.status(500, "{}"));
        answers(ANSWER);
        fallbacks = List.of("second", "built-in");
        Reply reply = ask("standard");
        assertThat(reply.text()).isEqualTo("You get 27 days of paid leave [1].").isEqualTo(given.toString());
        assertThat(reply.model()).isEqualTo("second");
        assertThat(reply.degraded()).isEqualTo(new Degraded("provider_error", "standard", "second"));
        assertThat(reply.attempts()).isEqualTo(2);
        assertThat(reply.cost().decimal()).isEqualTo("0.00026");
        assertThat(told).extracting(EvidenceLog.Told::n).containsExactly(1, 2);
        assertThat(told.get(1).sent()).isEqualTo(stub.requests().get(1).body());
        assertThat(outcome.attempts().get(0).failure()).contains("provider_error");
        assertThat(outcome.attempts().get(0).usage()).isEqualTo(TokenCount.NONE);
        assertThat(log.indexOf("again")).isBetween(log.indexOf("open"), log.indexOf("attempt"));
    }

    @Test
    void aSourceThatWasTakenAwayMeanwhileIsNotToldToTheNextModel() {
        stub.next(reply -> {
            stillReadable = false;
            reply.status(503, "{}");
        });
        fallbacks = List.of("second");
        Reply reply = ask("standard");
        assertThat(stub.requests()).hasSize(1);
        assertThat(reply.abstained()).isTrue();
        assertThat(told.get(1).sent()).isEmpty();
        assertThat(told.get(1).candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.allowed()).isFalse();
            assertThat(candidate.sent()).isFalse();
        });
    }

    @Test
    void whoStandsInFromTheBeginningForAModelThatCannotBeAskedIsToldAsSuch() {
        meant = Optional.of("student");
        stub.next(reply -> reply.events().piece("⟦none⟧").finish("stop").done());
        assertThat(ask("standard").degraded()).isEqualTo(new Degraded("model_unusable", "student", "standard"));
    }

    @Test
    void aModelWithoutAPriceIsNotAsked() {
        Model known = models.get("standard");
        models.put(
                "standard",
                new Model(
                        known.alias(),
                        known.provider(),
                        known.name(),
                        known.tier(),
                        known.kind(),
                        known.base(),
                        known.supports(),
                        Optional.empty(),
                        known.state(),
                        known.retiresOn(),
                        known.client()));
        assertThatThrownBy(() -> ask("standard"))
                .isInstanceOfSatisfying(Problem.Unavailable.class, problem -> assertThat(problem.code())
                        .isEqualTo("no_model"));
        fallbacks = List.of("built-in");
        assertThat(ask("standard").degraded()).isEqualTo(new Degraded("model_unusable", "standard", "built-in"));
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void whenAllFailTheLastFailureIsTold() {
        stub.next(reply -> reply.status(429, "{}")).next(reply -> reply.status(500, "{}"));
        fallbacks = List.of("second");
        assertThatThrownBy(() -> ask("standard"))
                .isInstanceOfSatisfying(Problem.Unavailable.class, problem -> assertThat(problem.code())
                        .isEqualTo("provider_error"));
        assertThat(kept).isEqualTo(AnswerState.FAILED);
        assertThat(outcome.attempts())
                .extracting(attempt -> attempt.failure().orElse(""))
                .containsExactly("provider_limited", "provider_error");
    }

    @Test
    void whenTheModelBreaksOffInTheMiddleTheAnswerFailsAndIsOnRecord() {
        stub.next(
                reply -> reply.events().piece(ANSWER + " And then").await(read).breakOff());
        fallbacks = List.of("built-in");
        assertThatThrownBy(() -> ask("standard")).isInstanceOf(Problem.Unavailable.class);
        assertThat(given.toString()).startsWith("You get 27 days of paid leave [1].");
        assertThat(outcome.state()).isEqualTo(AnswerState.FAILED);
        assertThat(outcome.shown()).isEqualTo(given.toString());
        assertThat(outcome.usageEstimated()).isTrue();
        assertThat(spent).isPositive();
    }

    @Test
    void wherePolicySaysSoABrokenAnswerIsBegunAgainWithANotice() {
        options = options(true, false);
        stub.next(
                reply -> reply.events().piece(ANSWER + " And then").await(read).breakOff());
        answers("You get 27 days of leave, asked for in the portal ⟦c:aaaa1111⟧.");
        fallbacks = List.of("second");
        Reply reply = ask("standard");
        assertThat(reply.text())
                .isEqualTo(given.toString())
                .startsWith("You get 27 days of paid leave [1]. And then\n\n(The answer broke off here.")
                .endsWith("\n\nYou get 27 days of leave, asked for in the portal [2].");
        assertThat(reply.citations()).extracting(Citation::number).containsExactly(1, 2);
        assertThat(reply.degraded()).isEqualTo(new Degraded("provider_error", "standard", "second"));
        assertThat(outcome.attempts().get(0).raw()).contains(ANSWER + " And then");
        assertThat(outcome.attempts().get(0).usageEstimated()).isTrue();
        assertThat(reply.usage().input()).isGreaterThan(100);
    }

    @Test
    void whoWaitsForTheWholeAnswerNeverSeesThatOneBrokeOff() {
        stub.next(reply -> reply.events().piece("You get 99").breakOff());
        answers(ANSWER);
        fallbacks = List.of("second");
        Reply reply = ask("standard", AnswerSink.NOWHERE);
        assertThat(reply.text()).isEqualTo("You get 27 days of paid leave [1].");
        assertThat(reply.degraded().to()).isEqualTo("second");
    }

    @Test
    void whenTheClientLeavesTheModelIsStoppedAndTheRestIsKept() throws Exception {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        stub.next(reply -> left.complete(reply.events().piece(ANSWER).clientLeaves(Duration.ofSeconds(10))));
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
        fallbacks = List.of("built-in");
        assertThatThrownBy(() -> ask("standard", leaving)).isInstanceOf(AnswerSink.ClientGone.class);
        assertThat(left.get(1, TimeUnit.SECONDS)).isTrue();
        assertThat(kept).isEqualTo(AnswerState.STOPPED);
        assertThat(outcome.shown()).isEqualTo("You get 27 days of paid leave [1].");
        assertThat(outcome.citations()).hasSize(1);
        assertThat(outcome.attempts().get(0).failure()).contains("client_gone");
        assertThat(spent).isPositive();
    }

    @Test
    void withoutRetrievalNothingIsSearchedAndNothingPassesForASource() {
        mode = Mode.PROMPT;
        answers("As shown in [1] ⟦c:aaaa1111⟧, use `list[0]`.");
        Reply reply = ask("standard");
        assertThat(log).noneMatch(entry -> entry.startsWith("search"));
        assertThat(reply.text()).isEqualTo("As shown in (1), use `list[0]`.");
        assertThat(reply.mode()).isEqualTo("prompt");
        assertThat(reply.grounded()).isFalse();
        assertThat(reply.abstained()).isFalse();
        assertThat(reply.citations()).isEmpty();
        assertThat(told.get(0).promptVersion()).isEqualTo("prompt-1");
        assertThat(told.get(0).candidates()).isEmpty();
    }

    @Test
    void whoStepsInKeepsTheKnowledgeAndTakesItsOwnBehaviour() {
        mode = Mode.HYBRID;
        fallbacks = List.of("standard");
        stub.next(reply -> reply.status(500, "{}"));
        answers(ANSWER);
        assertThat(ask("tuned").mode()).isEqualTo("rag");
        mode = Mode.FINE_TUNE;
        stub.next(reply -> reply.status(500, "{}"));
        answers("Hello.");
        assertThat(ask("tuned").mode()).isEqualTo("prompt");
        fallbacks = List.of("built-in");
        stub.next(reply -> reply.status(500, "{}"));
        assertThat(ask("tuned").mode()).isEqualTo("rag");
        assertThat(told)
                .extracting(EvidenceLog.Told::promptVersion)
                .containsExactly("tuned-1", "rag-2", "tuned-1", "prompt-1", "tuned-1", "none");
    }

    @Test
    void anAnswerThatMustHaveAShapeIsAskedForOnceMoreWithWhatWasWrong() {
        format = Optional.of(json(SHAPE));
        answers("{\"days\": \"many\", \"why\": \"27 days of paid leave ⟦c:aaaa1111⟧\"}");
        answers("{\"days\": 27, \"list\": [1], \"why\": \"27 days of paid leave ⟦c:aaaa1111⟧\"}");
        Reply reply = ask("standard");
        assertThat(reply.text())
                .isEqualTo("{\"days\":27,\"list\":[ 1],\"why\":\"27 days of paid leave [1]\"}")
                .isEqualTo(given.toString());
        assertThat(reply.grounded()).isTrue();
        assertThat(reply.citations()).hasSize(1);
        assertThat(stub.requests().get(0).body()).contains("\"response_format\"");
        assertThat(stub.requests().get(1).body()).contains("/days");
        assertThat(outcome.attempts().get(0).failure()).contains("schema_not_met");
        assertThat(reply.degraded()).isNull();
        assertThat(reply.usage().input()).isEqualTo(200);
    }

    @Test
    void anyObjectIsAskedForInWordsToo() {
        format = Optional.of(json("{\"type\": \"json_object\"}"));
        answers("{\"days\": \"27 days of paid leave ⟦c:aaaa1111⟧\"}");
        ask("standard");
        assertThat(stub.requests().get(0).body()).contains("\"json_object\"", "one JSON value");
    }

    @Test
    void anAnswerThatNeverGetsItsShapeIsNotGiven() {
        format = Optional.of(json(SHAPE));
        answers("Twenty-seven.");
        answers("27");
        fallbacks = List.of("built-in");
        assertThatThrownBy(() -> ask("standard"))
                .isInstanceOfSatisfying(Problem.Unavailable.class, problem -> assertThat(problem.code())
                        .isEqualTo("schema_not_met"));
        assertThat(given).isEmpty();
        assertThat(kept).isEqualTo(AnswerState.FAILED);
        assertThat(outcome.attempts()).hasSize(2);
    }

    @Test
    void aModelThatKnowsNoSchemasIsToldInWordsAndTheBuiltInOneIsNoWayOut() {
        format = Optional.of(json(SHAPE));
        answers("```json\n{\"days\": 27}\n```");
        assertThat(ask("plain").text()).isEqualTo("{\"days\":27}");
        assertThat(stub.requests().get(0).body())
                .doesNotContain("\"response_format\"")
                .contains("JSON schema");
        assertThatThrownBy(() -> ask("built-in")).isInstanceOfSatisfying(Problem.Invalid.class, problem -> assertThat(
                        problem.fields().get(0).name())
                .isEqualTo("response_format"));
    }

    @Test
    void toolsArePassedOnOnlyWhereNothingIsRetrievedAndTheModelKnowsThem() {
        tools = Optional.of(new Prompt.Tools(
                json("{\"a\":[{\"type\":\"function\",\"function\":{\"name\":\"clock\"}}]}")
                        .getJsonArray("a"),
                Optional.empty()));
        assertThatThrownBy(() -> ask("standard")).isInstanceOfSatisfying(Problem.Invalid.class, problem -> assertThat(
                        problem.fields().get(0).name())
                .isEqualTo("tools"));
        mode = Mode.PROMPT;
        assertThatThrownBy(() -> ask("plain")).isInstanceOf(Problem.Invalid.class);
        stub.next(reply -> reply.events()
                .event(
                        "{\"id\":\"stub-1\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\","
                                + "\"type\":\"function\",\"function\":{\"name\":\"clock\",\"arguments\":\"{}\"}}]},\"finish_reason\":null}]}")
                .finish("tool_calls")
                .usage(10, 0, 5)
                .done());
        Reply reply = ask("standard");
        assertThat(reply.finishReason()).isEqualTo("tool_calls");
        assertThat(reply.toolCalls().toString()).contains("call_1", "clock");
        assertThat(outcome.toolCalls()).isEqualTo(reply.toolCalls());
        assertThat(stub.requests().get(0).body()).contains("\"tools\"");
    }

    @Test
    void aReadyTextIsGivenInPiecesThatAddUp() {
        String text = "A sentence with averyveryverylongwordthatgoesonandonandon and 😀 more.\n\nNext [1].";
        assertThat(String.join("", Pieces.of(text))).isEqualTo(text);
        assertThat(Pieces.of(text)).hasSizeGreaterThan(2);
    }

    private static final String SHAPE =
            """
            {"type": "json_schema", "json_schema": {"name": "leave", "schema": {"type": "object", "required": ["days"],
             "properties": {"days": {"type": "integer"}}}}}
            """;

    @Test
    void whatACallTookIsSettledWithItsEndAndTheReplyTellsTheSame() {
        answers(ANSWER);
        Reply reply = ask("standard");
        assertThat(holds).singleElement().satisfies(hold -> {
            assertThat(hold.model()).isEqualTo("standard");
            assertThat(hold.outputCap()).isEqualTo(4096);
            assertThat(hold.inputTokens())
                    .isEqualTo(ApproximateTokens.of(told.get(0).sent()));
            assertThat(hold.rates().orElseThrow().of(reply.usage())).isEqualTo(reply.cost());
        });
        assertThat(settled).singleElement().satisfies(due -> {
            assertThat(due.reservation()).isEqualTo(new UUID(0, 1));
            assertThat(due.used().tokens()).isEqualTo(new TokenCount(100, 40, 10));
            assertThat(due.used().estimated()).isFalse();
        });
        assertThat(told.get(0).sent()).doesNotContain("max_");
    }

    @Test
    void eachCallTellsItsProviderTheAnswerAndWhichOfItsCallsItIs() {
        stub.next(reply -> reply.status(500, "{}"));
        answers(ANSWER);
        fallbacks = List.of("second");
        Reply reply = ask("standard");
        assertThat(stub.requests())
                .extracting(request -> request.headers().get("X-Client-Request-Id"))
                .containsExactly(reply.answerId() + "-1", reply.answerId() + "-2");
        assertThat(holds)
                .extracting(hold -> hold.callId().toString())
                .containsExactly(reply.answerId() + "-1", reply.answerId() + "-2");
    }

    @Test
    void whereThePeopleAreAskedAPriceForEmbeddingTheSearchIsPaidBeforeItIsMade() {
        FurtherPrices embedding = new FurtherPrices(
                Optional.empty(),
                BigDecimal.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new BigDecimal("0.5")),
                Optional.empty());
        models.put("built-in", builtIn(embedding));
        answers(ANSWER);
        Reply reply = ask("standard");
        assertThat(log).containsSubsequence("hold embedding", "search 8", "settle embedding", "open");
        Hold search = holds.get(0);
        assertThat(search.purpose()).isEqualTo(Purpose.EMBEDDING);
        assertThat(search.answerId()).isEqualTo(reply.answerId());
        assertThat(search.model()).isEqualTo("built-in");
        assertThat(reply.cost().decimal()).isEqualTo("0.0002715");
    }

    @Test
    void eachCallThatFailedIsSettledBeforeTheNextIsMade() {
        stub.next(reply -> reply.status(500, "{}"));
        answers(ANSWER);
        fallbacks = List.of("second");
        ask("standard");
        assertThat(log.stream().filter(entry -> List.of("open", "settle", "attempt", "close")
                        .contains(entry)))
                .containsExactly("open", "settle", "attempt", "close");
        assertThat(settled).extracting(due -> due.used().tokens().total()).containsExactly(0L, 110L);
    }

    @Test
    void aProviderThatAcceptedAndBrokeOffBeforeItsFirstWordIsTakenToHaveRead() {
        stub.next(reply -> reply.events().breakOff());
        assertThatThrownBy(() -> ask("standard")).isInstanceOf(Problem.Unavailable.class);
        assertThat(settled).singleElement().satisfies(due -> {
            assertThat(due.used().estimated()).isTrue();
            assertThat(due.used().tokens().input()).isPositive();
            assertThat(due.used().tokens().output()).isZero();
        });
    }

    @Test
    void whereMoneyIsLimitedTheModelIsToldHowLongItsAnswerMayBe() {
        limited = true;
        affordable = 700;
        answers(ANSWER);
        ask("standard");
        assertThat(holds.get(0).outputCap()).isEqualTo(700);
        assertThat(told.get(0).sent())
                .contains("\"max_tokens\":700")
                .isEqualTo(stub.requests().get(0).body());
    }

    @Test
    void whoIsSlowerThanOthersAsksForAShorterAnswer() {
        limited = true;
        affordable = 700;
        faster = 2;
        answers(ANSWER);
        ask("standard");
        assertThat(told).singleElement().satisfies(words -> assertThat(words.sent())
                .contains(":500,"));
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void moneyThatIsHeldForOthersIsWaitedFor() {
        heldByOthers = 3;
        answers(ANSWER);
        assertThat(ask("standard").model()).isEqualTo("standard");
        assertThat(heldByOthers).isZero();
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void whereTheBudgetNamesAnotherWayNobodyWaits() {
        heldByOthers = 1;
        degrade = Optional.of(json("{\"mode\":\"rag\",\"model\":\"second\"}"));
        answers(ANSWER);
        assertThat(ask("standard").model()).isEqualTo("second");
    }

    @Test
    void withoutMoneyNobodyIsAskedAndNobodyStepsIn() {
        affordable = 10;
        fallbacks = List.of("built-in");
        assertThatThrownBy(() -> ask("standard"))
                .isInstanceOfSatisfying(
                        Problem.Exhausted.class, none -> assertThat(none.code()).isEqualTo("budget_exhausted"));
        assertThat(stub.requests()).isEmpty();
        assertThat(told).isEmpty();
        assertThat(given).isEmpty();
    }

    @Test
    void withoutMoneyTheBudgetsOwnWayIsTakenAndSaidSo() {
        affordable = 10;
        degrade = Optional.of(json("{\"mode\":\"rag\",\"model\":\"second\",\"max_output_tokens\":300}"));
        answers(ANSWER);
        Reply reply = ask("standard");
        assertThat(reply.model()).isEqualTo("second");
        assertThat(reply.degraded()).isEqualTo(new Degraded("budget_exhausted", "standard", "second"));
        assertThat(reply.route().reasons()).last().asString().contains("no money left for the model standard");
    }

    @Test
    void aCollectionMayDemandThePolicysOwnWayOrNone() {
        affordable = 10;
        strict = true;
        degrade = Optional.of(json("{\"mode\":\"rag\",\"model\":\"second\"}"));
        assertThatThrownBy(() -> ask("standard")).isInstanceOf(Problem.Exhausted.class);
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void moneyIsSettledAlsoWhereTheEndCannotBePutOnRecord() {
        closeFails = true;
        answers(ANSWER);
        assertThatThrownBy(() -> ask("standard")).isInstanceOf(Problem.Unavailable.class);
        assertThat(settled)
                .singleElement()
                .satisfies(due -> assertThat(due.used().tokens().total()).isEqualTo(110));
    }

    /** What a stream says after its status and before it breaks off; nothing of it is text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}",
                "{\"choices\":[{\"delta\":{\"reasoning_content\":\"Let me think about leave\"}}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\"}}]}}]}",
                "{not json",
                ": nothing yet",
            })
    void aStreamThatBreaksOffBeforeItsFirstWordIsNeverPricedAtNothing(String event) {
        stub.next(reply -> {
            reply.events().event(event).breakOff();
        });
        assertThatThrownBy(() -> ask("standard")).isInstanceOf(Problem.Unavailable.class);
        assertThat(settled).singleElement().satisfies(due -> {
            assertThat(due.used().estimated()).isTrue();
            assertThat(due.used().tokens().input())
                    .isEqualTo(ApproximateTokens.of(told.get(0).sent()));
        });
    }

    /** The end of a reply that is no end of an answer; a broken connection might take along what came just before it. */
    private static final String CHUNKS_END = "0\r\n\r\n";

    @Test
    void whatNobodyIsShownIsEstimatedToo() {
        stub.next(reply -> reply.events()
                .event("{\"choices\":[{\"delta\":{\"reasoning_content\":\"one two three four\"}}]}")
                .piece("ลาได้ยี่สิบเจ็ดวัน")
                .raw(CHUNKS_END));
        assertThatThrownBy(() -> ask("standard")).isInstanceOf(Problem.Unavailable.class);
        assertThat(settled.get(0).used().tokens().output()).isBetween(20L, 30L);
    }

    @Test
    void whatAProviderTellsBeforeTheEndIsNotTheBill() {
        stub.next(reply -> reply.events()
                .event("{\"choices\":[{\"delta\":{\"content\":\"Twenty-seven days\"}}],"
                        + "\"usage\":{\"prompt_tokens\":4321,\"completion_tokens\":0}}")
                .raw(CHUNKS_END));
        assertThatThrownBy(() -> ask("standard")).isInstanceOf(Problem.Unavailable.class);
        Used used = settled.get(0).used();
        assertThat(used.estimated()).isTrue();
        assertThat(used.tokens().input()).isEqualTo(4321);
        assertThat(used.tokens().output()).isPositive();
    }

    @Test
    void aProviderThatSaysItWillGiveNoneIsNotPaid() {
        stub.next(reply -> reply.events()
                .event("{\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}")
                .done());
        assertThatThrownBy(() -> ask("standard")).isInstanceOf(Problem.Unavailable.class);
        Used used = settled.get(0).used();
        assertThat(used.tokens()).isEqualTo(TokenCount.NONE);
        assertThat(used.estimated()).isFalse();
    }

    @Test
    void whereMoneyIsShortEachModelOfTheCheaperWayMayBeCheaper() {
        affordable = 10;
        degrade = Optional.of(json("{\"mode\":\"rag\",\"model\":\"second\",\"fallbacks\":[\"built-in\"]}"));
        tooDear = "second";
        Reply reply = ask("standard");
        assertThat(reply.model()).isEqualTo("built-in");
        assertThat(reply.degraded().reason()).isEqualTo("budget_exhausted");
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void aCollectionIsAskedAlsoWhereOnlyTheCheaperWayLooksIntoIt() {
        mode = Mode.PROMPT;
        affordable = 10;
        strict = true;
        degrade = Optional.of(json("{\"mode\":\"rag\",\"model\":\"second\"}"));
        assertThatThrownBy(() -> ask("standard")).isInstanceOf(Problem.Exhausted.class);
        assertThat(stub.requests()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void whatCouldNotBeBookedIsBookedWhenTheDatabaseIsThereAgain() {
        closeFails = true;
        away = true;
        answers(ANSWER);
        assertThatThrownBy(() -> ask("standard")).isInstanceOf(Problem.Unavailable.class);
        unsettled.settle();
        assertThat(settled).isEmpty();
        away = false;
        unsettled.settle();
        unsettled.settle();
        assertThat(settled)
                .singleElement()
                .satisfies(due -> assertThat(due.used().tokens().total()).isEqualTo(110));
    }
}
