package io.groundwork.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChunkIndexTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final String COUNTED =
            """
            select count(*)::int as wrong from acl a where a.tenant_id = ? and (
                a.n_chunks <> (select count(*) from chunk c where c.tenant_id = a.tenant_id and c.acl_id = a.id)
                or a.n_terms <> (select coalesce(sum(t.n_terms), 0) from chunk c
                                 join chunk_text t on t.tenant_id = c.tenant_id and t.id = c.id
                                 where c.tenant_id = a.tenant_id and c.acl_id = a.id))
            """;

    private static int number;
    private int tenant;
    private Connection connection;
    private Library library;

    @BeforeEach
    void aTenant() throws SQLException {
        try (Connection register = database.asApplication()) {
            tenant = Library.tenant(register, "tenant-" + ++number);
        }
        connection = database.asTenant(tenant);
        library = new Library(connection, tenant);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aDocumentStandsInTheIndexWithItsTextPostingsAndCounts() {
        int readers = library.accessClass();
        library.shelve(readers, "Leave", "Paid leave is twenty-five days.", "Ask your lead a week ahead.");
        assertThat(rows("chunk")).isEqualTo(2);
        assertThat(rows("chunk_text")).isEqualTo(2);
        // Both passages hold the title's word; the first repeats it.
        assertThat(library.sql()
                        .list(
                                "select tf from posting where tenant_id = ? and term = ? order by tf desc",
                                row -> row.integer("tf"),
                                tenant,
                                Terms.of("leave").hashes()[0]))
                .containsExactly(2, 1);
        assertThat(library.visible(readers).chunks()).isEqualTo(2);
        assertCountsAreExact();
    }

    @Test
    void replacingAgainChangesNothing() {
        int readers = library.accessClass();
        UUID document = library.shelve(readers, "Leave", "Paid leave is twenty-five days.", "Ask your lead.");
        List<String> before = contents();
        library.index.replace(
                library.caller(),
                document,
                1,
                readers,
                Library.chunks("Paid leave is twenty-five days.", "Ask your lead."));
        assertThat(contents()).isEqualTo(before);
        assertCountsAreExact();
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOld() {
        int readers = library.accessClass();
        UUID document = library.shelve(readers, "Leave", "Twenty-five days.", "Ask your lead.");
        library.index.replace(library.caller(), document, 2, readers, Library.chunks("Thirty days."));
        assertThat(library.sql()
                        .list(
                                "select version from chunk_text where tenant_id = ?",
                                row -> row.integer("version"),
                                tenant))
                .containsExactly(2);
        assertThat(rows("chunk")).isEqualTo(1);
        assertThat(postingsOf("ask")).isZero();
        assertCountsAreExact();
    }

    @Test
    void aDocumentMovesToAnotherClassWithAllThatIsKnownOfIt() {
        int before = library.accessClass();
        int after = library.accessClass();
        UUID document = library.shelve(before, "Leave", "Twenty-five days.", "Ask your lead.");
        UUID other = library.shelve(before, "Expenses", "Keep receipts.");
        library.index.repoint(library.caller(), document, after);
        library.index.repoint(library.caller(), document, after);
        assertThat(library.visible(before).chunks()).isEqualTo(1);
        assertThat(library.visible(after).chunks()).isEqualTo(2);
        assertThat(library.sql()
                        .list(
                                "select distinct acl_id from posting where tenant_id = ? and term = ?",
                                row -> row.integer("acl_id"),
                                tenant,
                                Terms.of("lead").hashes()[0]))
                .containsExactly(after);
        assertThat(other).isNotNull();
        assertCountsAreExact();
    }

    @Test
    void aRemovedDocumentLeavesNothing() {
        int readers = library.accessClass();
        UUID document = library.shelve(readers, "Leave", "Twenty-five days.");
        library.index.remove(library.caller(), document);
        library.index.remove(library.caller(), document);
        assertThat(rows("chunk") + rows("chunk_text") + rows("posting")).isZero();
        assertThat(library.visible(readers).terms()).isZero();
    }

    @Test
    void deletingATenantWaitsForTheDocumentThatIsBeingIndexed() throws SQLException {
        int readers = library.accessClass();
        UUID document = library.document("Leave");
        connection.setAutoCommit(false);
        library.index.replace(library.caller(), document, 1, readers, Library.chunks("Twenty-five days."));
        try (Connection other = database.asTenant(tenant)) {
            Library deleting = new Library(other, tenant);
            deleting.sql().run("set lock_timeout = '100ms'");
            assertThatThrownBy(() -> deleting.index.removeTenant(new TenantId(tenant)))
                    .hasMessageContaining("lock timeout");
            connection.commit();
            deleting.index.removeTenant(new TenantId(tenant));
        }
        assertThat(rows("chunk") + rows("posting")).isZero();
    }

    @Test
    void aDocumentThatIsGoneCannotBeIndexed() {
        int readers = library.accessClass();
        List<IndexedChunk> chunks = Library.chunks("Twenty-five days.");
        assertThatThrownBy(() -> library.index.replace(library.caller(), UUID.randomUUID(), 1, readers, chunks))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void countsStayExactWhateverComesGoesAndMoves() {
        Random random = new Random(7);
        int[] classes = {library.accessClass(), library.accessClass(), library.accessClass()};
        List<UUID> documents = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            documents.add(library.document("Title " + i));
        }
        for (int step = 0; step < 60; step++) {
            UUID document = documents.get(random.nextInt(documents.size()));
            int target = classes[random.nextInt(classes.length)];
            switch (random.nextInt(4)) {
                case 0 -> library.index.remove(library.caller(), document);
                case 1 -> library.index.repoint(library.caller(), document, target);
                default -> library.index.replace(library.caller(), document, step, target, some(random));
            }
            assertCountsAreExact();
        }
        documents.forEach(document -> library.index.remove(library.caller(), document));
        assertThat(rows("chunk") + rows("chunk_text") + rows("posting")).isZero();
        assertThat(library.visible(classes).terms()).isZero();
    }

    @Test
    void aTenantThatIsDeletedLeavesNothingInTheIndex() {
        library.shelve(library.accessClass(), "Leave", "Twenty-five days.");
        library.index.removeTenant(library.caller().tenant());
        assertThat(rows("chunk") + rows("posting")).isZero();
    }

    private static List<IndexedChunk> some(Random random) {
        String[] words = {"leave", "days", "receipt", "travel", "lead", "office", "backup", "release"};
        String[] texts = new String[random.nextInt(5)];
        for (int i = 0; i < texts.length; i++) {
            StringBuilder text = new StringBuilder("Passage");
            for (int j = random.nextInt(8); j >= 0; j--) {
                text.append(' ').append(words[random.nextInt(words.length)]);
            }
            texts[i] = text.toString();
        }
        return Library.chunks(texts);
    }

    private void assertCountsAreExact() {
        assertThat(library.sql().one(COUNTED, row -> row.integer("wrong"), tenant))
                .contains(0);
        int expected = library.sql()
                .one(
                        "select coalesce(sum(cardinality(terms)), 0)::int as n from chunk_text where tenant_id = ?",
                        row -> row.integer("n"),
                        tenant)
                .orElseThrow();
        assertThat(rows("posting")).isEqualTo(expected);
    }

    private int rows(String table) {
        return library.sql()
                .one(
                        "select count(*)::int as n from " + table + " where tenant_id = ?",
                        row -> row.integer("n"),
                        tenant)
                .orElseThrow();
    }

    private int postingsOf(String word) {
        return library.sql()
                .one(
                        "select count(*)::int as n from posting where tenant_id = ? and term = ?",
                        row -> row.integer("n"),
                        tenant,
                        Terms.of(word).hashes()[0])
                .orElseThrow();
    }

    /** All that is indexed but for the chunks' own numbers. */
    private List<String> contents() {
        return library.sql()
                .list(
                        """
                select concat_ws('|', t.document_id, t.version, t.ordinal, t.start_offset, t.end_offset, t.heading, t.text, t.terms::text,
                       t.n_terms, c.acl_id, c.bits, c.emb,
                       (select string_agg(concat_ws(':', p.term, p.acl_id, p.tf, p.len), ',' order by p.term) from posting p
                        where p.tenant_id = t.tenant_id and p.chunk_id = t.id)) as line
                from chunk_text t join chunk c on c.tenant_id = t.tenant_id and c.id = t.id
                where t.tenant_id = ? order by t.document_id, t.ordinal
                """,
                        row -> row.text("line"),
                        tenant);
    }
}
