package io.groundwork.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Picks the sentences of an answer out of candidates: the best, and those that add to it without saying it again. */
final class Selection {

    private Selection() {}

    /** The extracts as they are read: passages in the order of their best sentence, sentences in the order of the text. */
    static List<Extract> of(List<Candidate> bestFirst) {
        List<Candidate> picked = new ArrayList<>();
        double least = bestFirst.get(0).score() - Calibration.FURTHER;
        for (Candidate candidate : bestFirst) {
            if (picked.size() == Calibration.MOST_SENTENCES || candidate.score() < least) {
                break;
            }
            if (picked.stream().noneMatch(earlier -> repeats(candidate, earlier))) {
                picked.add(candidate);
            }
        }
        return ordered(picked);
    }

    private static boolean repeats(Candidate candidate, Candidate earlier) {
        boolean overlaps = candidate.passage() == earlier.passage()
                && candidate.sentence().start() < earlier.sentence().end()
                && earlier.sentence().start() < candidate.sentence().end();
        return overlaps || shared(candidate.words(), earlier.words()) >= Calibration.SAME;
    }

    private static double shared(Set<String> some, Set<String> others) {
        int smaller = Math.min(some.size(), others.size());
        if (smaller == 0) {
            return 1;
        }
        Set<String> both = new HashSet<>(some);
        both.retainAll(others);
        return (double) both.size() / smaller;
    }

    private static List<Extract> ordered(List<Candidate> picked) {
        List<Integer> passages =
                picked.stream().map(Candidate::passage).distinct().toList();
        return picked.stream()
                .sorted(Comparator.<Candidate>comparingInt(candidate -> passages.indexOf(candidate.passage()))
                        .thenComparingInt(candidate -> candidate.sentence().start()))
                .map(candidate -> new Extract(
                        candidate.passage(),
                        candidate.sentence().start(),
                        candidate.sentence().end()))
                .toList();
    }
}
