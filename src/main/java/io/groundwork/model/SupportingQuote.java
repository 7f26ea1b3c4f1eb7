package io.groundwork.model;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the words of a passage that a statement stands on. */
public final class SupportingQuote {

    private SupportingQuote() {}

    /** Where a quote stands in the passage's text, in UTF-16 units. */
    public record Span(int start, int end) {}

    /**
     * The sentence of the passage that shares most with the statement; empty when none shares a word that carries meaning,
     * since then the passage cannot be shown to support it.
     */
    public static Optional<Span> of(String statement, Passage passage) {
        Set<String> said = Words.of(statement);
        Sentence best = null;
        double most = 0;
        for (Sentence sentence : Sentences.of(passage.text(), passage.heading())) {
            double support = support(said, sentence);
            if (support > most) {
                most = support;
                best = sentence;
            }
        }
        return Optional.ofNullable(best).map(sentence -> new Span(sentence.start(), sentence.end()));
    }

    /** Shared words; of two that share as much, the one that says less beside. */
    private static double support(Set<String> said, Sentence sentence) {
        if (sentence.kind() == Sentence.Kind.HEADING) {
            return 0;
        }
        Set<String> words = Words.of(sentence.text());
        Set<String> shared = new HashSet<>(words);
        shared.retainAll(said);
        return shared.isEmpty() ? 0 : shared.size() - words.size() / 1000.0;
    }
}
