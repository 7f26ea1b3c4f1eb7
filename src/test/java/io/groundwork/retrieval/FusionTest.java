package io.groundwork.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundwork.retrieval.Fusion.Fused;
import io.groundwork.retrieval.Fusion.Scored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FusionTest {

    @Test
    void eachLegIsNormalisedOverTheCandidatesAndWeighed() {
        List<Fused> fused = Fusion.hybrid(List.of(new Scored(1, .9, 0), new Scored(2, .5, 8), new Scored(3, .7, 4)));
        assertThat(fused).extracting(entry -> entry.scored().chunk()).containsExactly(1L, 3L, 2L);
        assertThat(fused.get(0).score()).isCloseTo(.7, within(1e-12));
        assertThat(fused.get(1).score()).isCloseTo(.7 * .5 + .3 * .5, within(1e-12));
        assertThat(fused.get(2).score()).isCloseTo(.3, within(1e-12));
    }

    @Test
    void equalScoresAreOrderedByChunkWhateverCameFirst() {
        List<Scored> candidates = new ArrayList<>();
        for (long chunk = 1; chunk <= 50; chunk++) {
            candidates.add(new Scored(chunk, .5, 1));
        }
        Collections.shuffle(candidates, new Random(1));
        assertThat(Fusion.hybrid(candidates))
                .extracting(entry -> entry.scored().chunk())
                .isSorted();
    }

    @Test
    void aLegThatTellsNothingApartCountsAlikeForAll() {
        List<Fused> fused = Fusion.hybrid(List.of(new Scored(1, .6, 0), new Scored(2, .8, 0)));
        assertThat(fused).extracting(Fused::lexicalNormalised).containsOnly(0.0);
        assertThat(fused.get(0).score()).isCloseTo(.7, within(1e-12));
    }

    @Test
    void aSingleCandidateThatHoldsTheWordsHasTheFullScore() {
        assertThat(Fusion.hybrid(List.of(new Scored(1, .6, 2))).get(0).score()).isCloseTo(1, within(1e-12));
    }

    @Test
    void oneLegAloneKeepsItsOwnScores() {
        List<Fused> fused = Fusion.single(List.of(new Scored(1, .6, 0), new Scored(2, .8, 0)), Scored::dense);
        assertThat(fused).extracting(Fused::score).containsExactly(.8, .6);
    }

    @Test
    void noCandidatesMakeNoOrder() {
        assertThat(Fusion.hybrid(List.of())).isEmpty();
    }
}
