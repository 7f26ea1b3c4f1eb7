package io.groundwork.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DenseTierTest {

    @Test
    void littleIsComparedExactly() {
        assertThat(DenseTier.cheapest(1, 100)).isEqualTo(DenseTier.EXACT);
        assertThat(DenseTier.cheapest(3_000, 100)).isEqualTo(DenseTier.EXACT);
    }

    @Test
    void muchIsComparedByBitsFirst() {
        assertThat(DenseTier.cheapest(6_000, 100)).isEqualTo(DenseTier.BITS);
        assertThat(DenseTier.cheapest(1_000_000, 100)).isEqualTo(DenseTier.BITS);
    }

    @Test
    void theChosenTierIsNeverTheDearerOne() {
        for (long visible = 1; visible < 1_000_000; visible = visible * 5 / 4 + 1) {
            DenseTier chosen = DenseTier.cheapest(visible, 100);
            for (DenseTier tier : DenseTier.values()) {
                if (visible > DenseTier.prescan(100)) {
                    assertThat(chosen.cost(visible)).isLessThanOrEqualTo(tier.cost(visible));
                }
            }
        }
    }

    @Test
    void bitsThatWouldLeaveNothingOutAreNotAsked() {
        assertThat(DenseTier.cheapest(DenseTier.prescan(5_000), 5_000)).isEqualTo(DenseTier.EXACT);
    }

    @Test
    void moreAreComparedExactlyThanAreWanted() {
        assertThat(DenseTier.prescan(10)).isEqualTo(800);
        assertThat(DenseTier.prescan(500)).isEqualTo(2_000);
    }
}
