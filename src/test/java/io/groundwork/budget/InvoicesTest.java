package io.groundwork.budget;

import static io.groundwork.budget.Till.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers bill becomes what the ledger says. */
class InvoicesTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private Till till;
    private Caller erin;

    @BeforeEach
    void open() {
        till = new Till(database);
        erin = till.person("erin");
        till.budget("all", "tenant", "", Period.MONTH, "10");
    }

    @AfterEach
    void close() throws SQLException {
        assertThat(till.disagreements()).isEmpty();
        till.close();
    }

    /** Costs a thousandth of a euro for each token. */
    private UUID used(long output) {
        UUID id = till.reserve(erin, call(100)).id();
        till.settle(erin, id, 0, output);
        return id;
    }

    private Reconciliation reconcile(String... lines) {
        String csv = "Currency,request_id,model,amount\r\n" + String.join("\r\n", lines);
        return till.invoices.reconcile(till.admin, "openai", "2026-11", csv);
    }

    private static String line(UUID reservation, String amount) {
        return "EUR,req-" + reservation + ",gpt," + amount;
    }

    /** Our name of the call that the provider was told. */
    private String ours(UUID reservation) {
        return till.one("select answer_id || '-' || call from reservation where id = '" + reservation + "'");
    }

    private Reconciliation.Difference difference(UUID reservation, String booked, String billed, String currency) {
        return new Reconciliation.Difference("req-" + reservation, ours(reservation), booked, billed, currency);
    }

    @Test
    void whatIsBilledIsBooked() {
        UUID same = used(10);
        UUID more = used(20);
        UUID parts = used(30);
        UUID forgotten = used(40);
        UUID dollars = used(50);
        Reconciliation result = reconcile(
                line(same, "0.0100"),
                line(more, "0.0213"),
                line(parts, "0.01"),
                line(parts, "0.015"),
                "USD,req-" + dollars + ",gpt,0.05",
                "EUR,req-nobody,gpt,7");
        assertThat(result.matched()).isEqualTo(1);
        assertThat(result.corrected())
                .containsExactlyInAnyOrder(
                        difference(more, "0.02", "0.0213", "EUR"), difference(parts, "0.03", "0.025", "EUR"));
        assertThat(result.refused()).containsExactly(difference(dollars, "0.05", "0.05", "USD"));
        assertThat(result.unknown())
                .containsExactly(new Reconciliation.Difference("req-nobody", null, null, "7", "EUR"));
        assertThat(result.missing()).containsExactly(difference(forgotten, "0.04", null, "EUR"));
        assertThat(till.standing("all").spent().decimal()).isEqualTo("0.1463");
    }

    @Test
    void theSameInvoiceAgainChangesNothing() {
        String line = line(used(20), "0.0213");
        assertThat(reconcile(line).corrected()).hasSize(1);
        String charges = till.one("select count(*) from charge where tenant_id = " + till.tenant);
        Reconciliation again = reconcile(line);
        assertThat(again.matched()).isEqualTo(1);
        assertThat(again.corrected()).isEmpty();
        assertThat(again.missing()).isEmpty();
        assertThat(till.one("select count(*) from charge where tenant_id = " + till.tenant))
                .isEqualTo(charges);
    }

    @Test
    void aCallThatNobodyCameBackToIsMissingUntilItIsSettled() {
        UUID lost = till.reserve(erin, call(100)).id();
        till.at(Till.NOON.plusSeconds(600));
        assertThat(till.expire()).isEqualTo(1);
        Reconciliation before = reconcile(line(lost, "0.005"));
        assertThat(before.unknown()).hasSize(1);
        assertThat(before.missing())
                .containsExactly(new Reconciliation.Difference(null, ours(lost), "0.001", null, "EUR"));
        till.settle(erin, lost, 0, 5);
        assertThat(reconcile(line(lost, "0.005")).matched()).isEqualTo(1);
    }

    @Test
    void aCallThatNobodyCameBackToIsFoundByTheIdThatWeGaveIt() {
        UUID lost = till.reserve(erin, call(100)).id();
        till.at(Till.NOON.plusSeconds(600));
        assertThat(till.expire()).isEqualTo(1);
        String file = "client_request_id,amount,currency\n" + ours(lost) + ",0.0057,EUR\n";
        Reconciliation result = till.invoices.reconcile(till.admin, "openai", "2026-11", file);
        assertThat(result.corrected())
                .containsExactly(new Reconciliation.Difference(null, ours(lost), "0.001", "0.0057", "EUR"));
        assertThat(result.missing()).isEmpty();
        assertThat(till.standing("all").spent().decimal()).isEqualTo("0.0057");
        assertThat(till.one(
                        "select estimated from charge where kind = 'correction' and reservation_id = '" + lost + "'"))
                .isEqualTo("f");
    }

    /** A provider may bill one call in lines that name it in different ways; another provider's lines are not its own. */
    @Test
    void eachWayOfNamingACallFindsTheSameOne() {
        UUID call = used(30);
        assertThat(reconcile("EUR," + ours(call) + ",gpt,0.01", line(call, "0.02"))
                        .matched())
                .isEqualTo(1);
        assertThat(reconcile("EUR," + UUID.randomUUID() + "-1,gpt,0.01").unknown())
                .hasSize(1);
        String elsewhere = "request_id,amount,currency\n" + ours(call) + ",7,EUR\n";
        String others = "client_request_id,amount,currency\nbatch-7,1,EUR\n";
        assertThat(till.invoices
                        .reconcile(till.admin, "openai", "2026-11", others)
                        .unknown())
                .containsExactly(new Reconciliation.Difference("batch-7", null, null, "1", "EUR"));
        Reconciliation other = till.invoices.reconcile(till.admin, "anthropic", "2026-11", elsewhere);
        assertThat(other.unknown()).hasSize(1);
        assertThat(till.standing("all").spent().decimal()).isEqualTo("0.03");
    }

    @Test
    void whatWasBookedInAnotherMonthIsNotMissing() {
        till.at(Instant.parse("2026-10-31T23:59:59Z"));
        used(10);
        till.at(Till.NOON);
        assertThat(reconcile().missing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EUR,r,gpt,-1",
                "EUR,r,gpt,1e30",
                "EUR,r,gpt,",
                "EUR,,gpt,1",
                "EUX,r,gpt,1",
                "EUR,r",
                "EUR,a,g,1\nUSD,a,g,1"
            })
    void aBadLineIsNamedAndNothingIsCorrected(String bad) {
        UUID reservation = used(20);
        assertThatThrownBy(() -> reconcile(line(reservation, "0.0213"), bad))
                .isInstanceOfSatisfying(Problem.Invalid.class, problem -> assertThat(problem.fields())
                        .extracting(Problem.Invalid.Field::name)
                        .containsExactly(bad.contains("\n") ? "line 4" : "line 3"));
        assertThat(till.standing("all").spent().decimal()).isEqualTo("0.02");
    }

    @Test
    void aCompleteInvoiceTakesBackWhatWasOnlyEstimatedAndIsNotNamed() {
        UUID told = used(10);
        UUID never = till.reserve(erin, call(100)).id();
        UUID billed = till.reserve(erin, call(100)).id();
        till.at(Till.NOON.plus(Duration.ofHours(1)));
        assertThat(till.expire()).isEqualTo(2);
        assertThat(reconcile().missing()).hasSize(3);
        String csv = "client_request_id,amount,currency\n" + ours(billed) + ",0.02,EUR\n";
        Reconciliation result = till.invoices.reconcile(till.admin, "openai", "2026-11", csv, true);
        assertThat(result.corrected())
                .extracting(Reconciliation.Difference::clientRequestId, Reconciliation.Difference::billed)
                .containsExactlyInAnyOrder(tuple(ours(never), "0"), tuple(ours(billed), "0.02"));
        assertThat(result.missing())
                .extracting(Reconciliation.Difference::clientRequestId)
                .containsExactly(ours(told));
        assertThat(till.standing("all").spent().amount()).isEqualByComparingTo("0.03");
        String late = "client_request_id,amount,currency\n" + ours(never) + ",0.05,EUR\n";
        till.invoices.reconcile(till.admin, "openai", "2026-12", late, true);
        assertThat(till.standing("all").spent().amount()).isEqualByComparingTo("0.08");
    }

    @Test
    void itIsForAdmins() {
        assertThatThrownBy(() -> till.invoices.reconcile(erin, "openai", "2026-11", ""))
                .isInstanceOf(Problem.Refused.class);
    }

    private Reconciliation complete(String month, String... lines) {
        String csv = "client_request_id,amount,currency\n" + String.join("\n", lines);
        return till.invoices.reconcile(till.admin, "openai", month, csv, true);
    }

    private UUID lost() {
        UUID lost = till.reserve(erin, call(100)).id();
        till.at(Till.NOON.plus(Duration.ofHours(1)));
        till.expire();
        till.at(Till.NOON);
        return lost;
    }

    /** Questions that wait for counters wait for one correction, not for the whole invoice. */
    @Test
    void aFileThatBreaksOffKeepsWhatItCorrectedAndNoCountersAndIsSentAgain() {
        String[] lines = {line(used(10), "0.02"), line(used(10), "0.02"), line(used(10), "0.02")};
        AtomicInteger corrections = new AtomicInteger();
        till.beforeCorrection = () -> {
            till.all("select 1 from budget_window where tenant_id = " + till.tenant + " for update nowait");
            if (corrections.incrementAndGet() == 2) {
                throw new IllegalStateException("the node dies");
            }
        };
        assertThatThrownBy(() -> reconcile(lines)).hasMessage("the node dies");
        assertThat(till.standing("all").spent().decimal()).isEqualTo("0.04");
        Reconciliation again = reconcile(lines);
        assertThat(again.matched()).isEqualTo(1);
        assertThat(again.corrected()).hasSize(2);
        assertThat(till.standing("all").spent().decimal()).isEqualTo("0.06");
        assertThat(till.all("select detail ->> 'corrected' from audit_entry where action = 'invoice.reconciled'"
                        + " and tenant_id = " + till.tenant + " order by id"))
                .containsExactly("3", "2");
    }

    @Test
    void anEstimateThatHitWhatIsBilledIsNoneAnyMore() {
        UUID hit = lost();
        UUID never = lost();
        assertThat(complete("2026-11", ours(hit) + ",0.0010,EUR").matched()).isEqualTo(1);
        assertThat(till.one(
                        "select estimated from charge where kind = 'correction' and reservation_id = '" + hit + "'"))
                .isEqualTo("f");
        UUID other = used(10);
        Reconciliation next = complete("2026-11", ours(other) + ",0.01,EUR");
        assertThat(next.corrected()).isEmpty();
        assertThat(next.missing())
                .extracting(Reconciliation.Difference::clientRequestId)
                .containsExactly(ours(hit));
        assertThat(till.one("select sum(amount) = 0 from charge where reservation_id = '" + never + "'"))
                .isEqualTo("t");
        assertThat(till.standing("all").spent().decimal()).isEqualTo("0.011");
    }

    @Test
    void aCompleteFileThatNamesNothingOfOursIsRefused() {
        lost();
        for (String line : new String[] {"", UUID.randomUUID() + "-1,0.01,EUR"}) {
            assertThatThrownBy(() -> complete("2026-11", line))
                    .isInstanceOfSatisfying(Problem.Invalid.class, problem -> assertThat(problem.fields())
                            .extracting(Problem.Invalid.Field::name)
                            .containsExactly("complete"));
        }
        assertThat(till.standing("all").spent().decimal()).isEqualTo("0.001");
    }

    @Test
    void aCompleteFileThatLeavesTooManyEstimatesIsRefused() {
        till.booking.most = 1;
        lost();
        lost();
        String line = ours(used(10)) + ",0.02,EUR";
        assertThatThrownBy(() -> complete("2026-11", line)).isInstanceOf(Problem.Invalid.class);
        assertThat(till.standing("all").spent().decimal()).isEqualTo("0.012");
        till.booking.most = 2;
        assertThat(complete("2026-11", line).corrected()).hasSize(3);
        assertThat(till.standing("all").spent().decimal()).isEqualTo("0.02");
    }

    /** In Auckland it is December already, and what was asked at the end of October is settled in November. */
    @Test
    void aMonthIsTheProvidersAndOfTheCallsThatWereMadeInIt() {
        till.zone("Pacific/Auckland");
        till.at(Instant.parse("2026-10-31T23:59:59Z"));
        UUID october = till.reserve(erin, call(100)).id();
        till.at(Till.NOON);
        till.expire();
        till.at(Instant.parse("2026-11-30T23:00:00Z"));
        UUID november = used(20);
        till.at(Instant.parse("2026-12-01T00:00:00Z"));
        UUID december = used(30);
        assertThat(reconcile().missing())
                .extracting(Reconciliation.Difference::clientRequestId)
                .containsExactly(ours(november));
        assertThat(complete("2026-11", ours(november) + ",0.02,EUR").corrected())
                .isEmpty();
        assertThat(complete("2026-10", ours(december) + ",0.03,EUR").corrected())
                .extracting(Reconciliation.Difference::clientRequestId)
                .containsExactly(ours(october));
    }

    /** Whoever made the call comes back while the invoice is being booked. */
    @Test
    void anEstimateIsNotTakenBackWhenItsCallIsSettledMeanwhile() {
        UUID late = lost();
        String line = ours(used(10)) + ",0.01,EUR";
        till.beforeCorrection = () -> till.settle(erin, late, 0, 7);
        assertThat(complete("2026-11", line).corrected()).isEmpty();
        assertThat(till.standing("all").spent().decimal()).isEqualTo("0.017");
    }
}
