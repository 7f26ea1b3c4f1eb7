package io.groundwork.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.platform.kernel.TokenCount;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a request costs, to the last digit. */
class PriceTest {

    private static final TokenCount TOKENS = new TokenCount(1_000, 300, 200, 700, 500);

    private static Price price(String reasoning, String perRequest) {
        return new Price(
                "EUR",
                new BigDecimal("1.1"),
                new BigDecimal("0.11"),
                new BigDecimal("1.375"),
                new BigDecimal("4.4"),
                new FurtherPrices(
                        Optional.ofNullable(reasoning).map(BigDecimal::new),
                        new BigDecimal(perRequest),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void everyKindOfTokenHasItsOwnPrice() {
        assertThat(price(null, "0").of(TOKENS).decimal()).isEqualTo("0.003938");
    }

    @Test
    void reasoningInsideTheOutputIsPaidAtItsOwnPriceWhenItHasOne() {
        assertThat(price("8.8", "0").of(TOKENS).decimal()).isEqualTo("0.006138");
        assertThat(price("0", "0").of(TOKENS).decimal()).isEqualTo("0.001738");
        assertThat(price("4.4", "0").of(TOKENS).decimal())
                .isEqualTo(price(null, "0").of(TOKENS).decimal());
    }

    @Test
    void aRequestCostsItsOwnPriceHoweverShortAndOneThatTookNothingNothing() {
        assertThat(price(null, "0.005").of(TOKENS).decimal()).isEqualTo("0.008938");
        assertThat(price("0", "0.005").of(new TokenCount(0, 0, 0, 1, 1)).decimal())
                .isEqualTo("0.005");
        assertThat(price(null, "0.005").of(TokenCount.NONE).decimal()).isEqualTo("0");
    }

    @Test
    void onlyWhatCostsNothingWhateverIsAskedIsFree() {
        assertThat(Price.free("EUR").isFree()).isTrue();
        BigDecimal zero = new BigDecimal("0.00");
        FurtherPrices perRequest = new FurtherPrices(
                Optional.empty(),
                new BigDecimal("0.01"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(new Price("EUR", zero, zero, zero, zero).isFree()).isTrue();
        assertThat(new Price("EUR", zero, zero, zero, zero, perRequest).isFree())
                .isFalse();
    }
}
