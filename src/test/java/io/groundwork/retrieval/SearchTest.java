package io.groundwork.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.collection.ReadableScopes;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.retrieval.SearchQuery.Mode;
import io.groundwork.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a search gives, from candidates to hits. */
class SearchTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static int number;
    private final Set<UUID> revoked = new HashSet<>();
    private Connection connection;
    private Library library;
    private int readers;

    @BeforeEach
    void aTenant() throws SQLException {
        int tenant;
        try (Connection register = database.asApplication()) {
            tenant = Library.tenant(register, "search-" + ++number);
        }
        connection = database.asTenant(tenant);
        library = new Library(connection, tenant);
        readers = library.accessClass();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aHitTellsWhereItStands() {
        UUID document = library.shelve(readers, "Leave", "Ask your lead.", "Paid leave is twenty-five days.");
        Hit hit = search("paid leave", 1, Mode.LEXICAL).hits().get(0);
        assertThat(hit.rank()).isEqualTo(1);
        assertThat(hit.chunkId()).isEqualTo(document + ".1.1");
        assertThat(hit.title()).isEqualTo("Leave");
        assertThat(hit.text()).isEqualTo("Paid leave is twenty-five days.");
        assertThat(hit.start()).isEqualTo(1000);
        assertThat(hit.end()).isEqualTo(1000 + hit.text().length());
        assertThat(hit.aclId()).isEqualTo(readers);
        assertThat(hit.collection()).startsWith("shelf-");
    }

    @Test
    void aDocumentWhoseTitleIsAskedForIsFound() {
        UUID leave = library.shelve(readers, "Parental leave", "Sixteen weeks, taken at once or in two parts.");
        library.shelve(readers, "Expenses", "Hand in receipts within a month.");
        assertThat(search("parental leave", 10, Mode.LEXICAL).hits())
                .extracting(Hit::documentId)
                .containsExactly(leave);
    }

    @Test
    void whatWasRevokedSinceTheScopeWasReadIsNotGivenAndTheNextTakesItsPlace() {
        UUID first = library.shelve(readers, "", "kettle kettle kettle");
        UUID second = library.shelve(readers, "", "kettle and bridge");
        UUID third = library.shelve(readers, "", "kettle, bridge, harvest and office");
        assertThat(search("kettle", 2, Mode.LEXICAL).hits())
                .extracting(Hit::documentId)
                .containsExactly(first, second);
        revoked.add(first);
        assertThat(search("kettle", 2, Mode.LEXICAL).hits())
                .extracting(Hit::documentId)
                .containsExactly(second, third);
        assertThat(search("kettle", 2, Mode.LEXICAL).hits())
                .extracting(Hit::rank)
                .containsExactly(1, 2);
    }

    @Test
    void aSearchGivesAsManyAsAreAskedForOrAsThereAre() {
        for (int i = 0; i < 12; i++) {
            library.shelve(readers, "Number " + i, "Passage " + i + " speaks of kettles.");
        }
        for (Mode mode : Mode.values()) {
            assertThat(search("kettles", 10, mode).hits()).hasSize(10);
            assertThat(search("kettles", 100, mode).hits()).hasSize(12);
        }
    }

    @Test
    void aCallerWhoMayReadNothingFindsNothing() {
        library.shelve(readers, "Leave", "Paid leave is twenty-five days.");
        Visible nothing = library.visible();
        for (Mode mode : Mode.values()) {
            assertThat(run(nothing, new SearchQuery("leave", 10, mode, false)).hits())
                    .isEmpty();
        }
    }

    @Test
    void hitsComeInTheOrderOfTheirScores() {
        library.shelve(readers, "", "kettle one", "bridge two", "kettle bridge three", "harvest four");
        for (Mode mode : Mode.values()) {
            assertThat(search("kettle bridge", 10, mode).hits())
                    .extracting(Hit::score)
                    .isSortedAccordingTo((one, other) -> Double.compare(other, one));
        }
    }

    @Test
    void anExplanationTellsWhatEachLegGave() {
        library.shelve(readers, "", "kettle one", "bridge two");
        Explanation explanation = run(library.visible(readers), new SearchQuery("kettle", 10, Mode.HYBRID, true))
                .explanation();
        assertThat(explanation.tier()).isEqualTo("exact");
        assertThat(explanation.readableChunks()).isEqualTo(2);
        assertThat(explanation.denseCandidates()).isEqualTo(2);
        assertThat(explanation.lexicalCandidates()).isEqualTo(1);
        assertThat(explanation.hits()).hasSize(2);
        assertThat(search("kettle", 10, Mode.HYBRID).explanation()).isNull();
    }

    private Search.Outcome search(String question, int topK, Mode mode) {
        return run(library.visible(readers), new SearchQuery(question, topK, mode, false));
    }

    private Search.Outcome run(Visible visible, SearchQuery query) {
        return library.search(new LastWord()).run(library.caller(), visible, query, Library.vector(query.text()));
    }

    /** Lets everything pass but what was revoked. */
    private class LastWord extends ReadableScopes {
        @Override
        public Set<UUID> stillReadable(Caller caller, Set<UUID> documentIds) {
            Set<UUID> still = new HashSet<>(documentIds);
            still.removeAll(revoked);
            return still;
        }
    }
}
