package io.groundwork.retrieval;

import java.util.List;

/**
 * How a search came about, in numbers that are all counted over what the caller may see.
 *
 * @param mode hybrid, dense or lexical
 * @param tier how the vectors were searched: exact, bits, or none
 * @param readableChunks how many passages the caller may read in the searched collections
 * @param denseCandidates how many passages the vectors proposed
 * @param lexicalCandidates how many passages the words proposed
 * @param denseWeight the share of the vectors in the score
 * @param lexicalWeight the share of the words in the score
 */
public record Explanation(
        String mode,
        String tier,
        long readableChunks,
        int denseCandidates,
        int lexicalCandidates,
        double denseWeight,
        double lexicalWeight,
        List<Contribution> hits) {

    /** What each leg gave to a hit: its own score, and the score normalised over the candidates. */
    public record Contribution(
            int rank, String chunkId, double dense, double denseNormalised, double lexical, double lexicalNormalised) {}
}
