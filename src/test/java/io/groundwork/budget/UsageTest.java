package io.groundwork.budget;

import static io.groundwork.budget.Till.call;
import static io.groundwork.budget.Till.rates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Usage is what the ledger says, however it is grouped. */
class UsageTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private Till till;
    private Caller erin;
    private Caller ben;

    @BeforeEach
    void open() {
        till = new Till(database);
        till.group("all");
        till.group("sales", "all");
        till.group("legal", "all");
        erin = till.person("erin", "sales");
        ben = till.person("ben", "legal");
        till.person("eve");
    }

    @AfterEach
    void close() throws SQLException {
        assertThat(till.disagreements()).isEmpty();
        till.close();
    }

    private UsageReport usage(String from, String to, String by) {
        return till.as(till.admin, () -> till.usage.all(till.admin, UsageQuery.read(from, to, by, null)));
    }

    private void used(Caller caller, String model, long input, long output) {
        Reservation held = till.reserve(caller, call(model, rates("EUR", "1000", "2000"), input, output));
        till.settle(caller, held.id(), input, output);
    }

    private static List<String> rows(UsageReport report) {
        return report.rows().stream()
                .map(row ->
                        String.join("|", row.of().stream().map(String::valueOf).toList()) + "="
                                + row.sum().amount().decimal())
                .toList();
    }

    /** What the ledger says was spent, by currency. */
    private Map<String, BigDecimal> ledger(String from, String end) {
        return till
                .all("select currency || ' ' || sum(amount) from ledger_entry where tenant_id = " + till.tenant
                        + " and account = 'expense' and at >= '" + from + "' and at < '" + end + "' group by currency")
                .stream()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(
                        line -> line[0],
                        line -> new BigDecimal(line[1]).stripTrailingZeros(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static Map<String, BigDecimal> totals(List<UsageSum> sums) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        sums.forEach(sum ->
                totals.merge(sum.amount().currency(), sum.amount().amount().stripTrailingZeros(), BigDecimal::add));
        totals.replaceAll((currency, amount) -> amount.stripTrailingZeros());
        return totals;
    }

    @Test
    void tenThousandChargesSumUpToTheLedgerHoweverTheyAreGrouped() throws IOException {
        try (InputStream script = UsageTest.class.getResourceAsStream("/budget/many-charges.sql")) {
            String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)^--.*$", "")
                    .replace(":tenant", Integer.toString(till.tenant));
            till.one(sql + " returning 1");
        }
        assertThat(till.one("select count(distinct reservation_id) from charge where tenant_id = " + till.tenant))
                .isEqualTo("10000");
        Map<String, BigDecimal> whole = ledger("2026-10-20T22:00Z", "2026-11-30T23:00Z");
        assertThat(whole).hasSize(2);
        assertThat(whole.get("EUR").scale()).isGreaterThan(10);
        till.zone("Europe/Berlin");
        for (String by : groupings()) {
            UsageReport report = usage("2026-10-21", "2026-11-30", by);
            assertThat(totals(report.totals())).as(by).isEqualTo(whole);
            assertThat(totals(report.rows().stream().map(UsageReport.Line::sum).toList()))
                    .as(by)
                    .isEqualTo(whole);
        }
    }

    /** Nothing, each dimension, and every two of them. */
    private static List<String> groupings() {
        List<String> words =
                Arrays.stream(Dimension.values()).map(Dimension::word).toList();
        return Stream.concat(Stream.of(""), words.stream().flatMap(a -> words.stream()
                        .map(b -> a.equals(b) ? a : a + "," + b)))
                .toList();
    }

    @Test
    void rowsAreByWhatIsAskedFor() {
        used(erin, "large", 1, 1);
        used(erin, "small", 2, 0);
        used(ben, "large", 0, 1);
        used(till.key(ben), "large", 1, 0);
        assertThat(rows(usage(null, null, "user"))).containsExactly("ben=0.003", "erin=0.005");
        assertThat(rows(usage(null, null, "model,user")))
                .containsExactly("large|ben=0.003", "large|erin=0.003", "small|erin=0.002");
        assertThat(rows(usage(null, null, "group"))).containsExactly("all, legal=0.003", "all, sales=0.005");
        assertThat(rows(usage(null, null, "month,week,day"))).containsExactly("2026-11|2026-11-16|2026-11-21=0.008");
        assertThat(usage(null, null, "key").rows()).hasSize(2);
        UsageSum total = usage(null, null, null).totals().get(0);
        assertThat(List.of(total.input(), total.output(), total.requests())).containsExactly(4L, 2L, 4L);
    }

    @Test
    void aGroupsUsageIsThatOfItsMembersThoseThroughOtherGroupsIncluded() {
        used(erin, "large", 1, 1);
        used(ben, "large", 0, 1);
        for (String[] expected : new String[][] {{"all", "0.005"}, {"Sales", "0.003"}, {"legal", "0.002"}}) {
            UsageQuery query = UsageQuery.read(null, null, null, expected[0]);
            UsageReport report = till.as(till.admin, () -> till.usage.all(till.admin, query));
            assertThat(rows(report)).containsExactly("=" + expected[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-11-21, 2026-11-22",
        "Asia/Tokyo, 2026-11-22, 2026-11-22",
        "America/Lima, 2026-11-21, 2026-11-21"
    })
    void daysAreTheTenants(String zone, String first, String second) {
        till.zone(zone);
        till.at(Instant.parse("2026-11-21T18:00:00Z"));
        used(erin, "large", 1, 0);
        till.at(Instant.parse("2026-11-22T02:00:00Z"));
        used(erin, "large", 2, 0);
        UsageReport days = usage("2026-11-01", "2026-11-30", "day");
        assertThat(days.rows().get(0).of()).containsExactly(first);
        assertThat(days.rows().get(days.rows().size() - 1).of()).containsExactly(second);
        assertThat(rows(usage(first, first, null))).containsExactly(first.equals(second) ? "=0.003" : "=0.001");
    }

    @Test
    void anEstimateIsToldUntilItIsCorrected() {
        used(erin, "large", 3, 0);
        Reservation lost = till.reserve(erin, call("large", rates("EUR", "1000", "1000"), 0, 5));
        till.at(Till.NOON.plusSeconds(600));
        assertThat(till.expire()).isEqualTo(1);
        UsageSum before = usage(null, null, null).totals().get(0);
        assertThat(before.amount()).isEqualTo(new Money(new BigDecimal("0.004000"), "EUR"));
        assertThat(before.estimatedShare().orElseThrow()).isEqualByComparingTo("0.25");
        Money billed = Till.euros("0.002");
        till.as(till.admin, () -> till.ledger.correct(till.admin, lost.id(), billed, Optional.empty(), "bill"));
        UsageSum after = usage(null, null, null).totals().get(0);
        assertThat(after.amount().decimal()).isEqualTo("0.005");
        assertThat(after.estimated()).isZero();
        assertThat(after.requests()).isEqualTo(2);
    }

    @Test
    void everybodySeesTheirOwnAndAdminsAll() {
        used(erin, "large", 1, 0);
        used(till.key(erin), "large", 1, 0);
        used(ben, "large", 5, 0);
        UsageQuery query = UsageQuery.read(null, null, "user", null);
        assertThat(rows(till.as(erin, () -> till.usage.mine(erin, query)))).containsExactly("erin=0.002");
        assertThatThrownBy(() -> till.as(erin, () -> till.usage.all(erin, query)))
                .isInstanceOf(Problem.Refused.class);
        assertThatThrownBy(() -> till.as(erin, () -> till.focus.write(erin, null)))
                .isInstanceOf(Problem.Refused.class);
        try (Till other = new Till(database)) {
            assertThat(other.as(other.admin, () -> other.usage.all(other.admin, query))
                            .rows())
                    .isEmpty();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=21.11.2026", "to=2026-02-30", "group_by=user,colour", "group_by=charged_at"})
    void aBadFieldIsNamedWithItsRemedy(String field) {
        String[] said = field.split("=");
        assertThatThrownBy(() -> UsageQuery.read(
                        said[0].equals("from") ? said[1] : null,
                        said[0].equals("to") ? said[1] : null,
                        said[0].equals("group_by") ? said[1] : null,
                        null))
                .isInstanceOfSatisfying(Problem.Invalid.class, bad -> {
                    assertThat(bad.fields())
                            .extracting(Problem.Invalid.Field::name)
                            .containsExactly(said[0]);
                    assertThat(bad.fields().get(0).text().in(Locale.ENGLISH)).containsAnyOf("2026-11-21", "user, key");
                });
    }

    @Test
    void theLastDayIsNotBeforeTheFirst() {
        assertThatThrownBy(() -> UsageQuery.read("2026-11-02", "2026-11-01", null, null))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> usage("2026-11-22", null, null)).isInstanceOf(Problem.Invalid.class);
    }
}
