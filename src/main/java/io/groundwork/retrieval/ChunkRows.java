package io.groundwork.retrieval;

import io.groundwork.platform.persistence.Sql;
import io.groundwork.retrieval.ClassCounts.Change;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of chunks, their texts and their postings; each change tells what it did to the counts of access classes. */
@Dependent
class ChunkRows {

    private static final String LOCK_DOCUMENT =
            "select title from document where tenant_id = ? and id = ? for no key update";

    private static final String LOCK_COLLECTIONS =
            "select id from collection where tenant_id = ? order by id for update";
    private static final String LOCK_DOCUMENTS = "select id from document where tenant_id = ? order by id for update";

    private static final String POSTINGS = SqlFile.read("postings-of-document");
    // By their whole key, one by one: a join would be planned by how many postings the tenant seems to have.
    private static final String DELETE_POSTING =
            "delete from posting where tenant_id = ? and term = ? and acl_id = ? and chunk_id = ?";
    private static final String REPOINT_POSTING =
            "update posting set acl_id = ? where tenant_id = ? and term = ? and acl_id = ? and chunk_id = ?";
    private static final String DELETE_CHUNKS = SqlFile.read("delete-chunks");
    private static final String REPOINT_CHUNKS = SqlFile.read("repoint-chunks");
    private static final String INSERT_CHUNKS = SqlFile.read("insert-chunks");
    private static final String INSERT_TEXT =
            """
            insert into chunk_text (tenant_id, id, document_id, version, ordinal, start_offset, end_offset, heading, text, terms, n_terms)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String INSERT_POSTINGS =
            """
            insert into posting (tenant_id, term, acl_id, chunk_id, tf, len)
            select ?, p.term, ?, ?, least(p.tf, 32767), ? from unnest(?::bigint[], ?::int[]) as p(term, tf)
            """;

    private static final String DELETE_ALL_POSTINGS = "delete from posting where tenant_id = ?";
    private static final String DELETE_ALL_CHUNKS = "delete from chunk where tenant_id = ?";

    /** A long document goes in by parts, so that its vectors are not all spelled out in memory at the same time. */
    private static final int AT_ONCE = 500;

    private final Sql sql;

    @Inject
    ChunkRows(Sql sql) {
        this.sql = sql;
    }

    /** Locks the document against other changes of its index and tells its title; empty when there is none. */
    Optional<String> lockDocument(int tenant, UUID documentId) {
        return sql.one(LOCK_DOCUMENT, row -> row.text("title"), tenant, documentId);
    }

    Change delete(int tenant, UUID documentId) {
        sql.batch(
                DELETE_POSTING,
                postings(tenant, documentId, null).stream()
                        .map(posting -> new Object[] {tenant, posting.term(), posting.aclId(), posting.chunk()})
                        .toList());
        return gone(DELETE_CHUNKS, tenant, documentId, tenant, documentId);
    }

    /**
     * Whoever is bringing or indexing a document of the tenant ends first, and whoever comes later finds it gone. The locks
     * are taken in the order of all changes, collections before documents.
     */
    void deleteAll(int tenant) {
        sql.list(LOCK_COLLECTIONS, row -> row.uuid("id"), tenant);
        sql.list(LOCK_DOCUMENTS, row -> row.uuid("id"), tenant);
        sql.run(DELETE_ALL_POSTINGS, tenant);
        sql.run(DELETE_ALL_CHUNKS, tenant);
    }

    /** Moves the document's chunks that stand elsewhere under the class. */
    Change repoint(int tenant, UUID documentId, int aclId) {
        sql.batch(
                REPOINT_POSTING,
                postings(tenant, documentId, aclId).stream()
                        .map(posting -> new Object[] {aclId, tenant, posting.term(), posting.aclId(), posting.chunk()})
                        .toList());
        Change left = gone(REPOINT_CHUNKS, aclId, tenant, documentId, aclId, tenant, tenant);
        int chunks = left.byClass().values().stream()
                .mapToInt(amount -> -amount.chunks())
                .sum();
        long terms = left.byClass().values().stream()
                .mapToLong(amount -> -amount.terms())
                .sum();
        return chunks == 0 ? Change.NONE : left.plus(Change.of(aclId, chunks, terms));
    }

    Change insert(
            int tenant,
            UUID documentId,
            int version,
            int aclId,
            String title,
            List<IndexedChunk> chunks,
            SignBits bits) {
        long words = 0;
        for (int from = 0; from < chunks.size(); from += AT_ONCE) {
            List<IndexedChunk> some = chunks.subList(from, Math.min(from + AT_ONCE, chunks.size()));
            List<Long> ids = insertVectors(tenant, documentId, aclId, some, bits);
            words += insertTexts(tenant, documentId, version, aclId, title, some, ids);
        }
        return Change.of(aclId, chunks.size(), words);
    }

    /** Tells how many words the chunks have together. */
    private long insertTexts(
            int tenant,
            UUID documentId,
            int version,
            int aclId,
            String title,
            List<IndexedChunk> chunks,
            List<Long> ids) {
        List<Object[]> texts = new ArrayList<>();
        List<Object[]> postings = new ArrayList<>();
        long words = 0;
        for (int i = 0; i < chunks.size(); i++) {
            IndexedChunk chunk = chunks.get(i);
            Terms terms = Terms.of(PassageText.of(title, chunk.heading(), chunk.text()));
            texts.add(textRow(tenant, ids.get(i), documentId, version, chunk, terms));
            postings.add(postingRow(tenant, aclId, ids.get(i), terms));
            words += terms.length();
        }
        sql.batch(INSERT_TEXT, texts);
        sql.batch(INSERT_POSTINGS, postings);
        return words;
    }

    private List<Long> insertVectors(int tenant, UUID documentId, int aclId, List<IndexedChunk> chunks, SignBits bits) {
        String[] signs =
                chunks.stream().map(chunk -> bits.of(chunk.embedding())).toArray(String[]::new);
        String[] vectors =
                chunks.stream().map(chunk -> Vectors.text(chunk.embedding())).toArray(String[]::new);
        return sql.list(INSERT_CHUNKS, row -> row.bigint("id"), tenant, documentId, aclId, signs, vectors).stream()
                .sorted()
                .toList();
    }

    private static Object[] textRow(
            int tenant, long id, UUID documentId, int version, IndexedChunk chunk, Terms terms) {
        return new Object[] {
            tenant,
            id,
            documentId,
            version,
            chunk.ordinal(),
            chunk.start(),
            chunk.end(),
            chunk.heading(),
            chunk.text(),
            terms.hashes(),
            terms.length()
        };
    }

    private static Object[] postingRow(int tenant, int aclId, long id, Terms terms) {
        return new Object[] {tenant, aclId, id, terms.length(), terms.hashes(), terms.counts()};
    }

    private record Posting(long term, int aclId, long chunk) {}

    /** The document's postings, but for those under the class, if one is named. */
    private List<Posting> postings(int tenant, UUID documentId, Integer butUnder) {
        return sql.list(
                POSTINGS,
                row -> new Posting(row.bigint("term"), row.integer("acl_id"), row.bigint("id")),
                butUnder,
                tenant,
                documentId);
    }

    private Change gone(String statement, Object... parameters) {
        return sql
                .list(
                        statement,
                        row -> new Change(Map.of(
                                row.integer("acl_id"),
                                new Change.Amount(-row.integer("chunks"), -row.bigint("terms")))),
                        parameters)
                .stream()
                .reduce(Change.NONE, Change::plus);
    }
}
