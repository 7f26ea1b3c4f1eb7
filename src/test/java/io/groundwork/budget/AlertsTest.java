package io.groundwork.budget;

import static io.groundwork.budget.Till.call;
import static io.groundwork.budget.Till.euros;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is told of money, each thing once. */
class AlertsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int MANY = 50;
    private static final int PATIENCE_SECONDS = 60;
    private static final String WAITING =
            "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private Till till;
    private Caller erin;

    @BeforeEach
    void open() {
        till = new Till(database);
        erin = till.person("erin");
    }

    @AfterEach
    void everythingAgrees() throws SQLException {
        assertThat(till.disagreements()).isEmpty();
        till.close();
    }

    private void spend(long tokens) {
        till.settle(erin, till.reserve(erin, call(tokens)).id(), 0, tokens);
    }

    private List<String> raised() {
        return till.all("select concat_ws(' ', kind, budget, percent, trim_scale(spent)) from alert where tenant_id = "
                + till.tenant + " order by number");
    }

    @Test
    void aPartThatIsSpentIsToldOnceAndOneThatIsHeldIsNot() {
        till.alerting("b", Period.MONTH, "10", 50, 80);
        UUID held = till.reserve(erin, call(6000)).id();
        assertThat(raised()).isEmpty();
        till.settle(erin, held, 0, 4999);
        assertThat(raised()).isEmpty();
        spend(1);
        assertThat(raised()).containsExactly("threshold b 50 5");
        spend(1000);
        spend(3000);
        spend(500);
        assertThat(raised()).containsExactly("threshold b 50 5", "threshold b 80 9");
        assertThat(till.as(till.admin, () -> till.budgets.read(till.admin, "b")).alertsReached())
                .containsExactly(50, 80);
    }

    @Test
    void whatPassesSeveralPartsAtOnceTellsAllOfThem() {
        till.alerting("b", Period.MONTH, "1", 50, 80, 100);
        UUID held = till.reserve(erin, call(400)).id();
        till.settle(erin, held, 0, 1200);
        assertThat(raised()).containsExactly("threshold b 50 1.2", "threshold b 80 1.2", "exhausted b 100 1.2");
    }

    @Test
    void ofManyWhoSettleAtOnceEachPartIsToldByExactlyOne() throws Exception {
        till.alerting("b", Period.MONTH, "10", 10, 25, 50, 75, 90, 100);
        till.alerting("week", Period.WEEK, "20", 10, 50);
        List<UUID> held = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            held.add(till.reserve(erin, call(200)).id());
        }
        CyclicBarrier start = new CyclicBarrier(MANY);
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        List<Future<Charge>> all = new ArrayList<>();
        for (UUID each : held) {
            all.add(threads.submit(() -> {
                start.await();
                return till.settle(erin, each, 0, 200);
            }));
        }
        for (Future<Charge> each : all) {
            each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(raised())
                .containsExactlyInAnyOrder(
                        "threshold b 10 1",
                        "threshold b 25 2.6",
                        "threshold b 50 5",
                        "threshold b 75 7.6",
                        "threshold b 90 9",
                        "exhausted b 100 10",
                        "threshold week 10 2",
                        "threshold week 50 10");
        assertThat(till.all("select 1 from budget_window where alert_at is not null and tenant_id = " + till.tenant))
                .isEmpty();
    }

    @Test
    void aLimitThatIsLoweredTellsWhatIsPassedByIt() {
        till.alerting("b", Period.MONTH, "10", 80);
        spend(4000);
        till.alerting("b", Period.MONTH, "5", 80);
        assertThat(raised()).containsExactly("threshold b 80 4");
        till.alerting("b", Period.MONTH, "10", 80);
        assertThat(raised()).hasSize(1);
    }

    @Test
    void aLimitThatIsRaisedTellsAnewAndEachLimitOnce() {
        till.alerting("b", Period.TOTAL, "1", 80, 100);
        spend(1000);
        assertThat(raised()).containsExactlyInAnyOrder("threshold b 80 1", "exhausted b 100 1");
        till.alerting("b", Period.TOTAL, "10", 80, 100);
        assertThat(alertsReached()).isEmpty();
        spend(7000);
        assertThat(raised()).hasSize(3).contains("threshold b 80 8");
        assertThat(alertsReached()).containsExactly(80);
        till.alerting("b", Period.TOTAL, "1", 80, 100);
        till.alerting("b", Period.TOTAL, "10.0", 80, 100);
        assertThat(raised()).hasSize(3);
        UUID last = till.reserve(erin, call(1999)).id();
        till.settle(erin, last, 0, 1999);
        assertThat(till.offer(erin, call(4096))).isInstanceOf(Offer.Short.class);
        assertThat(raised()).hasSize(4).contains("exhausted b 100 9.999");
    }

    private List<Integer> alertsReached() {
        return till.as(till.admin, () -> till.budgets.read(till.admin, "b")).alertsReached();
    }

    /** A settlement holds the counters and then raises the alert; a refusal that did both the other way round would block it. */
    @Test
    void whoeverIsRefusedWaitsForWhoeverSettles() throws Exception {
        till.alerting("b", Period.MONTH, "1", 100);
        spend(900);
        ExecutorService refused = Executors.newSingleThreadExecutor();
        Future<Offer> offer;
        try (Connection settling = database.asSuperuser();
                Statement statement = settling.createStatement()) {
            settling.setAutoCommit(false);
            statement.execute("select 1 from budget_window where tenant_id = " + till.tenant + " for no key update");
            offer = refused.submit(() -> till.offer(erin, call(4096)));
            awaitSomebodyWaiting();
            statement.execute("set local statement_timeout = '10s'");
            statement.execute(
                    "insert into alert (tenant_id, kind, window_id, budget, percent, amount, reserved, starts_at, spent,"
                            + " currency, raised_at) select tenant_id, 'exhausted', id, 'b', 100, amount, reserved, starts_at, spent, 'EUR',"
                            + " now() from budget_window where tenant_id = " + till.tenant);
            settling.commit();
        }
        assertThat(offer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Offer.Short.class);
        refused.shutdown();
        assertThat(raised()).containsExactly("exhausted b 100 0.9");
    }

    private void awaitSomebodyWaiting() {
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (till.all(WAITING).isEmpty()) {
            assertThat(Instant.now()).as("nobody waits for a lock").isBefore(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void aPartThatIsNamedLaterIsToldWhenItIsPassedAlready() {
        till.alerting("b", Period.MONTH, "10", 90);
        spend(6000);
        till.alerting("b", Period.MONTH, "10", 50, 70, 90);
        assertThat(raised()).containsExactly("threshold b 50 6");
        spend(1000);
        assertThat(raised()).containsExactly("threshold b 50 6", "threshold b 70 7");
    }

    @Test
    void eachPeriodTellsAnewAndALateCallTellsOfItsOwn() {
        till.alerting("b", Period.DAY, "1", 50);
        UUID late = till.reserve(erin, call(300)).id();
        spend(300);
        till.at(Till.NOON.plus(Duration.ofDays(1)));
        spend(500);
        assertThat(raised()).containsExactly("threshold b 50 0.5");
        till.settle(erin, late, 0, 300);
        assertThat(raised()).containsExactly("threshold b 50 0.5", "threshold b 50 0.6");
    }

    @Test
    void whoeverIsRefusedTellsThatTheBudgetIsUsedUpButNotWhenItIsOnlyHeld() {
        till.alerting("b", Period.MONTH, "10", 80, 100);
        till.alerting("silent", Period.MONTH, "10", 80);
        UUID held = till.reserve(erin, call(9900)).id();
        assertThat(till.offer(erin, call(4096))).isInstanceOf(Offer.Short.class);
        assertThat(raised()).isEmpty();
        till.settle(erin, held, 0, 9900);
        for (int i = 0; i < 3; i++) {
            assertThat(till.offer(erin, call(4096))).isInstanceOf(Offer.Short.class);
        }
        assertThat(raised())
                .containsExactlyInAnyOrder("exhausted b 100 9.9", "threshold b 80 9.9", "threshold silent 80 9.9");
    }

    @Test
    void aCorrectionTellsToo() {
        till.alerting("b", Period.MONTH, "1", 80);
        UUID held = till.reserve(erin, call(1000)).id();
        till.settle(erin, held, 0, 500);
        till.run(erin, () -> till.ledger.correct(erin, held, euros("0.9"), Optional.empty(), "billed"));
        till.run(erin, () -> till.ledger.correct(erin, held, euros("0.1"), Optional.empty(), "billed"));
        till.run(erin, () -> till.ledger.correct(erin, held, euros("0.9"), Optional.empty(), "billed"));
        assertThat(raised()).containsExactly("threshold b 80 0.9");
    }

    @Test
    void thePartsOfMembersAndBudgetsThatWereTakenAwayTellNothing() {
        till.put(
                "b",
                new BudgetSpec(
                        Scope.WHOLE_TENANT,
                        Period.MONTH,
                        euros("100"),
                        Optional.of(euros("1").amount()),
                        List.of(50, 100),
                        Optional.empty()));
        till.alerting("gone", Period.MONTH, "1", 50);
        UUID held = till.reserve(erin, call(900)).id();
        assertThat(till.offer(erin, call(4096))).isInstanceOf(Offer.Short.class);
        till.run(till.admin, () -> till.budgets.remove(till.admin, "gone"));
        till.settle(erin, held, 0, 900);
        assertThat(raised()).isEmpty();
    }

    /** Three weeks of a euro a day, then a day of nine. */
    @Test
    void aDayThatIsOutOfItsPatternIsToldOnce() {
        till.alerting("b", Period.TOTAL, "1000");
        Instant first = Till.NOON.minus(Duration.ofDays(21));
        for (int day = 0; day < 21; day++) {
            till.at(first.plus(Duration.ofDays(day)));
            spend(1000 + day % 3);
        }
        till.at(Till.NOON.minus(Duration.ofHours(3)));
        assertThat(till.watch()).isTrue();
        assertThat(till.watch()).isFalse();
        spend(1000);
        till.at(Till.NOON.minus(Duration.ofHours(2)));
        assertThat(till.watch()).isTrue();
        assertThat(raised()).isEmpty();
        spend(8000);
        till.at(Till.NOON);
        till.watch();
        assertThat(raised()).containsExactly("anomaly 9");
        till.at(Till.NOON.plus(Duration.ofDays(1)));
        spend(1000);
        till.watch();
        assertThat(raised()).hasSize(1);
        assertThat(till.as(till.admin, () -> till.budgets.read(till.admin, "b")).anomaly())
                .hasValueSatisfying(anomaly -> assertThat(anomaly.usual()).isEqualByComparingTo("1.001"));
        till.at(Till.NOON.plus(Duration.ofDays(3)));
        till.watch();
        assertThat(raised()).containsExactly("anomaly 9", "anomaly 0");
    }

    @Test
    void ofManyNodesThatLookAtOnceOneTells() throws Exception {
        till.alerting("b", Period.TOTAL, "1000");
        for (int day = 0; day < 21; day++) {
            till.at(Till.NOON.minus(Duration.ofDays(21L - day)));
            spend(day == 20 ? 50_000 : 1000);
        }
        till.at(Till.NOON);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CyclicBarrier start = new CyclicBarrier(8);
        List<Future<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(threads.submit(() -> {
                start.await();
                return till.watch();
            }));
        }
        for (Future<Boolean> each : all) {
            each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(raised()).containsExactly("anomaly 50");
    }
}
