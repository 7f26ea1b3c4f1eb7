package io.groundwork.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Where one option becomes cheaper than another, and how each amount comes about. */
class ComparisonTest {

    private static Option option(String name, Line... lines) {
        return new Option(name, List.of(lines), BigDecimal.ZERO);
    }

    private static BreakEven pair(String queries, Option one, Option other) {
        return Comparison.of(scenario(queries, one, other)).breakEven().get(0);
    }

    private static Scenario scenario(String queries, Option... options) {
        return new Scenario("EUR", new BigDecimal(queries), Scenario.USUAL_DAYS, List.of(options));
    }

    @Test
    void whoIsCheaperInBothWaysIsCheaperAtEveryVolume() {
        BreakEven pair = pair(
                "10000",
                option("rag", Line.sum("all", Per.QUERY, "0.0033")),
                option("tuned", Line.sum("all", Per.QUERY, "0.004"), Line.sum("training", Per.MONTH, "500")));
        assertThat(pair.queriesPerDay()).isEmpty();
        assertThat(pair.cheaperBelow()).contains("rag").isEqualTo(pair.cheaperAbove());
        assertThat(pair.savedPerMonth()).isEqualByComparingTo("710");
    }

    @Test
    void twoThatCostTheSameHaveNoCheaperOne() {
        BreakEven pair = pair(
                "5",
                option("one", Line.sum("all", Per.QUERY, "0.10")),
                option("other", Line.sum("all", Per.QUERY, "0.1")));
        assertThat(pair.cheaperBelow()).isEmpty();
        assertThat(pair.cheaperNow()).isEmpty();
        assertThat(pair.savedPercent()).isEqualByComparingTo("0");
        assertThat(new Verdict(scenario("5"), pair).in(Locale.ENGLISH))
                .isEqualTo("one and other cost the same at every volume.");
    }

    @Test
    void whatCostsMoreOnceIsSavedAfterSomeMonths() {
        BreakEven pair = pair(
                "1000",
                option("prompt", Line.sum("few-shot", Per.QUERY, "0.01")),
                option("tuned", Line.sum("answer", Per.QUERY, "0.005"), Line.sum("training", Per.ONCE, "1000")));
        assertThat(pair.paysBackAfterMonths())
                .hasValueSatisfying(months -> assertThat(months).isEqualByComparingTo("6.67"));
        assertThat(new Verdict(scenario("1000"), pair).in(Locale.ENGLISH))
                .isEqualTo("tuned costs less than prompt at every volume. At 1,000 queries a day tuned saves 150 EUR a"
                        + " month (50 %). What tuned costs more once is saved after 6.67 months.");
    }

    /** Random options: on both sides of the break-even volume the one that is said to be cheaper is. */
    @RepeatedTest(200)
    void onBothSidesOfTheBreakEvenTheNamedOneIsCheaper(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Option one = random(random, "one");
        Option other = random(random, "other");
        BreakEven pair = pair("1", one, other);
        BigDecimal at = pair.queriesPerDay().orElse(new BigDecimal(random.nextInt(1, 100_000)));
        BigDecimal little = new BigDecimal("0.001");
        check(
                pair,
                at.subtract(little).max(little.movePointLeft(9)),
                one,
                other,
                pair.cheaperBelow().orElse(""));
        check(pair, at.add(little), one, other, pair.cheaperAbove().orElse(""));
    }

    private static void check(BreakEven pair, BigDecimal volume, Option one, Option other, String named) {
        BreakEven there = pair(volume.toPlainString(), one, other);
        assertThat(there.cheaperNow().orElse("")).as("%s at %s", pair, volume).isEqualTo(named);
    }

    private static Option random(Random random, String name) {
        return option(
                name,
                Line.sum("answer", Per.QUERY, "0.00" + random.nextInt(10, 20)),
                Line.sum("hosting", Per.MONTH, String.valueOf(random.nextInt(3) * 50)));
    }

    @Test
    void eachLineSaysItsSum() {
        Option option = new Option(
                "tuned",
                List.of(
                        Line.tokens("context", Per.QUERY, 2_000, new BigDecimal("0.25")),
                        Line.sum("hosting", Per.MONTH, "1234.5"),
                        Line.sum("training", Per.REFRESH, "15"),
                        Line.times("curation", Per.REFRESH, "7.5", "training"),
                        Line.sum("corpus", Per.ONCE, "130")),
                new BigDecimal("52"));
        OptionCost cost = Comparison.of(scenario("10000", option)).options().get(0);
        assertThat(cost.lines())
                .extracting(line -> line.formula().in(Locale.ENGLISH))
                .containsExactly(
                        "2,000 tokens × 0.25 EUR per million × 10,000 queries a day × 30 days",
                        "1,234.5 EUR a month",
                        "15 EUR × 52 refreshes a year / 12 months",
                        "7.5 × “training” (15 EUR) × 52 refreshes a year / 12 months",
                        "130 EUR, once");
        assertThat(cost.lines())
                .extracting(LineCost::monthly)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        new BigDecimal("150"),
                        new BigDecimal("1234.5"),
                        new BigDecimal("65"),
                        new BigDecimal("487.5"),
                        BigDecimal.ZERO);
        assertThat(cost.perYear()).isEqualByComparingTo("23244");
    }
}
