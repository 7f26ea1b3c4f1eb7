package io.groundwork.intent;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The classifier that judges a tenant's questions. Life: every tenant begins with the one that ships (version 0, trained by
 * nobody); each training makes the next version, which holds at once; the last few are kept.
 *
 * @param stale whether examples were added, changed or removed since it was trained
 * @param ownExamples how many labelled questions the tenant has now
 * @param examples how many of each intent it learnt from, the shipped ones included
 * @param accuracy see {@link Report}, as the rest
 */
public record Classifier(
        int version,
        Instant trainedAt,
        String trainedBy,
        boolean stale,
        int ownExamples,
        List<String> intents,
        Map<String, Integer> examples,
        double accuracy,
        Double outOfScopeRecall,
        double calibrationError,
        List<List<Integer>> confusion) {

    static Classifier of(Trained trained, Report report, int ownExamples, boolean stale) {
        return new Classifier(
                trained.version(),
                trained.at(),
                trained.by(),
                stale,
                ownExamples,
                report.intents(),
                report.examples(),
                report.accuracy(),
                report.outOfScopeRecall(),
                report.calibrationError(),
                report.confusion());
    }

    /** Which training it was. */
    record Trained(int version, Instant at, String by) {}
}
