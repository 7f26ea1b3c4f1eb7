package io.groundwork.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the few sentences of the passages that are worth an embedding, and weighs them against the question. */
final class CandidateSearch {

    private final Cue cue;
    private final Set<String> asked;
    private final Map<String, Double> weights;
    private final List<Found> found;

    /** A sentence before it is compared by meaning. */
    private record Found(
            int passage, Sentence sentence, Set<String> words, String text, double coverage, double passageCoverage, double passageScore) {

        /** What decides whether it is looked at closely: words in common first, then the passage's rank. */
        double promise() {
            double kind = sentence.kind() == Sentence.Kind.SENTENCE || sentence.kind() == Sentence.Kind.LIST ? 0.05 : 0;
            return coverage + kind - 0.06 * passage;
        }
    }

    CandidateSearch(String question, List<Passage> passages) {
        List<Passage> near = passages.subList(0, Math.min(passages.size(), Calibration.PASSAGES));
        cue = Cue.of(question);
        asked = Words.of(question);
        weights = weights(asked, near);
        List<Found> all = new ArrayList<>();
        for (int i = 0; i < near.size(); i++) {
            all.addAll(sentences(near.get(i), i));
        }
        all.sort(Comparator.comparingDouble(Found::promise).reversed());
        found = all.subList(0, Math.min(all.size(), Calibration.SENTENCES));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** What is to be embedded: each sentence under its context. */
    List<String> texts() {
        return found.stream().map(Found::text).toList();
    }

    List<Candidate> weighed(float[] question, float[][] sentences) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Found one = found.get(i);
            candidates.add(new Candidate(
                    one.passage(),
                    one.sentence(),
                    one.words(),
                    cosine(question, sentences[i]),
                    one.coverage(),
                    cue.fits(one.sentence().text()),
                    one.passageCoverage(),
                    one.passageScore()));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return candidates;
    }

    private List<Found> sentences(Passage passage, int index) {
        Set<String> title = Words.of(passage.title() + " " + passage.heading());
        Set<String> whole = Words.of(passage.title() + " " + passage.heading() + " " + passage.text());
        double passageCoverage = coverage(whole, Set.of());
        List<Found> sentences = new ArrayList<>();
        for (Sentence sentence : Sentences.of(passage.text(), passage.heading())) {
            if (sentence.kind() == Sentence.Kind.HEADING || sentence.kind() == Sentence.Kind.QUESTION) {
                continue;
            }
            Set<String> words = Words.of(sentence.text());
            Set<String> above = new HashSet<>(title);
            above.addAll(Words.of(sentence.context()));
            String context = sentence.context().isBlank() ? passage.title() : sentence.context();
            String text = context + ": " + sentence.text();
            sentences.add(new Found(index, sentence, words, text, coverage(words, above), passageCoverage, passage.score()));
        }
        return sentences;
    }

    private double coverage(Set<String> words, Set<String> above) {
        double total = 0;
        double covered = 0;
        for (String word : asked) {
            double weight = weights.get(word);
            total += weight;
            covered += words.contains(word) ? weight : above.contains(word) ? weight * Calibration.CONTEXT_WORD : 0;
        }
        return total == 0 ? 0 : covered / total;
    }

    /** A word that stands in few of the passages says more than one that stands in all. */
    private static Map<String, Double> weights(Set<String> asked, List<Passage> passages) {
        List<Set<String>> words = passages.stream()
                .map(passage -> Words.of(passage.title() + " " + passage.heading() + " " + passage.text()))
                .toList();
        return asked.stream().collect(Collectors.toMap(word -> word, word -> {
            long holding = words.stream().filter(passage -> passage.contains(word)).count();
            return 1 + Math.log((1.0 + words.size()) / (1.0 + holding));
        }));
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
        }
        return product;
    }
}
