package io.groundwork.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forecasts and anomalies on series whose law is known. */
class ForecastTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 8, 3);
    private static final int SERIES = 300;

    /** Working days around 100, weekends around 10, with lognormal whims that may hang together. */
    private static TreeMap<LocalDate, BigDecimal> series(Random random, int days, double whim, double persistence) {
        TreeMap<LocalDate, BigDecimal> series = new TreeMap<>();
        double state = 0;
        for (int i = 0; i < days; i++) {
            LocalDate day = FIRST.plusDays(i);
            state = persistence * state + Math.sqrt(1 - persistence * persistence) * random.nextGaussian();
            double level = WeekPattern.isWeekend(day.getDayOfWeek()) ? 10 : 100;
            series.put(day, BigDecimal.valueOf(level * Math.exp(whim * state)));
        }
        return series;
    }

    private static BigDecimal sum(Map<LocalDate, BigDecimal> days) {
        return days.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Optional<Forecast> forecast(
            TreeMap<LocalDate, BigDecimal> series, LocalDate start, LocalDate today, LocalDate end) {
        DailyAmounts history = DailyAmounts.of(series.headMap(today, false), today.minusDays(1));
        return Forecast.of(history, sum(series.subMap(start, today)), BigDecimal.ZERO, today, end);
    }

    /** How often the truth lies in the interval, of which eight of ten are promised. */
    @ParameterizedTest
    @CsvSource({
        "56, 21, 0.3, 0",
        "56, 7, 0.3, 0",
        "28, 14, 0.3, 0",
        "21, 21, 0.3, 0",
        "56, 14, 0.6, 0",
        "56, 14, 0.3, 0.5"
    })
    void theIntervalHoldsInAboutEightOfTenCases(int known, int left, double whim, double persistence) {
        int held = 0;
        double foretold = 0;
        double spent = 0;
        for (int seed = 0; seed < SERIES; seed++) {
            TreeMap<LocalDate, BigDecimal> series = series(new Random(seed), known + left, whim, persistence);
            LocalDate today = FIRST.plusDays(known);
            BigDecimal truth = sum(series.tailMap(today, true));
            Forecast forecast = forecast(series, today, today, series.lastKey()).orElseThrow();
            held += truth.compareTo(forecast.low()) >= 0 && truth.compareTo(forecast.high()) <= 0 ? 1 : 0;
            foretold += forecast.expected().doubleValue();
            spent += truth.doubleValue();
        }
        assertThat(held / (double) SERIES).as("coverage").isBetween(.73, .90);
        assertThat(foretold / spent).as("bias").isBetween(.97, 1.03);
    }

    @Test
    void aWeekendThatIsLeftCostsWhatWeekendsCost() {
        TreeMap<LocalDate, BigDecimal> series = series(new Random(1), 42, .1, 0);
        LocalDate saturday = FIRST.plusDays(40);
        Forecast forecast =
                forecast(series, saturday, saturday, saturday.plusDays(1)).orElseThrow();
        assertThat(forecast.expected().doubleValue()).isBetween(15.0, 30.0);
    }

    @Test
    void fewDaysSayNothing() {
        TreeMap<LocalDate, BigDecimal> series = series(new Random(1), 13, .1, 0);
        assertThat(forecast(series, FIRST, FIRST.plusDays(13), FIRST.plusDays(30)))
                .isEmpty();
        assertThat(forecast(new TreeMap<>(), FIRST, FIRST.plusDays(13), FIRST.plusDays(30)))
                .isEmpty();
    }

    @Test
    void whatIsSpentIsExactAndNeverLessThanIsForecast() {
        TreeMap<LocalDate, BigDecimal> series = series(new Random(3), 28, .3, 0);
        LocalDate today = FIRST.plusDays(28);
        DailyAmounts history = DailyAmounts.of(series, today.minusDays(1));
        BigDecimal spent = new BigDecimal("5000.000001");
        Forecast last = Forecast.of(history, spent, new BigDecimal("5000"), today, today)
                .orElseThrow();
        assertThat(last)
                .isEqualTo(Forecast.of(history, spent, new BigDecimal("5000"), today, today)
                        .orElseThrow());
        assertThat(last.low()).isEqualByComparingTo(spent);
        assertThat(last.high()).isEqualByComparingTo(spent);
        assertThat(Forecast.of(history, spent, BigDecimal.ZERO, today, today.minusDays(1)))
                .contains(new Forecast(spent, spent, spent));
    }

    @Test
    void daysWithoutSpendingCountAsNothing() {
        Map<LocalDate, BigDecimal> once = Map.of(FIRST, BigDecimal.TEN, FIRST.plusDays(20), BigDecimal.TEN);
        DailyAmounts days = DailyAmounts.of(once, FIRST.plusDays(27));
        assertThat(days.count()).isEqualTo(28);
        assertThat(days.days().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(20);
    }

    @Test
    void aDayThatIsFarOutIsTold() {
        for (int seed = 0; seed < SERIES; seed++) {
            TreeMap<LocalDate, BigDecimal> series = series(new Random(seed), 43, .2, 0);
            LocalDate last = series.lastKey();
            series.put(last, new BigDecimal("300"));
            Anomaly anomaly = Anomaly.of(DailyAmounts.of(series, last)).orElseThrow();
            assertThat(anomaly.day()).isEqualTo(last);
            assertThat(anomaly.usual().doubleValue()).isBetween(75.0, 130.0);
            assertThat(anomaly.deviations()).isGreaterThan(4);
        }
    }

    @Test
    void aWorkingDaysAmountOnASundayIsTold() {
        TreeMap<LocalDate, BigDecimal> series = series(new Random(5), 42, .2, 0);
        LocalDate sunday = series.lastKey();
        series.put(sunday, new BigDecimal("100"));
        assertThat(Anomaly.of(DailyAmounts.of(series, sunday))).isPresent();
    }

    @Test
    void ordinaryDaysAreLeftAlone() {
        int alarms = 0;
        for (int seed = 0; seed < SERIES; seed++) {
            TreeMap<LocalDate, BigDecimal> series = series(new Random(seed), 40 + seed % 7, .25, 0);
            alarms += Anomaly.of(DailyAmounts.of(series, series.lastKey())).isPresent() ? 1 : 0;
        }
        assertThat(alarms / (double) SERIES).isLessThan(.02);
    }

    @Test
    void anEarlierOutlierDoesNotHideANewOne() {
        TreeMap<LocalDate, BigDecimal> series = series(new Random(7), 43, .2, 0);
        LocalDate last = series.lastKey();
        series.put(last.minusDays(7), new BigDecimal("5000"));
        series.put(last, new BigDecimal("400"));
        assertThat(Anomaly.of(DailyAmounts.of(series, last))).isPresent();
    }

    @Test
    void fewDaysHaveNoAnomaly() {
        TreeMap<LocalDate, BigDecimal> series = series(new Random(7), 14, .2, 0);
        series.put(series.lastKey(), new BigDecimal("5000"));
        assertThat(Anomaly.of(DailyAmounts.of(series, series.lastKey()))).isEmpty();
    }
}
