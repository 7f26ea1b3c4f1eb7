package io.groundwork.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.collection.AccessReason;
import io.groundwork.collection.ReadableScopes;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.retrieval.Hit;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A change of access reaches what was answered before, and what was found a moment ago. */
class EarlierAnswersTest {

    private static final Caller CALLER =
            new Caller(new TenantId(1), "acme", new UserId(UUID.randomUUID()), "ann", Set.of(Role.EMPLOYEE), null);
    private static final UUID OPEN = UUID.randomUUID();
    private static final UUID REVOKED = UUID.randomUUID();

    private final EarlierAnswers answers = new EarlierAnswers(new ReadableScopes() {
        @Override
        public Set<UUID> stillReadable(Caller caller, Set<UUID> documents) {
            Set<UUID> readable = new HashSet<>(documents);
            readable.remove(REVOKED);
            return readable;
        }
    });

    private static String citing(UUID... documents) {
        StringBuilder citations = new StringBuilder();
        for (UUID document : documents) {
            citations
                    .append(citations.isEmpty() ? "" : ",")
                    .append("{\"document_id\":\"" + document + "\",\"quote\":\"27 days\"}");
        }
        return "{\"grounded\":true,\"citations\":[" + citations + "]}";
    }

    @Test
    void anAnswerIsReadableAsLongAsEverySourceIs() {
        List<String> replies = List.of("{}", citing(), citing(OPEN), citing(OPEN, REVOKED));
        Predicate<String> readable = answers.readable(CALLER, replies);
        assertThat(replies.stream().map(readable::test)).containsExactly(true, true, true, false);
    }

    @Test
    void aWithheldTurnKeepsTheQuestionAndNothingOfTheAnswer() {
        Conversation.Turn turn = new Conversation.Turn(
                UUID.randomUUID(),
                "How many?",
                "It is 27 days [1].",
                AnswerState.GIVEN,
                Instant.EPOCH,
                citing(REVOKED));
        Conversation.Turn withheld = turn.withheld();
        assertThat(withheld.question()).isEqualTo("How many?");
        assertThat(withheld.answer()).startsWith("A source of this answer may not be read any more");
        assertThat(withheld.reply())
                .doesNotContain("27")
                .contains("\"grounded\":false")
                .contains("\"citations\":[]");
    }

    @Test
    void aDocumentThatLeftItsClassSinceItWasFoundIsDeniedThoughTheClassIsNot() {
        AccessReason ofClass =
                new AccessReason(5, true, "collection hr: allow everyone", "collection", UUID.randomUUID());
        Hit hit = new Hit(1, 1, "doc.3.0", REVOKED, "leave", "Leave", "hr", 3, "", "text", 0, 4, 5, 0.9, 2);
        assertThat(AccessCheck.reason(hit, ofClass, Set.of(REVOKED))).isSameAs(ofClass);
        AccessReason denied = AccessCheck.reason(hit, ofClass, Set.of(OPEN));
        assertThat(denied.allowed()).isFalse();
        assertThat(denied.rule()).contains("could not be read any more");
        assertThat(AccessCheck.reason(hit, null, Set.of(REVOKED)).allowed()).isFalse();
    }
}
