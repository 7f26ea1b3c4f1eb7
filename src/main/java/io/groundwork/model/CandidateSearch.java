package io.groundwork.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the few sentences of the passages that are worth an embedding, and weighs them against the question. */
final class CandidateSearch {

    private static final Pattern NAME =
            Pattern.compile("(?<=[^.?!:]\\s[\"'“‘(]?)\\p{Lu}[\\p{L}\\p{N}'’-]*|\\b[\\p{L}-]*\\d[\\p{L}\\p{N}.-]*");

    private final Cue cue;
    private final Set<String> asked;
    private final Set<String> names;
    private final Identifiers identifiers;
    private final Map<String, Double> weights;
    private final List<Found> found;

    /** A sentence before it is compared by meaning. */
    private record Found(
            int passage, Sentence sentence, Set<String> words, String text, double coverage, PassageFit fit) {

        /** What decides whether it is looked at closely: words in common first, then the passage's rank. */
        double promise() {
            double kind = sentence.kind() == Sentence.Kind.SENTENCE || sentence.kind() == Sentence.Kind.LIST ? 0.05 : 0;
            return coverage + kind - 0.06 * passage;
        }
    }

    /** What a whole passage, its title and heading included, has of the question. */
    private record PassageFit(double coverage, double names, boolean identified, double score) {}

    CandidateSearch(String question, List<Passage> passages) {
        List<Passage> near = passages.subList(0, Math.min(passages.size(), Calibration.PASSAGES));
        cue = Cue.of(question);
        asked = Words.of(question);
        names = names(question);
        identifiers = Identifiers.of(question);
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
                    one.fit().coverage(),
                    one.fit().names(),
                    one.fit().identified(),
                    one.fit().score()));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return candidates;
    }

    private List<Found> sentences(Passage passage, int index) {
        Set<String> title = Words.of(passage.title() + " " + passage.heading());
        String text = passage.title() + "\n" + passage.heading() + "\n" + passage.text();
        Set<String> whole = Words.of(text);
        PassageFit fit = new PassageFit(coverage(whole, Set.of()), named(whole), identifiers.in(text), passage.score());
        List<Found> sentences = new ArrayList<>();
        for (Sentence sentence : Sentences.of(passage.text(), passage.heading())) {
            if (!sentence.standsAlone()) {
                continue;
            }
            Set<String> words = Words.of(sentence.text());
            Set<String> above = new HashSet<>(title);
            above.addAll(Words.of(sentence.context()));
            String context = sentence.context().isBlank() ? passage.title() : sentence.context();
            String embedded = context + ": " + sentence.text();
            sentences.add(new Found(index, sentence, words, embedded, coverage(words, above), fit));
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

    private double named(Set<String> words) {
        return names.isEmpty()
                ? 1
                : (double) names.stream().filter(words::contains).count() / names.size();
    }

    /** The stems of names (capitals that do not begin the question) and of whatever has a digit. */
    private static Set<String> names(String question) {
        Matcher name = NAME.matcher(question.strip());
        Set<String> names = new HashSet<>();
        while (name.find()) {
            names.addAll(Words.of(name.group()));
        }
        return names;
    }

    /** A word that stands in few of the passages says more than one that stands in all. */
    private static Map<String, Double> weights(Set<String> asked, List<Passage> passages) {
        List<Set<String>> words = passages.stream()
                .map(passage -> Words.of(passage.title() + " " + passage.heading() + " " + passage.text()))
                .toList();
        return asked.stream().collect(Collectors.toMap(word -> word, word -> {
            long holding =
                    words.stream().filter(passage -> passage.contains(word)).count();
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
