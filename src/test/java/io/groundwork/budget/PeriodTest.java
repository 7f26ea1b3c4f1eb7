package io.groundwork.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where periods begin and end, in zones whose clocks are put forward and back. */
class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "DAY, UTC, 2026-11-21T12:00:00Z, 2026-11-21T00:00:00Z, 2026-11-22T00:00:00Z",
        "DAY, UTC, 2026-11-21T00:00:00Z, 2026-11-21T00:00:00Z, 2026-11-22T00:00:00Z",
        "DAY, UTC, 2026-11-20T23:59:59.999Z, 2026-11-20T00:00:00Z, 2026-11-21T00:00:00Z",
        // The evening of one day in London is the next day in Berlin.
        "DAY, Europe/Berlin, 2026-11-20T23:30:00Z, 2026-11-20T23:00:00Z, 2026-11-21T23:00:00Z",
        // Clocks go forward at two: a day of 23 hours.
        "DAY, Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        // Clocks go back at three: a day of 25 hours.
        "DAY, Europe/Berlin, 2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        // Clocks go forward at midnight: the day begins at one.
        "DAY, Africa/Cairo, 2026-04-24T12:00:00Z, 2026-04-23T22:00:00Z, 2026-04-24T21:00:00Z",
        // Clocks go back at midnight, so that the last hour comes twice and belongs to the day that ends.
        "DAY, Africa/Cairo, 2026-10-29T20:30:00Z, 2026-10-28T21:00:00Z, 2026-10-29T22:00:00Z",
        "DAY, Africa/Cairo, 2026-10-29T21:30:00Z, 2026-10-28T21:00:00Z, 2026-10-29T22:00:00Z",
        // Clocks go back at one: midnight comes twice, and the first counts.
        "DAY, America/Havana, 2026-11-01T04:30:00Z, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        "DAY, America/Havana, 2026-11-01T05:30:00Z, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        "DAY, Asia/Kathmandu, 2026-11-21T12:00:00Z, 2026-11-20T18:15:00Z, 2026-11-21T18:15:00Z",
        "WEEK, UTC, 2026-11-22T12:00:00Z, 2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z",
        "WEEK, UTC, 2026-11-23T00:00:00Z, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
        "WEEK, Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-22T23:00:00Z, 2026-03-29T22:00:00Z",
        "WEEK, America/New_York, 2026-11-01T12:00:00Z, 2026-10-26T04:00:00Z, 2026-11-02T05:00:00Z",
        "MONTH, UTC, 2026-02-28T23:59:59Z, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "MONTH, UTC, 2028-02-29T12:00:00Z, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
        "MONTH, UTC, 2026-12-31T23:59:59Z, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "MONTH, Pacific/Auckland, 2026-11-30T12:00:00Z, 2026-11-30T11:00:00Z, 2026-12-31T11:00:00Z",
        "MONTH, Europe/Berlin, 2026-10-15T12:00:00Z, 2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z",
    })
    void aPeriodBeginsAndEndsWithTheDaysOfItsZone(
            Period period, String zone, Instant moment, Instant start, Instant end) {
        Period.Span span = period.at(moment, ZoneId.of(zone));
        assertThat(span.start()).isEqualTo(start);
        assertThat(span.end()).contains(end);
    }

    @ParameterizedTest
    @CsvSource({"DAY", "WEEK", "MONTH"})
    void periodsFollowEachOtherWithoutGapAndWithoutOverlap(Period period) {
        for (String name :
                new String[] {"UTC", "Europe/Berlin", "Africa/Cairo", "America/Havana", "Australia/Lord_Howe"}) {
            ZoneId zone = ZoneId.of(name);
            Instant at = Instant.parse("2025-12-31T12:00:00Z");
            while (at.isBefore(Instant.parse("2027-02-01T00:00:00Z"))) {
                Period.Span span = period.at(at, zone);
                Instant end = span.end().orElseThrow();
                assertThat(period.at(end, zone).start()).as(name).isEqualTo(end);
                assertThat(period.at(end.minusNanos(1), zone)).as(name).isEqualTo(span);
                assertThat(Duration.between(span.start(), end)).isPositive();
                at = end;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"UTC", "Asia/Tokyo"})
    void aTotalHasOnePeriodForEver(String zone) {
        assertThat(Period.TOTAL.at(Instant.parse("2026-11-21T12:00:00Z"), ZoneId.of(zone)))
                .isEqualTo(Period.TOTAL.at(Instant.parse("2036-01-01T12:00:00Z"), ZoneId.of("UTC")))
                .satisfies(span -> assertThat(span.end()).isEmpty());
    }
}
