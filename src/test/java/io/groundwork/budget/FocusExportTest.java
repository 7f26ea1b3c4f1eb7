package io.groundwork.budget;

import static io.groundwork.budget.Till.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.testing.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves conforms to the specification, and costs what the ledger says. */
class FocusExportTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    /** Every price its own, so that none can stand for another. */
    private static final Rates RATES = new Rates(
            "EUR",
            new BigDecimal("2.5"),
            new BigDecimal("0.25"),
            new BigDecimal("3.125"),
            new BigDecimal("10"),
            new BigDecimal("7.7"),
            new BigDecimal("0.0011"));

    private Till till;
    private Caller erin;

    @BeforeEach
    void open() {
        till = new Till(database);
        till.group("sales");
        erin = till.person("erin", "sales");
    }

    @AfterEach
    void close() throws SQLException {
        assertThat(till.disagreements()).isEmpty();
        till.close();
    }

    private UUID used(TokenCount tokens) {
        Reservation held = till.reserve(erin, call("large", RATES, 1000, 1000));
        Used used = new Used(tokens, false, Optional.of("r"));
        till.as(erin, () -> till.ledger.settle(erin, held.id(), used));
        return held.id();
    }

    private void correct(UUID reservation, String billed, Optional<TokenCount> tokens) {
        till.as(
                till.admin,
                () -> till.ledger.correct(till.admin, reservation, Till.euros(billed), tokens, "the invoice"));
    }

    private String month(String month) {
        return till.as(till.admin, () -> till.focus.write(till.admin, month));
    }

    private static BigDecimal sum(String csv) {
        return FocusValidator.rows(csv).stream()
                .map(row -> new BigDecimal(row.get("BilledCost")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal ledger(String from, String end) {
        return new BigDecimal(till.one("select coalesce(sum(amount), 0) from ledger_entry where tenant_id = "
                + till.tenant + " and account = 'expense' and at >= '" + from + "' and at < '" + end + "'"));
    }

    @Test
    void everyKindOfTokenIsALineWithItsPrice() throws IOException {
        used(new TokenCount(100, 20, 30, 50, 8));
        used(new TokenCount(100, 20, 30, 50, 8));
        String csv = month(null);
        assertThat(FocusValidator.complaints(csv)).isEmpty();
        assertThat(FocusValidator.rows(csv))
                .extracting(row -> row.get("SkuId"), row -> row.get("ConsumedQuantity"), row -> row.get("BilledCost"))
                .containsExactly(
                        tuple("openai/large/input", "100", "0.00025"),
                        tuple("openai/large/cached-input", "40", "0.00001"),
                        tuple("openai/large/cache-write", "60", "0.0001875"),
                        tuple("openai/large/output", "84", "0.00084"),
                        tuple("openai/large/reasoning", "16", "0.0001232"),
                        tuple("openai/large/request", "2", "0.0022"));
        assertThat(sum(csv)).isEqualByComparingTo(ledger("2026-11-01", "2026-12-01"));
        assertThat(FocusValidator.rows(csv).get(0).get("Tags"))
                .contains(
                        "\"groundwork/user\":\"erin\"",
                        "\"groundwork/groups\":\"sales\"",
                        "\"groundwork/purpose\":\"answer\"");
        assertThat(FocusValidator.rows(csv).get(0))
                .containsEntry("ResourceId", "openai/large")
                .containsEntry("ResourceName", "large")
                .containsEntry("SkuPriceId", "openai/large/input@2.5 EUR");
    }

    @Test
    void aCorrectionWithinTheMonthMergesIntoWhatItCorrects() throws IOException {
        UUID reservation = used(new TokenCount(100, 0, 50));
        till.at(Instant.parse("2026-11-25T12:00:00Z"));
        correct(reservation, "0.0123", Optional.of(new TokenCount(100, 0, 40)));
        String csv = month("2026-11");
        assertThat(FocusValidator.complaints(csv)).isEmpty();
        List<Map<String, String>> rows = FocusValidator.rows(csv);
        assertThat(rows).extracting(row -> row.get("ChargeClass")).containsOnly("");
        assertThat(rows).extracting(row -> row.get("ChargePeriodStart")).containsOnly("2026-11-21T00:00:00Z");
        assertThat(rows.get(1).get("ConsumedQuantity")).isEqualTo("40");
        assertThat(rows.get(rows.size() - 1).get("ChargeCategory")).isEqualTo("Adjustment");
        assertThat(sum(csv)).isEqualByComparingTo("0.0123");
    }

    @Test
    void aCorrectionOfAnEarlierMonthIsBilledInItsOwnAndSaysSo() throws IOException {
        UUID reservation = used(new TokenCount(100, 0, 50));
        BigDecimal before = sum(month("2026-11"));
        till.at(Instant.parse("2026-12-03T12:00:00Z"));
        correct(reservation, "0.0001", Optional.of(new TokenCount(90, 0, 45)));
        assertThat(sum(month("2026-11"))).isEqualByComparingTo(before);
        String december = month(null);
        assertThat(FocusValidator.complaints(december)).isEmpty();
        List<Map<String, String>> rows = FocusValidator.rows(december);
        assertThat(rows).extracting(row -> row.get("ChargeClass")).containsOnly("Correction");
        assertThat(rows).extracting(row -> row.get("ConsumedQuantity")).containsExactly("-10", "-5", "");
        assertThat(sum(december)).isNegative().isEqualByComparingTo(ledger("2026-12-01", "2027-01-01"));
        assertThat(before.add(sum(december))).isEqualByComparingTo("0.0001");
    }

    @Test
    void aCallThatNobodyCameBackToIsMarked() throws IOException {
        till.reserve(erin, call("large", RATES, 1000, 1000));
        till.at(Till.NOON.plusSeconds(600));
        assertThat(till.expire()).isEqualTo(1);
        String csv = month(null);
        assertThat(FocusValidator.complaints(csv)).isEmpty();
        assertThat(FocusValidator.rows(csv)).isNotEmpty().allMatch(row -> row.get("Tags")
                .contains("\"groundwork/estimated\":true"));
    }

    /** A call an hour before midnight in Greenwich. */
    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-10, 2026-10-31T00:00:00Z",
        "Europe/Berlin, 2026-11, 2026-10-31T23:00:00Z",
        "Asia/Kolkata, 2026-11, 2026-10-31T18:30:00Z"
    })
    void monthsAndDaysAreTheTenants(String zone, String month, String start) throws IOException {
        till.zone(zone);
        till.at(Instant.parse("2026-10-31T23:30:00Z"));
        used(new TokenCount(1, 0, 1));
        String csv = month(month);
        assertThat(FocusValidator.complaints(csv)).isEmpty();
        assertThat(FocusValidator.rows(csv)).isNotEmpty().allMatch(row -> row.get("ChargePeriodStart")
                .equals(start));
    }

    @Test
    void aFormulaInANameIsInert() throws IOException {
        till.one("update tenant set name = '=1+1' where id = " + till.tenant + " returning 1");
        used(new TokenCount(1, 0, 1));
        assertThat(month(null)).contains(",'=1+1,");
        assertThat(FocusValidator.complaints(month(null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13", "November", "2026-11-01", ""})
    void whatIsNoMonthIsNamed(String month) {
        assertThatThrownBy(() -> month(month))
                .isInstanceOfSatisfying(Problem.Invalid.class, bad -> assertThat(bad.fields())
                        .extracting(Problem.Invalid.Field::name)
                        .containsExactly("month"));
    }

    @Test
    void theValidatorSeesWhatIsWrong() throws IOException {
        used(new TokenCount(100, 0, 50));
        String good = month(null);
        for (String[] wrong : new String[][] {
            {"EffectiveCost", "Effective"},
            {"Usage,", "Use,"},
            {"EUR", "EUX"},
            {"2026-11-01T00:00:00Z", "2026-11-01"},
            {"AI and Machine Learning", "AI"},
            {"0.00025", "0.00026"},
            {"Tokens", ""},
            {"Tokens", "tokens"},
            {"1000000 Tokens", "1.5 Tokens"},
            {"openai/large,large", "large,large"},
            {"groundwork/", ""},
            {"openai/large/output@10 EUR", "openai/large/input@2.5 EUR"},
            {"Model", ""}
        }) {
            assertThat(good).contains(wrong[0]);
            assertThat(broken(good.replace(wrong[0], wrong[1]))).as(wrong[0]).isTrue();
        }
    }

    private static boolean broken(String csv) throws IOException {
        try {
            return !FocusValidator.complaints(csv).isEmpty();
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return true;
        }
    }
}
