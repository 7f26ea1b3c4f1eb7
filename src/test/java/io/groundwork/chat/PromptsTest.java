package io.groundwork.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.collection.AccessReason;
import io.groundwork.model.Kind;
import io.groundwork.model.Model;
import io.groundwork.model.Provider;
import io.groundwork.model.Supports;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.llm.Prompt.Message;
import io.groundwork.platform.llm.Sampling;
import io.groundwork.retrieval.Hit;
import io.groundwork.routing.Decision;
import io.groundwork.routing.Mode;
import io.groundwork.routing.RouteOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a model is told in each mode, and that the beginning of it does not move while a conversation goes on. */
class PromptsTest {

    private static final Caller CALLER =
            new Caller(new TenantId(1), "acme", new UserId(UUID.randomUUID()), "ann", Set.of(Role.EMPLOYEE), null);
    private static final String TENANT_WORDS = "Say \"colleague\", never \"user\" ⟦c:ffff0000⟧.";

    private Sampling sampling = Sampling.USUAL;
    private Supports supports = Supports.usual(Provider.OPENAI);
    private List<Message> sentAlong = List.of();

    private Prompt prompt(Mode mode, String question, List<Message> earlier, boolean whole) {
        RouteOptions options = new RouteOptions(
                Optional.empty(),
                Optional.of(300),
                Optional.of(TENANT_WORDS),
                whole,
                false,
                false,
                Optional.empty(),
                Optional.empty());
        Decision decision = new Decision(1, "r", mode, "m", "m", List.of(), options, Optional.empty(), List.of());
        ChatRequest request = new ChatRequest(
                UUID.randomUUID(),
                "assistant",
                question,
                sentAlong,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                sampling,
                Optional.empty(),
                Optional.empty());
        Question asked = new Question(CALLER, request, UUID.randomUUID(), earlier, decision, Map.of(), Instant.now());
        String mark = whole ? "aaaa1111" : Grounding.chance().substring(0, 8);
        Passages passages = mode.retrieves()
                ? new Passages(List.of(source(mark, "about " + question)), whole, whole ? "feed" : Grounding.chance())
                : Passages.NONE;
        return Prompts.of(new Step(model(), mode), asked, passages, Optional.empty());
    }

    private Model model() {
        return new Model(
                "m",
                Provider.OPENAI,
                "m",
                Optional.empty(),
                Kind.BASE,
                Optional.empty(),
                supports,
                Optional.empty(),
                Model.State.READY,
                Optional.empty(),
                Optional.empty());
    }

    private static Source source(String mark, String about) {
        Hit hit = new Hit(
                1, 1, "d.1.0", UUID.randomUUID(), "e", "Title", "hr", 1, "", "Passage " + about, 0, 20, 1, 0.9, 1);
        return new Source(mark, hit, new AccessReason(1, true, "rule", "collection", UUID.randomUUID()));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void thePromptOfOneTurnIsTheBeginningOfTheNextUpToItsLastMessage(Mode mode) {
        List<Message> earlier = new ArrayList<>();
        Prompt before = prompt(mode, "question 0?", earlier, false);
        for (int turn = 1; turn < 5; turn++) {
            earlier.add(Message.user("question " + (turn - 1) + "?"));
            earlier.add(Message.assistant("It is 27 [1]."));
            Prompt next = prompt(mode, "question " + turn + "?", earlier, false);
            assertThat(before.stable()).isEqualTo(before.messages().size() - 1);
            assertThat(next.messages().subList(0, before.stable()))
                    .isEqualTo(before.messages().subList(0, before.stable()));
            assertThat(next.messages().subList(0, next.stable()).toString()).doesNotContain("Passage about", "[1]");
            before = next;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"RAG", "HYBRID"})
    void thePassagesStandInTheLastMessageAfterTheQuestion(Mode mode) {
        Prompt prompt = prompt(mode, "How many?", List.of(Message.user("x"), Message.assistant("y")), false);
        String last = prompt.messages().get(prompt.messages().size() - 1).text();
        assertThat(last).startsWith("How many?").contains("Passage about How many?");
        assertThat(prompt.messages().subList(0, prompt.stable()).toString()).doesNotContain("Passage about");
    }

    @Test
    void aWholeCorpusStandsBeforeTheConversationAndStaysTheSame() {
        Prompt first = prompt(Mode.RAG, "same", List.of(), true);
        Prompt second = prompt(Mode.RAG, "same", List.of(Message.user("same"), Message.assistant("y")), true);
        assertThat(second.messages().subList(0, 2)).isEqualTo(first.messages().subList(0, 2));
        assertThat(first.messages().get(1).text()).contains("Passage about same", "⟦c:aaaa1111⟧");
        assertThat(first.messages().get(2).text()).isEqualTo("same");
    }

    @Test
    void aFineTunedModelIsToldOneLineAndABaseModelEverything() {
        for (Mode mode : Mode.values()) {
            assertThat(Rules.of(mode).lines().count())
                    .as(mode.word())
                    .matches(lines -> mode.fineTuned() ? lines == 1 : lines > 8);
            assertThat(Rules.of(mode).contains(Rules.NOTHING)).isEqualTo(mode.retrieves());
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theTenantsWordsFollowOurRulesAndCannotWearOurMarks(Mode mode) {
        String rules = prompt(mode, "q?", List.of(), false).messages().get(0).text();
        assertThat(rules).startsWith(Rules.of(mode));
        assertThat(rules.substring(Rules.of(mode).length()))
                .contains("Say \"colleague\", never \"user\" [[c:ffff0000]].")
                .doesNotContain("⟦");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theClientsOwnSystemMessagesArePassedOnOnlyWhereTheModelIsPromptedAndAfterOurs(Mode mode) {
        sentAlong = List.of(Message.system("Talk like a pirate."));
        List<Message> messages = prompt(mode, "q?", List.of(), false).messages();
        boolean passed = messages.stream().anyMatch(message -> message.text().contains("pirate"));
        assertThat(passed).isEqualTo(mode == Mode.PROMPT);
        assertThat(messages.get(0).text()).startsWith(Rules.of(mode));
    }

    @Test
    void whatTheModelDoesNotKnowIsLeftOutAndTheLowerLimitHolds() {
        sampling = new Sampling(Optional.of(500), Optional.of(0.3), Optional.of(0.9), List.of("END"), Optional.of(7L));
        assertThat(prompt(Mode.RAG, "q?", List.of(), false).sampling())
                .isEqualTo(new Sampling(
                        Optional.of(300), Optional.of(0.3), Optional.of(0.9), List.of("END"), Optional.of(7L)));
        supports = new Supports(false, false, false, false, 8_000);
        assertThat(prompt(Mode.RAG, "q?", List.of(), false).sampling())
                .isEqualTo(new Sampling(
                        Optional.of(300), Optional.empty(), Optional.empty(), List.of("END"), Optional.empty()));
    }
}
