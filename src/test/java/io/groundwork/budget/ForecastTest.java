package io.groundwork.budget;

import static io.groundwork.budget.Till.euros;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What will have been spent, from the days that were. */
class ForecastTest {

    private static List<BigDecimal> days(String... amounts) {
        return Stream.of(amounts).map(BigDecimal::new).toList();
    }

    @Test
    void equalDaysGoOnAsTheyWere() {
        Forecast forecast = Forecast.of(euros("20"), days("2", "2", "2", "2"), Duration.ofDays(5))
                .orElseThrow();
        assertThat(forecast.amount().amount()).isEqualByComparingTo("30");
        assertThat(forecast.low()).isEqualTo(forecast.amount()).isEqualTo(forecast.high());
    }

    @Test
    void lessThanWhatIsSpentIsNeverForetold() {
        Forecast forecast = Forecast.of(euros("20"), days("0", "0", "90", "0"), Duration.ofHours(3))
                .orElseThrow();
        assertThat(forecast.low().amount()).isEqualByComparingTo("20");
    }

    @Test
    void nothingIsForetoldFromTooFewDays() {
        assertThat(Forecast.of(euros("20"), days("2", "3"), Duration.ofDays(5))).isEmpty();
    }

    @Test
    void aboutNineOfTenLieBetweenLowAndHigh() {
        Random random = new Random(20261121);
        int inside = 0;
        int tries = 4000;
        for (int i = 0; i < tries; i++) {
            List<BigDecimal> days =
                    Stream.generate(() -> amount(random)).limit(28).toList();
            BigDecimal came = Stream.generate(() -> amount(random)).limit(10).reduce(BigDecimal.ZERO, BigDecimal::add);
            Forecast forecast =
                    Forecast.of(euros("0"), days, Duration.ofDays(10)).orElseThrow();
            boolean low = came.compareTo(forecast.low().amount()) < 0;
            boolean high = came.compareTo(forecast.high().amount()) > 0;
            inside += low || high ? 0 : 1;
        }
        assertThat((double) inside / tries).isBetween(0.86, 0.93);
    }

    private static BigDecimal amount(Random random) {
        return BigDecimal.valueOf(10 + 3 * random.nextGaussian());
    }
}
