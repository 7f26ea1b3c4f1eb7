package io.groundwork.budget;

import static io.groundwork.budget.Till.call;
import static io.groundwork.budget.Till.euros;
import static io.groundwork.budget.Till.json;
import static io.groundwork.budget.Till.rates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money held and settled on a real database. */
class LedgerTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private Till till;
    private Caller erin;

    @BeforeEach
    void open() {
        till = new Till(database);
        till.group("all");
        till.group("sales", "all");
        till.group("north", "sales");
        till.group("legal", "all");
        erin = till.person("erin", "north");
    }

    @AfterEach
    void everythingAgrees() throws SQLException {
        assertThat(till.disagreements()).isEmpty();
        till.close();
    }

    /** Erin is in north, which is in sales, which is in all; ben is in legal, which is in all; eve is in no group. */
    @ParameterizedTest
    @CsvSource({
        "tenant, '',     erin, large, true",
        "tenant, '',     eve,  small, true",
        "group,  north,  erin, large, true",
        "group,  sales,  erin, large, true",
        "group,  all,    erin, large, true",
        "group,  legal,  erin, large, false",
        "group,  all,    ben,  large, true",
        "group,  sales,  ben,  large, false",
        "group,  all,    eve,  large, false",
        "user,   erin,   erin, large, true",
        "user,   erin,   ben,  large, false",
        "user,   ERIN,   erin, small, true",
        "model,  large,  erin, large, true",
        "model,  large,  eve,  large, true",
        "model,  large,  erin, small, false",
    })
    void aBudgetAppliesToItsOwn(String kind, String whose, String who, String model, boolean applies) {
        till.person("ben", "legal");
        till.person("eve");
        till.budget("b", kind, whose, Period.MONTH, "0.5");
        Caller caller = till.person(who);
        Hold tooMuch = call(model, rates("EUR", "0", "1000"), 0, 1000);
        if (applies) {
            assertThatThrownBy(() -> till.reserve(caller, tooMuch))
                    .isInstanceOfSatisfying(Problem.Exhausted.class, short_ -> assertThat(short_.code())
                            .isEqualTo("budget_exhausted"));
        } else {
            till.reserve(caller, tooMuch);
            assertThat(till.standing("b").reserved().amount()).isZero();
        }
    }

    @Test
    void aBudgetOfAKeyAppliesToThatKeyAlone() {
        Caller first = till.key(erin);
        Caller second = till.key(erin);
        till.budget("k", "key", first.key().toString(), Period.MONTH, "0.5");
        till.reserve(second, call(1000));
        till.reserve(erin, call(1000));
        assertThatThrownBy(() -> till.reserve(first, call(1000))).isInstanceOf(Problem.Exhausted.class);
    }

    @Test
    void allBudgetsThatApplyAdmitACallOrNoneDoes() {
        List<String> names = List.of("tenant", "group", "user", "model");
        for (String poor : names) {
            for (String name : names) {
                String whose = name.equals("group")
                        ? "sales"
                        : name.equals("user") ? "erin" : name.equals("model") ? "large" : "";
                till.budget(name, name, whose, Period.MONTH, name.equals(poor) ? "0.99" : "50");
            }
            assertThatThrownBy(() -> till.reserve(erin, call(1000))).isInstanceOf(Problem.Exhausted.class);
            assertThat(names)
                    .allSatisfy(name ->
                            assertThat(till.standing(name).reserved().amount()).isZero());
            assertThat(till.all("select 1 from reservation where tenant_id = " + till.tenant))
                    .isEmpty();
        }
        till.budget("model", "model", "large", Period.MONTH, "1");
        till.reserve(erin, call(1000));
        assertThat(names)
                .allSatisfy(name -> assertThat(till.standing(name).reserved()).isEqualTo(euros("1.000000")));
    }

    @Test
    void moneyThatIsOnlyHeldIsToldApartFromMoneyThatIsSpent() {
        till.budget("b", "tenant", "", Period.MONTH, "1");
        Reservation held = till.reserve(erin, call(1000));
        assertThat(till.offer(erin, call(1000))).isInstanceOfSatisfying(Offer.Short.class, low -> {
            assertThat(low.held()).isTrue();
            assertThat(low.problem().until()).contains(Till.NOON.plusSeconds(5));
            assertThat(low.problem().text().in(Locale.ENGLISH)).contains("for the moment");
        });
        till.settle(erin, held.id(), 0, 900);
        assertThat(till.offer(erin, call(1000))).isInstanceOfSatisfying(Offer.Short.class, low -> assertThat(low.held())
                .isFalse());
    }

    @Test
    void anEstimateIsNeverMoreThanTheCallWasAllowedToTake() {
        till.budget("b", "tenant", "", Period.MONTH, "1");
        UUID lost = till.reserve(erin, call(400)).id();
        till.run(erin, () -> till.ledger.seen(erin, lost, 900));
        UUID untold = till.reserve(erin, call(600)).id();
        Used counted = new Used(new TokenCount(10, 0, 5_000), true, Optional.empty());
        Charge charge = till.as(erin, () -> till.ledger.settle(erin, untold, counted));
        assertThat(charge.amount().amount()).isEqualByComparingTo("0.6");
        assertThat(charge.overrun()).isFalse();
        till.at(Till.NOON.plus(Duration.ofHours(1)));
        assertThat(till.expire()).isEqualTo(1);
        assertThat(till.standing("b").spent().amount()).isEqualByComparingTo("1");
        Charge late = till.as(erin, () -> till.ledger.settle(erin, lost, counted));
        assertThat(late.amount().amount()).isEqualByComparingTo("0.4");
    }

    @Test
    void whatNobodyLimitedIsEstimatedAsItWasSeen() {
        UUID untold = till.reserve(erin, call(600)).id();
        Used counted = new Used(new TokenCount(10, 0, 5_000), true, Optional.empty());
        Charge charge = till.as(erin, () -> till.ledger.settle(erin, untold, counted));
        assertThat(charge.amount().amount()).isEqualByComparingTo("5");
    }

    @Test
    void whoIsSlowerThanOthersIsToldWhetherTheMoneyIsSpentOrOnlyHeld() {
        till.budget("b", "tenant", "", Period.MONTH, "1");
        Reservation held = till.reserve(erin, call(1000));
        assertThatThrownBy(() -> till.reserve(erin, call(1000)))
                .isInstanceOfSatisfying(Problem.Exhausted.class, none -> assertThat(none.until())
                        .contains(Till.NOON.plusSeconds(5)));
        till.settle(erin, held.id(), 0, 900);
        assertThatThrownBy(() -> till.reserve(erin, call(1000)))
                .isInstanceOfSatisfying(Problem.Exhausted.class, none -> assertThat(none.until())
                        .contains(Instant.parse("2026-12-01T00:00:00Z")));
    }

    @Test
    void whatWasTakenIsSpentAndTheRestIsGivenBack() {
        till.budget("b", "tenant", "", Period.MONTH, "10");
        Reservation held = till.reserve(erin, call(1000));
        assertThat(till.standing("b").remaining().amount()).isEqualByComparingTo("9");
        Charge charge = till.settle(erin, held.id(), 10, 300);
        assertThat(charge.amount().amount()).isEqualByComparingTo("0.3");
        Standing after = till.standing("b");
        assertThat(after.spent().amount()).isEqualByComparingTo("0.3");
        assertThat(after.reserved().amount()).isZero();
    }

    @Test
    void whoSettlesAgainIsToldTheSameAndNothingIsSpentTwice() {
        till.budget("b", "tenant", "", Period.MONTH, "10");
        Reservation held = till.reserve(erin, call(1000));
        Charge first = till.settle(erin, held.id(), 10, 300);
        Charge second = till.settle(erin, held.id(), 10, 999);
        assertThat(second)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(first);
        till.run(erin, () -> till.ledger.release(erin, held.id()));
        assertThat(till.standing("b").spent().amount()).isEqualByComparingTo("0.3");
    }

    @Test
    void aCallThatNeverLeftCostsNothing() {
        till.budget("b", "tenant", "", Period.MONTH, "1");
        Reservation held = till.reserve(erin, call(1000));
        till.run(erin, () -> till.ledger.release(erin, held.id()));
        assertThat(till.standing("b").remaining().amount()).isEqualByComparingTo("1");
        assertThat(till.settle(erin, held.id(), 10, 10).amount().amount()).isZero();
    }

    @Test
    void moreThanWasHeldIsBookedInFullAndTheNextIsRefused() {
        till.budget("b", "tenant", "", Period.MONTH, "1");
        Reservation held = till.reserve(erin, call(1000));
        Charge charge = till.settle(erin, held.id(), 0, 1500);
        assertThat(charge.overrun()).isTrue();
        assertThat(till.standing("b").spent().amount()).isEqualByComparingTo("1.5");
        assertThat(till.standing("b").remaining().amount()).isZero();
        assertThatThrownBy(() -> till.reserve(erin, call(1))).isInstanceOf(Problem.Exhausted.class);
    }

    @Test
    void aCallIsCountedInThePeriodInWhichItBeganAlsoWhenItEndsAfterIt() {
        till.zone("Europe/Berlin");
        till.budget("b", "tenant", "", Period.DAY, "1");
        till.at(Instant.parse("2026-11-20T22:59:59Z"));
        Reservation held = till.reserve(erin, call(1000));
        till.budget("none", "model", "small", Period.DAY, "0");
        assertThatThrownBy(() -> till.reserve(erin, call("small", Till.DEAR, 0, 1000)))
                .isInstanceOfSatisfying(Problem.Exhausted.class, exhausted -> {
                    assertThat(exhausted.until()).contains(Instant.parse("2026-11-20T23:00:00Z"));
                    assertThat(exhausted.text().in(Locale.ENGLISH))
                            .contains("until 21 November 2026, 00:00 (Europe/Berlin)");
                });
        till.at(Instant.parse("2026-11-20T23:00:00Z"));
        till.reserve(erin, call(800));
        till.settle(erin, held.id(), 0, 700);
        Standing today = till.standing("b");
        assertThat(today.spent().amount()).isZero();
        assertThat(today.reserved().amount()).isEqualByComparingTo("0.8");
        assertThat(till.one("select spent from budget_window where tenant_id = " + till.tenant
                        + " order by starts_at limit 1"))
                .satisfies(spent -> assertThat(new BigDecimal(spent)).isEqualByComparingTo("0.7"));
    }

    /** The day on which clocks go forward has 23 hours, the one on which they go back 25: money comes back at midnight. */
    @ParameterizedTest
    @CsvSource({
        "DAY, Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T21:59:59.999Z, 2026-03-29T22:00:00Z",
        "DAY, Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25T22:59:59.999Z, 2026-10-25T23:00:00Z",
        "WEEK, Europe/Berlin, 2026-03-23T12:00:00Z, 2026-03-29T21:59:59.999Z, 2026-03-29T22:00:00Z",
        "MONTH, America/New_York, 2026-11-01T04:00:00Z, 2026-12-01T04:59:59.999Z, 2026-12-01T05:00:00Z",
        "MONTH, UTC, 2026-02-01T00:00:00Z, 2026-02-28T23:59:59.999Z, 2026-03-01T00:00:00Z",
        "DAY, Asia/Kathmandu, 2026-11-20T18:15:00Z, 2026-11-21T18:14:59.999Z, 2026-11-21T18:15:00Z"
    })
    void moneyComesBackWhenThePeriodEndsOnTheTenantsClocksAndNotBefore(
            Period period, String zone, Instant begins, Instant last, Instant next) {
        till.zone(zone);
        till.at(begins);
        till.budget("b", "tenant", "", period, "1");
        till.settle(erin, till.reserve(erin, call(1000)).id(), 0, 1000);
        till.at(last);
        assertThatThrownBy(() -> till.reserve(erin, call(1)))
                .isInstanceOfSatisfying(Problem.Exhausted.class, exhausted -> assertThat(exhausted.until())
                        .contains(next));
        till.at(next);
        assertThat(till.standing("b").remaining().amount()).isEqualByComparingTo("1");
        till.settle(erin, till.reserve(erin, call(1000)).id(), 0, 1000);
        assertThat(till.standing("b").spent().amount()).isEqualByComparingTo("1");
    }

    @Test
    void aPeriodUnderWayEndsWhenItWasGoingToWhateverTheZoneBecomes() {
        till.budget("b", "tenant", "", Period.DAY, "1");
        till.reserve(erin, call(1000));
        till.zone("Pacific/Auckland");
        assertThatThrownBy(() -> till.reserve(erin, call(1000))).isInstanceOf(Problem.Exhausted.class);
        till.at(Instant.parse("2026-11-22T00:00:00Z"));
        till.reserve(erin, call(1000));
        assertThat(till.standing("b").resetsAt()).contains(Instant.parse("2026-11-22T11:00:00Z"));
    }

    @Test
    void aLimitThatIsLoweredHoldsForTheNextCallAndTakesNothingFromThoseUnderWay() {
        till.budget("b", "tenant", "", Period.MONTH, "10");
        Reservation held = till.reserve(erin, call(5000));
        till.budget("b", "tenant", "", Period.MONTH, "2");
        assertThatThrownBy(() -> till.reserve(erin, call(1))).isInstanceOf(Problem.Exhausted.class);
        assertThat(till.standing("b").remaining().amount()).isZero();
        till.settle(erin, held.id(), 0, 1000);
        till.reserve(erin, call(1000));
        till.budget("b", "tenant", "", Period.MONTH, "2.5");
        till.reserve(erin, call(500));
    }

    @Test
    void aMemberHasNoMoreThanItsPartOfTheGroupsMoney() {
        Caller ned = till.person("ned", "north");
        till.put(
                "b",
                new BudgetSpec(
                        new Scope(Scope.Kind.GROUP, "sales"),
                        Period.MONTH,
                        euros("3"),
                        Optional.of(new BigDecimal("2")),
                        List.of(),
                        Optional.empty()));
        Reservation held = till.reserve(erin, call(2000));
        assertThatThrownBy(() -> till.reserve(erin, call(1)))
                .isInstanceOfSatisfying(
                        Problem.Exhausted.class,
                        own -> assertThat(own.text().in(Locale.ENGLISH)).contains("your own part"));
        till.reserve(ned, call(1000));
        assertThatThrownBy(() -> till.reserve(ned, call(1)))
                .isInstanceOfSatisfying(
                        Problem.Exhausted.class,
                        all -> assertThat(all.text().in(Locale.ENGLISH)).contains("your group sales"));
        till.settle(erin, held.id(), 0, 500);
        till.reserve(erin, call(1500));
        assertThat(till.as(erin, () -> till.budgets.standing(erin, Optional.empty())))
                .extracting(Standing::member)
                .containsExactly(false, true);
    }

    @Test
    void theAnswerIsMadeShorterWhenTheMoneyIsShortAndRefusedWhenItWouldBeOfNoUse() {
        till.budget("b", "tenant", "", Period.MONTH, "1");
        assertThat(till.offer(erin, call(4096))).isEqualTo(new Offer.Affordable(1000, true));
        till.reserve(erin, call(700));
        assertThat(till.offer(erin, call(4096))).isEqualTo(new Offer.Affordable(300, true));
        Reservation rest = till.reserve(erin, call(300));
        assertThat(till.standing("b").remaining().amount()).isZero();
        assertThat(till.offer(erin, call(4096))).isInstanceOf(Offer.Short.class);
        till.settle(erin, rest.id(), 0, 45);
        assertThat(till.offer(erin, call(4096))).isInstanceOf(Offer.Short.class);
        assertThat(till.offer(erin, call(200))).isEqualTo(new Offer.Affordable(200, true));
    }

    @Test
    void theLimitOfTheAnswerIsThatOfTheTightestBudget() {
        till.budget("b", "tenant", "", Period.MONTH, "5");
        till.budget("c", "user", "erin", Period.DAY, "2");
        till.budget("d", "group", "sales", Period.TOTAL, "3");
        assertThat(till.offer(erin, call(4096))).isEqualTo(new Offer.Affordable(2000, true));
        assertThat(till.as(erin, () -> till.budgets.percentLeft(erin))).contains(100.0);
        till.reserve(erin, call(1500));
        assertThat(till.as(erin, () -> till.budgets.percentLeft(erin))).contains(25.0);
    }

    @Test
    void whatIsTriedInsteadIsWhatTheUsedUpBudgetSaysUnlessAnotherOneRefuses() {
        var cheaper = json("{'mode':'rag','model':'small'}");
        till.put(
                "b",
                new BudgetSpec(
                        Scope.WHOLE_TENANT,
                        Period.MONTH,
                        euros("0"),
                        Optional.empty(),
                        List.of(),
                        Optional.of(cheaper)));
        assertThat(till.offer(erin, call(1000)))
                .isInstanceOfSatisfying(
                        Offer.Short.class, low -> assertThat(low.degrade()).contains(cheaper));
        till.budget("c", "user", "erin", Period.MONTH, "0");
        assertThat(till.offer(erin, call(1000)))
                .isInstanceOfSatisfying(
                        Offer.Short.class, low -> assertThat(low.degrade()).isEmpty());
    }

    @Test
    void whatIsFreePassesAnEmptyBudgetAndIsOnRecord() {
        till.budget("b", "tenant", "", Period.MONTH, "0");
        Hold free = call("built-in", Rates.free("USD"), 500, 500);
        assertThat(till.offer(erin, free)).isEqualTo(new Offer.Affordable(500, false));
        Charge charge = till.settle(erin, till.reserve(erin, free).id(), 400, 30);
        assertThat(charge.amount().amount()).isZero();
        assertThat(till.all("select input || ' ' || output from charge where tenant_id = " + till.tenant))
                .containsExactly("400 30");
    }

    @Test
    void anUnknownPriceIsRefusedAndNotTakenForNothing() {
        Hold known = call(1000);
        Hold unknown = new Hold(
                known.answerId(),
                1,
                Purpose.ANSWER,
                "large",
                "openai",
                "rag",
                Optional.empty(),
                0,
                1000,
                256,
                Duration.ZERO);
        assertThatThrownBy(() -> till.reserve(erin, unknown))
                .isInstanceOfSatisfying(Problem.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("price_unknown"));
        assertThatThrownBy(() -> till.offer(erin, unknown)).isInstanceOf(Problem.Refused.class);
    }

    @Test
    void aBudgetThatCountsInAnotherCurrencyRefusesAndIsNamed() {
        till.budget("euros", "tenant", "", Period.MONTH, "10");
        Hold dollars = call("large", rates("USD", "1", "1"), 100, 1000);
        for (var attempt : List.<Runnable>of(() -> till.offer(erin, dollars), () -> till.reserve(erin, dollars))) {
            assertThatThrownBy(attempt::run).isInstanceOfSatisfying(Problem.Refused.class, refused -> {
                assertThat(refused.code()).isEqualTo("budget_currency");
                assertThat(refused.text().in(Locale.ENGLISH)).contains("euros", "EUR", "USD");
            });
        }
    }

    @Test
    void whatNobodyCameBackToIsSettledByAMarkedEstimateThatIsNeverNothing() {
        till.budget("b", "tenant", "", Period.MONTH, "10");
        Reservation silent = till.reserve(erin, call("large", rates("EUR", "0", "1000"), 100, 1000));
        Reservation speaking = till.reserve(erin, call("large", rates("EUR", "1000", "1000"), 100, 1000));
        till.run(erin, () -> till.ledger.seen(erin, speaking.id(), 250));
        till.run(erin, () -> till.ledger.seen(erin, speaking.id(), 200));
        till.at(Till.NOON.plus(Duration.ofMinutes(5)));
        assertThat(till.expire()).isZero();
        till.at(Till.NOON.plus(Duration.ofMinutes(6)));
        assertThat(till.expire()).isEqualTo(2);
        assertThat(till.expire()).isZero();
        assertThat(till.standing("b").reserved().amount()).isZero();
        assertThat(till.standing("b").spent().amount()).isEqualByComparingTo("0.351");
        assertThat(till.all("select distinct kind || ' ' || estimated from charge where tenant_id = " + till.tenant))
                .containsExactly("estimate true");
        assertThat(silent.amount().amount()).isPositive();
    }

    @Test
    void whoComesBackAfterAllReplacesTheEstimate() {
        till.budget("b", "tenant", "", Period.MONTH, "10");
        Reservation held = till.reserve(erin, call("large", rates("EUR", "1000", "1000"), 100, 1000));
        till.at(Till.NOON.plus(Duration.ofHours(1)));
        till.expire();
        till.settle(erin, held.id(), 90, 400);
        assertThat(till.standing("b").spent().amount()).isEqualByComparingTo("0.49");
        assertThat(till.one(
                        "select sum(amount) || ' ' || sum(input) || ' ' || sum(output) || ' ' || sum(requests) from charge"
                                + " where tenant_id = " + till.tenant))
                .isEqualTo("0.490000 90 400 1");
        assertThat(till.one(
                        "select coalesce(sum(amount), 0) from charge where estimated and tenant_id = " + till.tenant))
                .isEqualTo("0.000000");
        till.settle(erin, held.id(), 90, 400);
        assertThat(till.standing("b").spent().amount()).isEqualByComparingTo("0.49");
    }

    @Test
    void theProvidersBillCorrectsToTheLastDigitAndTwiceIsOnce() {
        till.budget("b", "tenant", "", Period.MONTH, "10");
        Reservation held = till.reserve(erin, call(1000));
        assertThatThrownBy(() -> correct(held.id(), "0.3")).isInstanceOf(Problem.Conflict.class);
        till.settle(erin, held.id(), 0, 250);
        correct(held.id(), "0.2512345678901");
        correct(held.id(), "0.2512345678901");
        assertThat(till.standing("b").spent().amount()).isEqualByComparingTo("0.2512345678901");
        assertThat(till.one("select count(*) from charge where tenant_id = " + till.tenant))
                .isEqualTo("3");
        Money dollars = new Money(BigDecimal.ONE, "USD");
        assertThatThrownBy(() -> till.run(
                        till.admin,
                        () -> till.ledger.correct(till.admin, held.id(), dollars, Optional.empty(), "invoice")))
                .isInstanceOf(Problem.Conflict.class);
    }

    private Charge correct(UUID reservation, String amount) {
        return till.as(
                till.admin,
                () -> till.ledger.correct(
                        till.admin, reservation, euros(amount), Optional.of(new TokenCount(5, 0, 251)), "invoice 7"));
    }

    @Test
    void aPriceThatChangesChangesNothingOfCallsUnderWay() {
        Reservation held = till.reserve(erin, call("large", rates("EUR", "0", "1000"), 0, 1000));
        till.reserve(erin, call("large", rates("EUR", "0", "9000"), 0, 1000));
        assertThat(till.settle(erin, held.id(), 0, 100).amount().amount()).isEqualByComparingTo("0.1");
    }

    @Test
    void theGroupsOfThePersonAreThoseOfTheMomentOfTheCall() {
        Reservation held = till.reserve(erin, call(1000));
        till.one("delete from group_member where tenant_id = " + till.tenant + " returning 1");
        till.settle(erin, held.id(), 0, 10);
        assertThat(till.one("select array_to_string(groups, ' ') from charge where tenant_id = " + till.tenant))
                .isEqualTo("all north sales");
    }

    @Test
    void theBooksCannotBeChangedAndNothingUnbalancedGetsIn() throws SQLException {
        Reservation held = till.reserve(erin, call(1000));
        till.settle(erin, held.id(), 0, 10);
        List<String> refused = new ArrayList<>();
        try (Connection application = database.asTenant(till.tenant);
                Statement statement = application.createStatement()) {
            for (String change : List.of(
                    "update ledger_entry set amount = 1",
                    "delete from ledger_entry",
                    "update charge set amount = 0",
                    "delete from charge",
                    "delete from reservation_window",
                    "insert into ledger_entry (tenant_id, posting, reservation_id, kind, account, amount, currency, at) values ("
                            + till.tenant + ", gen_random_uuid(), '" + held.id()
                            + "', 'settle', 'expense', 1, 'EUR', now())",
                    "insert into charge select * from charge")) {
                assertThatThrownBy(() -> statement.execute(change)).as(change).isInstanceOf(SQLException.class);
                refused.add(change);
            }
        }
        assertThat(refused).hasSize(7);
    }

    @Test
    void anotherTenantSeesNothingOfItAndCannotSettleIt() throws SQLException {
        till.budget("b", "tenant", "", Period.MONTH, "10");
        Reservation held = till.reserve(erin, call(1000));
        till.settle(erin, till.reserve(erin, call(1000)).id(), 0, 10);
        try (Till other = new Till(database)) {
            Caller stranger = other.person("erin");
            assertThatThrownBy(() -> other.settle(stranger, held.id(), 1, 1)).isInstanceOf(Problem.NotFound.class);
            other.run(stranger, () -> other.ledger.release(stranger, held.id()));
            assertThatThrownBy(() -> other.as(other.admin, () -> other.budgets.read(other.admin, "b")))
                    .isInstanceOf(Problem.NotFound.class);
            assertThat(other.as(stranger, () -> other.budgets.standing(stranger, Optional.of("large"))))
                    .isEmpty();
            other.reserve(stranger, call(1_000_000));
            other.run(other.admin, () -> other.budget("b", "tenant", "", Period.MONTH, "0"));
        }
        assertThat(till.standing("b").reserved().amount()).isEqualByComparingTo("1");
        try (Connection elsewhere = database.asTenant(till.tenant + 1);
                Statement statement = elsewhere.createStatement()) {
            for (String table :
                    List.of("budget", "budget_window", "reservation", "reservation_window", "ledger_entry", "charge")) {
                try (var rows =
                        statement.executeQuery("select 1 from " + table + " where tenant_id = " + till.tenant)) {
                    assertThat(rows.next()).as(table).isFalse();
                }
            }
        }
    }

    @Test
    void whoeverLooksForWhatExpiredSeesWhichItIsAndChangesNothing() throws SQLException {
        till.reserve(erin, call(1000));
        try (Connection dispatcher = database.asApplication();
                Statement statement = dispatcher.createStatement()) {
            statement.execute("select set_config('app.dispatcher', 'on', false)");
            assertThat(statement.executeUpdate("update reservation set state = 'released'"))
                    .isZero();
            try (var rows = statement.executeQuery("select 1 from charge")) {
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void onlyAdminsSetBudgetsAndABudgetOfNobodyIsRefused() {
        BudgetSpec spec = new BudgetSpec(
                Scope.WHOLE_TENANT, Period.DAY, euros("1"), Optional.empty(), List.of(), Optional.empty());
        assertThatThrownBy(() -> till.run(erin, () -> till.budgets.put(erin, "b", spec)))
                .isInstanceOf(Problem.Refused.class);
        for (String kind : List.of("group", "user", "key")) {
            assertThatThrownBy(() -> till.budget("b", kind, "nobody", Period.DAY, "1"))
                    .isInstanceOf(Problem.Invalid.class);
        }
    }

    @Test
    void aBudgetThatIsTakenAwayCountsNoMoreAndOneOfItsNameBeginsAnew() {
        till.budget("b", "tenant", "", Period.MONTH, "1");
        Reservation held = till.reserve(erin, call(1000));
        till.run(till.admin, () -> till.budgets.remove(till.admin, "b"));
        till.reserve(erin, call(1000));
        till.budget("b", "tenant", "", Period.MONTH, "1");
        till.settle(erin, held.id(), 0, 400);
        assertThat(till.standing("b").remaining().amount()).isEqualByComparingTo("1");
        till.budget("b", "tenant", "", Period.WEEK, "1");
        assertThat(till.standing("b").resetsAt()).contains(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(till.all("select action from audit_entry where tenant_id = " + till.tenant + " order by id"))
                .containsExactly("budget.created", "budget.deleted", "budget.created", "budget.changed");
    }

    @Test
    void whoeverUsedUpTheirPartIsToldWhoseBudgetItIsAPartOf() {
        Caller erin = till.person("erin", "sales");
        Optional<BigDecimal> part = Optional.of(new BigDecimal("1"));
        for (Scope scope : List.of(Scope.WHOLE_TENANT, new Scope(Scope.Kind.GROUP, "sales"))) {
            till.put("b", new BudgetSpec(scope, Period.MONTH, euros("3"), part, List.of(), Optional.empty()));
            assertThatThrownBy(() -> till.reserve(erin, call(2000)))
                    .isInstanceOfSatisfying(Problem.Exhausted.class, lack -> assertThat(
                                    lack.text().in(Locale.ENGLISH))
                            .contains(
                                    scope.equals(Scope.WHOLE_TENANT)
                                            ? "your own part of your organisation's budget is"
                                            : "your own part of the budget of your group sales is"));
        }
    }

    @Test
    void aBudgetOfAModelThatIsNotThereIsRefusedSinceItWouldCountNothing() {
        assertThatThrownBy(() -> till.budget("b", "model", "Large", Period.MONTH, "1"))
                .isInstanceOfSatisfying(Problem.Invalid.class, problem -> assertThat(problem.fields())
                        .extracting(Problem.Invalid.Field::name)
                        .containsExactly("scope.model"));
    }

    /** The till's clock goes hours before or after the database's. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aNodeWhoseClockIsWrongTakesNobodysCallForDead(int direction) {
        till.budget("all", "tenant", "", Period.TOTAL, "10");
        till.at(Instant.now());
        till.reservations.moment = Optional.empty();
        Reservation held = till.reserve(erin, call(100));
        till.at(Instant.now().plus(Duration.ofHours(5L * direction)));
        till.reservations.moment = Optional.empty();
        Reservation other = till.reserve(erin, call(100));
        assertThat(till.expire()).isZero();
        assertThat(till.all(
                        "select expires_at - now() between interval '5 minutes' and interval '5.6 minutes' from reservation"
                                + " where id in ('" + held.id() + "', '" + other.id() + "')"))
                .containsExactly("t", "t");
    }
}
