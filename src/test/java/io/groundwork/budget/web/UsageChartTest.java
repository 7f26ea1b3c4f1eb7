package io.groundwork.budget.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.budget.Dimension;
import io.groundwork.budget.web.ChartTable.Cell;
import io.groundwork.platform.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is drawn is what was summed: nothing is lost where much is shown as one. */
class UsageChartTest {

    private static Cell cell(String bar, String series, String value) {
        return new Cell(bar, series, new BigDecimal(value));
    }

    @Test
    void theSmallestAreSummedUpAndTheSumStays() {
        List<Cell> cells = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            cells.add(cell("bar " + i, "series " + i % 9, Integer.toString(i)));
        }
        ChartTable table = new ChartTable(cells, List.of(), 12, 6);

        assertThat(table.bars()).hasSize(12).startsWith("bar 20", "bar 19").endsWith(ChartTable.OTHERS);
        assertThat(table.series()).hasSize(6).endsWith(ChartTable.OTHERS);
        assertThat(table.otherBars()).isEqualTo(9);
        assertThat(table.otherSeries()).isEqualTo(4);
        assertThat(table.bars().stream().map(table::ofBar).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("210");
        assertThat(table.series().stream().map(table::ofSeries).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("210");
        assertThat(table.longest()).isEqualByComparingTo("45");
    }

    @Test
    void daysWithoutUsageKeepTheirPlace() {
        List<String> days =
                TimeSpan.between(Dimension.DAY, LocalDate.parse("2026-02-27"), LocalDate.parse("2026-03-02"), 400);
        assertThat(days).containsExactly("2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02");
        ChartTable table = new ChartTable(List.of(cell("2026-03-01", "", "1")), days, 12, 6);
        assertThat(table.bars()).isEqualTo(days);
        assertThat(table.ofBar("2026-02-28")).isZero();
        assertThat(table.ofBar("2026-03-01")).isEqualByComparingTo("1");
    }

    @Test
    void weeksBeginOnMondayAndMonthsAreWhole() {
        LocalDate first = LocalDate.parse("2026-11-21");
        LocalDate last = LocalDate.parse("2027-01-04");
        assertThat(TimeSpan.between(Dimension.WEEK, first, last, 400))
                .startsWith("2026-11-16")
                .endsWith("2027-01-04")
                .hasSize(8);
        assertThat(TimeSpan.between(Dimension.MONTH, first, last, 400))
                .containsExactly("2026-11", "2026-12", "2027-01");
        assertThat(TimeSpan.between(Dimension.DAY, LocalDate.parse("1970-01-01"), last, 400))
                .hasSize(400)
                .endsWith("2027-01-04");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "0.045123, 0.0451",
        "0.000001234, 0.00000123",
        "0.25, 0.25",
        "1.005, 1.01",
        "1234567.8, '1,234,567.80'",
        "-0.5, -0.50"
    })
    void amountsAreShownInCentsAndWhatIsLessInItsFirstDigits(String amount, String shown) {
        assertThat(new Amounts().figure(new BigDecimal(amount))).isEqualTo(shown);
    }

    @Test
    void anExactAmountLosesNothing() {
        Money money = new Money(new BigDecimal("1234.567890123400"), "EUR");
        assertThat(new Amounts().exact(money)).isEqualTo("1,234.5678901234 EUR");
        assertThat(new Amounts().exact(new Money(new BigDecimal("5E+2"), "EUR")))
                .isEqualTo("500 EUR");
    }
}
