package io.groundwork.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Training on clouds of points whose nature is known. */
class TrainingTest {

    private static final int DIMENSIONS = 16;
    private static final List<String> NAMES = List.of("north", "east", "south", "west", "up");
    private static final TrainingSet CLOUDS = clouds(40, .35, 7);
    private static final Training TRAINED = Training.of(CLOUDS, "elsewhere");

    @Test
    void theMinimumOfABowlIsItsBottom() {
        double[] bottom = {3, -2, .5};
        double[] found = Minimum.of(
                (place, gradient) -> {
                    double value = 0;
                    for (int i = 0; i < place.length; i++) {
                        double steepness = Math.pow(10, i);
                        gradient[i] = 2 * steepness * (place[i] - bottom[i]);
                        value += steepness * (place[i] - bottom[i]) * (place[i] - bottom[i]);
                    }
                    return value + 1;
                },
                new double[3],
                50);
        assertThat(found).containsExactly(bottom, within(.01));
    }

    @Test
    void theSlopeThatTrainingFollowsIsTheSlopeOfTheLoss() {
        HeadTraining training = new HeadTraining(clouds(4, .5, 3));
        double[] place =
                new Random(5).doubles((DIMENSIONS + 1) * NAMES.size(), -.2, .2).toArray();
        double[] gradient = new double[place.length];
        training.at(place, gradient);
        for (int i = 0; i < place.length; i += 7) {
            double[] before = place.clone();
            double[] after = place.clone();
            before[i] -= .01;
            after[i] += .01;
            double[] unused = new double[place.length];
            double slope = (training.at(after, unused) - training.at(before, unused)) / .02;
            assertThat(gradient[i]).isCloseTo(slope, within(.002));
        }
    }

    @Test
    void newPointsAreTakenForTheCloudThatTheyComeFrom() {
        TrainingSet asked = clouds(40, .35, 99);
        int right = 0;
        for (int i = 0; i < asked.size(); i++) {
            String intent = asked.intents().get(asked.labels()[i]);
            right += TRAINED.head().judge(asked.vectors()[i]).name().equals(intent) ? 1 : 0;
        }
        assertThat(right / (double) asked.size()).isGreaterThan(.9);
        assertThat(right / (double) asked.size()).isCloseTo(TRAINED.report().accuracy(), within(.06));
    }

    @Test
    void aPointFarFromEveryCloudIsElsewhere() {
        Random chance = new Random(11);
        int noticed = 0;
        for (int i = 0; i < 100; i++) {
            float[] point = around(DIMENSIONS - 1 - i % 4, .35, chance);
            noticed += TRAINED.head().judge(point).name().equals("elsewhere") ? 1 : 0;
        }
        assertThat(noticed).isGreaterThan(90);
        assertThat(TRAINED.report().outOfScopeRecall()).isGreaterThan(.8);
    }

    @Test
    void confidenceMeansWhatItSaysWhereCloudsOverlap() {
        TrainingSet taught = clouds(150, 1.1, 21);
        Head head = Training.of(taught, "elsewhere").head();
        TrainingSet asked = clouds(300, 1.1, 22);
        double confidence = 0;
        double right = 0;
        for (int i = 0; i < asked.size(); i++) {
            Intent judged = head.judge(asked.vectors()[i]);
            confidence += judged.confidence();
            right += judged.name().equals(asked.intents().get(asked.labels()[i])) ? 1 : 0;
        }
        assertThat(right / asked.size()).isBetween(.5, .95);
        assertThat(confidence / asked.size()).isCloseTo(right / asked.size(), within(.06));
    }

    @Test
    void probabilitiesAddUpToOneAndTheLikeliestIsTold() {
        float[] point = CLOUDS.vectors()[3];
        Map<String, Double> probabilities = TRAINED.head().probabilities(point);
        assertThat(probabilities.keySet()).containsAll(NAMES).contains("elsewhere");
        assertThat(probabilities.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-9));
        Intent judged = TRAINED.head().judge(point);
        assertThat(probabilities.get(judged.name()))
                .isEqualTo(probabilities.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElseThrow());
    }

    @Test
    void theIntentOfStrangeQuestionsMayHaveExamplesOfItsOwn() {
        Training training = Training.of(CLOUDS, "up");
        assertThat(training.head().names()).containsExactlyElementsOf(NAMES);
        assertThat(training.head().judge(around(4, .2, new Random(1))).name()).isEqualTo("up");
        assertThat(training.head().judge(around(12, .2, new Random(1))).name()).isEqualTo("up");
    }

    @Test
    void theSameExamplesGiveTheSameHead() {
        byte[] once = HeadBytes.write(TRAINED.head());
        byte[] again =
                HeadBytes.write(Training.of(clouds(40, .35, 7), "elsewhere").head());
        assertThat(again).isEqualTo(once);
    }

    @Test
    void aHeadThatWasKeptJudgesAsBefore() {
        Head kept = HeadBytes.read(HeadBytes.write(TRAINED.head()));
        for (float[] point : clouds(5, .8, 4).vectors()) {
            assertThat(kept.probabilities(point)).isEqualTo(TRAINED.head().probabilities(point));
        }
    }

    @Test
    void theReportCountsEveryExampleOnce() {
        Report report = TRAINED.report();
        assertThat(report.examples()).containsOnlyKeys(NAMES).allSatisfy((name, count) -> assertThat(count)
                .isEqualTo(40));
        assertThat(report.confusion().stream()
                        .flatMap(List::stream)
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(CLOUDS.size());
        assertThat(report.calibrationError()).isBetween(0.0, .1);
    }

    @Test
    void twoIntentsCanBeTrainedThoughNoneCanBeLeftOut() {
        TrainingSet two = CLOUDS.where(i -> CLOUDS.labels()[i] < 2);
        Training training = Training.of(two, "elsewhere");
        assertThat(training.report().outOfScopeRecall()).isNull();
        assertThat(training.report().accuracy()).isGreaterThan(.85);
    }

    private static TrainingSet clouds(int each, double spread, long seed) {
        Random chance = new Random(seed);
        List<float[]> vectors = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            for (int cloud = 0; cloud < NAMES.size(); cloud++) {
                vectors.add(around(cloud, spread, chance));
                labels.add(NAMES.get(cloud));
            }
        }
        return TrainingSet.of(NAMES, vectors, labels);
    }

    /** A point of length 1 near an axis. */
    private static float[] around(int axis, double spread, Random chance) {
        float[] point = new float[DIMENSIONS];
        double squares = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            point[i] = (float) ((i == axis ? 1 : 0) + spread * chance.nextGaussian() / 2);
            squares += point[i] * point[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            point[i] /= (float) Math.sqrt(squares);
        }
        return point;
    }
}
