package io.groundwork.retrieval;

import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what is shown of chunks. */
@Dependent
class Passages {

    private static final String HITS = SqlFile.read("hits");
    private static final String WHOLE = SqlFile.read("whole");
    private static final int MOST = 4_000;

    private final Sql sql;

    @Inject
    Passages(Sql sql) {
        this.sql = sql;
    }

    /** A chunk's text and the document that it comes from. */
    record Passage(
            long chunk,
            UUID documentId,
            int version,
            int ordinal,
            int start,
            int end,
            String heading,
            String text,
            int aclId,
            String externalId,
            String title,
            String collection) {

        String id() {
            return documentId + "." + version + "." + ordinal;
        }

        Hit hit(int rank, Fusion.Fused fused) {
            return hit(
                    rank, fused.score(), fused.scored().dense(), fused.scored().lexical());
        }

        Hit unranked(int place) {
            return hit(place, 0, 0, 0);
        }

        private Hit hit(int rank, double score, double dense, double lexical) {
            return new Hit(
                    rank,
                    score,
                    id(),
                    documentId,
                    externalId,
                    title,
                    collection,
                    version,
                    heading,
                    text,
                    start,
                    end,
                    aclId,
                    dense,
                    lexical);
        }
    }

    /** All under visible classes, in a lasting order; none where there are too many. */
    List<Passage> all(Visible visible) {
        List<Passage> all = sql.list(WHOLE, Passages::passage, visible.tenant(), visible.classes(), MOST + 1);
        return all.size() > MOST ? List.of() : all;
    }

    /** Those of the chunks that still stand under a visible class. */
    Map<Long, Passage> read(Visible visible, long[] chunks) {
        return sql.list(HITS, Passages::passage, chunks, visible.tenant(), visible.classes()).stream()
                .collect(Collectors.toMap(Passage::chunk, Function.identity()));
    }

    private static Passage passage(Row row) throws SQLException {
        return new Passage(
                row.bigint("id"),
                row.uuid("document_id"),
                row.integer("version"),
                row.integer("ordinal"),
                row.integer("start_offset"),
                row.integer("end_offset"),
                row.text("heading"),
                row.text("text"),
                row.integer("acl_id"),
                row.text("external_id"),
                row.text("title"),
                row.text("slug"));
    }
}
