package io.groundwork.budget;

import static io.groundwork.budget.Till.rates;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.platform.kernel.TokenCount;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The arithmetic of money: sizes, limits of answers, and what a call costs in the end. */
class SizeTest {

    private static final Rates USUAL = new Rates(
            "EUR",
            new BigDecimal("3"),
            new BigDecimal("0.3"),
            new BigDecimal("3.75"),
            new BigDecimal("15"),
            new BigDecimal("18"),
            new BigDecimal("0.001"));

    @Test
    void everyKindOfTokenIsPaidAtItsOwnPrice() {
        TokenCount tokens = new TokenCount(1_000_000, 400_000, 100_000, 200_000, 50_000);
        assertThat(USUAL.of(tokens).amount())
                .isEqualByComparingTo(new BigDecimal("1.5")
                        .add(new BigDecimal("0.12"))
                        .add(new BigDecimal("0.375"))
                        .add(new BigDecimal("2.25"))
                        .add(new BigDecimal("0.9"))
                        .add(new BigDecimal("0.001")));
    }

    @Test
    void aRequestThatTookNothingIsNotPaid() {
        assertThat(USUAL.of(TokenCount.NONE).amount()).isZero();
    }

    @Test
    void nothingIsRounded() {
        assertThat(rates("EUR", "0.0000001", "0").of(new TokenCount(1, 0, 0)).amount())
                .isEqualByComparingTo("0.0000000000001");
    }

    @Test
    void aPriceSurvivesItsSnapshot() {
        assertThat(Rates.parse(USUAL.toJson().toString())).isEqualTo(USUAL);
    }

    @Test
    void whatIsHeldCoversWhateverIsCachedKeptOrThoughtOf() {
        BigDecimal held = Size.whole(USUAL, 1000, 1000).amount();
        for (long special = 0; special <= 1000; special += 50) {
            assertThat(USUAL.of(new TokenCount(1000, special, 0, 1000, special)).amount())
                    .isLessThanOrEqualTo(held);
            assertThat(USUAL.of(new TokenCount(1250, 0, special, 1000, special)).amount())
                    .isLessThanOrEqualTo(held);
        }
    }

    @Test
    void theAnswerIsAsLongAsTheMoneyAllowsAndNotOneTokenLonger() {
        Random random = new Random(20261121);
        for (int i = 0; i < 2000; i++) {
            Rates rates = rates("EUR", "" + random.nextInt(20), "" + (1 + random.nextInt(60)));
            long input = random.nextInt(20_000);
            long wanted = 256 + random.nextInt(8_000);
            BigDecimal left = BigDecimal.valueOf(random.nextInt(800_000), 6);
            var size = Size.affordable(rates, input, wanted, 256, left);
            if (size.isEmpty()) {
                assertThat(Size.whole(rates, input, 256).amount()).isGreaterThan(left);
                continue;
            }
            long cap = size.get().outputCap();
            assertThat(size.get().amount()).isLessThanOrEqualTo(left);
            assertThat(cap).isBetween(256L, wanted);
            if (cap < wanted) {
                assertThat(Size.whole(rates, input, cap + 1).amount()).isGreaterThan(left);
            }
        }
    }

    @Test
    void anAnswerThatIsWantedShortNeedNotBeLong() {
        assertThat(Size.affordable(rates("EUR", "0", "1000"), 0, 10, 256, new BigDecimal("0.01")))
                .hasValueSatisfying(size -> assertThat(size.outputCap()).isEqualTo(10));
        assertThat(Size.affordable(rates("EUR", "0", "1000"), 0, 10, 256, new BigDecimal("0.009")))
                .isEmpty();
    }

    @Test
    void whatIsFreeIsAffordableWithoutMoneyAndEvenInDebt() {
        assertThat(Size.affordable(Rates.free("EUR"), 1000, 4096, 256, new BigDecimal("-5")))
                .isPresent();
    }

    @Test
    void aPromptThatCannotBePaidIsNotHelpedByAFreeAnswer() {
        assertThat(Size.affordable(rates("EUR", "1000", "0"), 1000, 4096, 256, new BigDecimal("1")))
                .isEmpty();
    }
}
