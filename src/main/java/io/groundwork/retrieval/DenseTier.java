package io.groundwork.retrieval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/**
 * A way to find the nearest vectors, and what it costs. The application chooses by the exact number of vectors that the
 * caller may see; the database's planner would have to guess it, and the choice would depend on how a policy is spelled.
 *
 * <p>The constants were measured in CPU milliseconds on one core, 384 dimensions, index pages in memory. A graph per tenant
 * (HNSW) takes its place here as a third tier: its cost falls with the share of the tenant that is visible, so it will
 * need the tenant's total beside the visible number, and the bit tier behind it where it returns too few.
 */
enum DenseTier {

    /** Every visible vector is compared exactly. */
    EXACT(0.35, 0.000_55),

    /** Every visible vector's bits are compared, and the best of them exactly. */
    BITS(1.70, 0.000_25);

    /** So many are compared exactly after their bits were compared, at least. */
    static final int PRESCAN = 800;

    /** So many times as many as are asked for are compared exactly after their bits were compared. */
    static final int PRESCAN_FACTOR = 4;

    private final double fixed;
    private final double each;

    DenseTier(double fixed, double each) {
        this.fixed = fixed;
        this.each = each;
    }

    /** CPU milliseconds for so many visible vectors. */
    double cost(long visible) {
        return fixed + each * visible;
    }

    /** The cheapest tier; where the bits leave nothing out, comparing exactly is both. */
    static DenseTier cheapest(long visible, int wanted) {
        if (visible <= prescan(wanted)) {
            return EXACT;
        }
        return Arrays.stream(values())
                .min(Comparator.comparingDouble(tier -> tier.cost(visible)))
                .orElseThrow();
    }

    static int prescan(int wanted) {
        return Math.max(PRESCAN, PRESCAN_FACTOR * wanted);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
