package io.groundwork.retrieval;

import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;

/** Finds the chunks whose vectors lie nearest to a question's, among the visible ones; scores are cosines. */
@Dependent
class DenseLeg {

    private static final String EXACT = SqlFile.read("nearest-exact");
    private static final String BITS = SqlFile.read("nearest-bits");
    private static final String COSINES = SqlFile.read("cosines");

    private final Sql sql;

    @Inject
    DenseLeg(Sql sql) {
        this.sql = sql;
    }

    /** The nearest, best first; exactly as many as are wanted, or all that are visible. */
    List<Candidate> nearest(Visible visible, DenseTier tier, float[] question, SignBits signs, int wanted) {
        return switch (tier) {
            case EXACT -> exact(visible, question, wanted);
            case BITS -> bits(visible, question, signs.of(question), wanted);
        };
    }

    private List<Candidate> exact(Visible visible, float[] question, int wanted) {
        return sql.list(
                EXACT, DenseLeg::candidate, visible.classes(), Vectors.halfvec(question), visible.tenant(), wanted);
    }

    private List<Candidate> bits(Visible visible, float[] question, String bits, int wanted) {
        return sql.list(
                BITS,
                DenseLeg::candidate,
                visible.tenant(),
                visible.classes(),
                Vectors.bits(bits),
                DenseTier.prescan(wanted),
                Vectors.halfvec(question),
                visible.tenant(),
                visible.classes(),
                wanted);
    }

    /** The cosines of chunks that something else proposed. */
    List<Candidate> cosines(Visible visible, float[] question, long[] chunks) {
        return sql.list(
                COSINES, DenseLeg::candidate, chunks, Vectors.halfvec(question), visible.tenant(), visible.classes());
    }

    private static Candidate candidate(Row row) throws SQLException {
        return new Candidate(row.bigint("id"), row.real("cosine"));
    }
}
