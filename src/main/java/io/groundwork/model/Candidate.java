package io.groundwork.model;

import java.util.Set;

/**
 * A sentence that may answer, and what speaks for it.
 *
 * @param dense the cosine of question and sentence, its context included
 * @param coverage which part of the question's words stands in it, by weight; words of its context count in part
 * @param cue how well it looks like an answer of the kind that is asked for
 * @param passageCoverage which part of the question's words stands anywhere in its passage, title and heading
 * @param names which part of the names and numbers in the question stands anywhere in its passage, title and heading; 1 where
 *     it has none
 * @param identified whether its passage has every identifier of the question, such as a model's number or a year
 * @param passageScore what retrieval gave its passage
 */
record Candidate(
        int passage,
        Sentence sentence,
        Set<String> words,
        double dense,
        double coverage,
        double cue,
        double passageCoverage,
        double names,
        boolean identified,
        double passageScore) {

    /** What candidates are ordered by. */
    double score() {
        return Calibration.score(this);
    }
}
