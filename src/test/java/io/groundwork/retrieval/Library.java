package io.groundwork.retrieval;

import io.groundwork.collection.ReadableScopes;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.llm.Embeddings;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.testing.ConnectionSql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** One tenant's documents and their index on a plain connection; vectors are random, but always the same for a text. */
final class Library {

    static final int DIMENSIONS = 384;

    private final int tenant;
    private final Sql sql;
    private final UUID collection = UUID.randomUUID();
    private final EmbeddingSpace space;
    final ChunkIndex index;
    final Candidates candidates;

    Library(Connection connection, int tenant) throws SQLException {
        connection.setAutoCommit(true);
        this.tenant = tenant;
        this.sql = new ConnectionSql(connection);
        this.space = new EmbeddingSpace(sql);
        this.index = new ChunkIndex(new ChunkRows(sql), new ClassCounts(sql), space, model());
        this.candidates = new Candidates(sql, new DenseLeg(sql), new LexicalLeg(sql));
        int acl = accessClass();
        sql.run(
                "insert into collection (tenant_id, id, slug, name, access, acl_id) values (?, ?, ?, 'Shelf', '{}'::jsonb, ?)",
                tenant,
                collection,
                "shelf-" + collection.toString().substring(0, 8),
                acl);
    }

    /** Makes a tenant; its row is visible without one. */
    static int tenant(Connection connection, String slug) {
        return new ConnectionSql(connection)
                .one("insert into tenant (slug, name) values (?, ?) returning id", row -> row.integer("id"), slug, slug)
                .orElseThrow();
    }

    static Embeddings model() {
        return new Embeddings(Path.of("target/embeddings"));
    }

    Caller caller() {
        return Caller.system(new TenantId(tenant), "tenant");
    }

    Sql sql() {
        return sql;
    }

    SignBits signs() {
        return space.of(model().model());
    }

    int accessClass() {
        return sql.one(
                        "insert into acl (tenant_id, source_kind, source_id) values (?, 'document', ?) returning id",
                        row -> row.integer("id"),
                        tenant,
                        UUID.randomUUID())
                .orElseThrow();
    }

    UUID document(String title) {
        UUID id = UUID.randomUUID();
        sql.run(
                "insert into document (tenant_id, id, collection_id, external_id, title) values (?, ?, ?, ?, ?)",
                tenant,
                id,
                collection,
                id.toString(),
                title);
        return id;
    }

    /** A document with these passages, under the class. */
    UUID shelve(int accessClass, String title, String... texts) {
        UUID document = document(title);
        index.replace(caller(), document, 1, accessClass, chunks(texts));
        return document;
    }

    static List<IndexedChunk> chunks(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i ->
                        new IndexedChunk(i, i * 1000, i * 1000 + texts[i].length(), "", texts[i], vector(texts[i])))
                .toList();
    }

    /** What a caller sees who may read these classes. */
    Visible visible(int... classes) {
        return sql.one(
                        "select coalesce(sum(n_chunks), 0)::bigint as chunks, coalesce(sum(n_terms), 0)::bigint as terms from acl"
                                + " where tenant_id = ? and id = any(?)",
                        row -> new Visible(tenant, classes, row.bigint("chunks"), row.bigint("terms")),
                        tenant,
                        classes)
                .orElseThrow();
    }

    /** A search whose last word on access is the given one. */
    Search search(ReadableScopes lastWord) {
        return new Search(candidates, new Passages(sql), lastWord, space, model());
    }

    Candidates.Found find(Visible visible, String question, SearchQuery.Mode mode) {
        return candidates.find(visible, new SearchQuery(question, 10, mode, false), vector(question), signs());
    }

    static float[] vector(String text) {
        return vector(new Random(text.hashCode()));
    }

    static float[] vector(Random random) {
        float[] vector = new float[DIMENSIONS];
        double squares = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
