package io.groundwork.intent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Every example judged by a head that was trained without it (a fifth is left out in turn), and judged again by a head that
 * was trained without its whole intent, as a question of a kind nobody thought of. Sets so large that this would take
 * minutes are cut in thirds instead of fifths.
 */
final class Trials {

    private static final int PARTS = 5;
    private static final int PARTS_WHEN_LARGE = 3;
    private static final long LARGE = 200_000;

    private final TrainingSet set;
    private final int elsewhere;
    private final int[] part;
    private final int parts;
    private final List<Trial> trials = new ArrayList<>();

    private Trials(TrainingSet set, String elsewhere) {
        this.set = set;
        this.elsewhere = set.intents().indexOf(elsewhere);
        this.parts = (long) set.size() * set.intents().size() > LARGE ? PARTS_WHEN_LARGE : PARTS;
        this.part = parts();
    }

    static List<Trial> of(TrainingSet set, String elsewhere) {
        Trials trials = new Trials(set, elsewhere);
        trials.leaveOutExamples();
        trials.leaveOutIntents();
        return trials.trials;
    }

    /** The examples of each intent are dealt out in their order, so that every part has some of each. */
    private int[] parts() {
        int[] dealt = new int[set.intents().size()];
        return Arrays.stream(set.labels()).map(label -> dealt[label]++ % parts).toArray();
    }

    private void leaveOutExamples() {
        for (int p = 0; p < parts; p++) {
            int left = p;
            judge(i -> part[i] != left, i -> part[i] == left, false);
        }
    }

    /** What is left out is never the intent of strange questions itself: those it already counts in. */
    private void leaveOutIntents() {
        int[] known = IntStream.range(0, set.intents().size())
                .filter(intent -> intent != elsewhere)
                .toArray();
        if (set.intents().size() < 3) {
            return;
        }
        int groups = Math.min(parts, known.length);
        int[] group = new int[set.intents().size()];
        Arrays.fill(group, -1);
        for (int i = 0; i < known.length; i++) {
            group[known[i]] = i % groups;
        }
        for (int g = 0; g < groups; g++) {
            int left = g;
            judge(i -> group[set.labels()[i]] != left, i -> group[set.labels()[i]] == left, true);
        }
    }

    private void judge(IntPredicate taught, IntPredicate asked, boolean foreign) {
        TrainingSet some = set.where(taught);
        SoftmaxHead head = HeadTraining.train(some);
        Neighbourhood neighbourhood = Neighbourhood.of(some.vectors());
        for (int i = 0; i < set.size(); i++) {
            if (asked.test(i)) {
                float[] vector = set.vectors()[i];
                float[] logits = head.logits(vector);
                trials.add(new Trial(
                        set.labels()[i],
                        spread(some, logits),
                        SoftmaxHead.energy(logits),
                        neighbourhood.closeness(vector),
                        foreign));
            }
        }
    }

    private float[] spread(TrainingSet some, float[] logits) {
        float[] all = new float[set.intents().size()];
        Arrays.fill(all, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < logits.length; i++) {
            all[set.intents().indexOf(some.intents().get(i))] = logits[i];
        }
        return all;
    }
}
