package io.groundwork.budget;

import static io.groundwork.budget.Till.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many at once, for money that is not enough for all. */
class LedgerConcurrencyTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int THREADS = 64;
    private static final int PATIENCE_SECONDS = 120;
    private static final String OVERSPENT =
            "select count(*) from budget_window where spent + reserved > amount and tenant_id = ";

    private Till till;
    private ExecutorService threads;

    @BeforeEach
    void open() {
        till = new Till(database);
        threads = Executors.newCachedThreadPool();
    }

    @AfterEach
    void everythingAgrees() throws Exception {
        threads.shutdown();
        assertThat(threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(till.disagreements()).isEmpty();
        till.close();
    }

    @Test
    void ofManyAtOnceAsManyAreAdmittedAsThereIsMoneyForAndNotOneMore() throws Exception {
        till.budget("tenant", "tenant", "", Period.MONTH, "50");
        till.budget("week", "tenant", "", Period.WEEK, "60");
        List<Caller> people = people();
        Sampling sampling = new Sampling();
        AtomicInteger admitted = new AtomicInteger();
        atOnce(THREADS, i -> {
            if (held(people.get(i), 1000).isPresent()) {
                admitted.incrementAndGet();
            }
        });
        sampling.end();
        assertThat(admitted).hasValue(50);
        assertThat(till.standing("tenant").remaining().amount()).isZero();
        assertThat(sampling.worst).isZero();
        assertThat(sampling.looks).isPositive();
    }

    @Test
    void withOverlappingBudgetsNobodyWaitsInACircleAndNothingIsOverspent() throws Exception {
        List<Caller> people = people();
        till.budget("z-tenant", "tenant", "", Period.MONTH, "40");
        till.budget("group", "group", "a", Period.MONTH, "25");
        till.budget("model", "model", "large", Period.MONTH, "30");
        till.budget("other", "group", "b", Period.DAY, "25");
        till.budget("a-top", "group", "top", Period.WEEK, "38");
        people.forEach(person -> till.budget("of-" + person.username(), "user", person.username(), Period.DAY, "9"));
        Sampling sampling = new Sampling();
        Queue<UUID> open = new ConcurrentLinkedQueue<>();
        atOnce(THREADS, i -> {
            Random random = new Random(i);
            Caller person = people.get(i);
            for (int round = 0; round < 6; round++) {
                Hold hold = call(
                        random.nextBoolean() ? "large" : "small",
                        Till.rates("EUR", "0", "1000"),
                        0,
                        100 + random.nextInt(1500));
                Optional<UUID> reservation = held(person, hold);
                reservation.ifPresent(id -> {
                    if (random.nextInt(10) < 3) {
                        open.add(id);
                    } else {
                        till.settle(person, id, 0, random.nextInt(100));
                    }
                });
            }
        });
        sampling.end();
        assertThat(sampling.worst).isZero();
        assertThat(till.standing("z-tenant").spent().amount()).isPositive();
        till.at(Till.NOON.plusSeconds(3600));
        assertThat(till.expire()).isEqualTo(open.size());
        assertThat(till.all("select 1 from budget_window where reserved <> 0 and tenant_id = " + till.tenant))
                .isEmpty();
    }

    @Test
    void nearlyAllOfTheMoneyIsUsableAlsoWhenAThirdOfTheClientsLeave() throws Exception {
        till.budget("tenant", "tenant", "", Period.MONTH, "20");
        List<Caller> people = people();
        Sampling sampling = new Sampling();
        atOnce(THREADS, i -> {
            Random random = new Random(i);
            for (int round = 0; round < 20; round++) {
                Caller person = people.get(i);
                Optional<Reservation> reservation = offered(person);
                if (reservation.isEmpty()) {
                    continue;
                }
                Reservation held = reservation.get();
                boolean leaves = random.nextInt(10) < 3;
                till.settle(person, held.id(), 0, leaves ? held.outputCap() / 5 : held.outputCap());
            }
        });
        sampling.end();
        assertThat(sampling.worst).isZero();
        BigDecimal spent = till.standing("tenant").spent().amount();
        assertThat(spent).isBetween(new BigDecimal("19"), new BigDecimal("20"));
        assertThat(till.standing("tenant").reserved().amount()).isZero();
    }

    @Test
    void aLimitThatIsLoweredWhileManyAskIsNotPassedByAnybodyWhoAsksLater() throws Exception {
        till.budget("tenant", "tenant", "", Period.MONTH, "1000");
        List<Caller> people = people();
        AtomicBoolean lowered = new AtomicBoolean();
        AtomicInteger late = new AtomicInteger();
        atOnce(THREADS, i -> {
            if (i == 0) {
                till.budget("tenant", "tenant", "", Period.MONTH, "0");
                lowered.set(true);
                return;
            }
            for (int round = 0; round < 4; round++) {
                boolean after = lowered.get();
                if (held(people.get(i), 100).isPresent() && after) {
                    late.incrementAndGet();
                }
            }
        });
        assertThat(late).hasValue(0);
    }

    @Test
    void manyWhoSettleOneCallAtOnceSpendItOnce() throws Exception {
        till.budget("tenant", "tenant", "", Period.MONTH, "10");
        Caller erin = till.person("erin");
        Reservation held = till.reserve(erin, call(1000));
        till.at(Till.NOON.plusSeconds(3600));
        atOnce(16, i -> {
            if (i % 4 == 0) {
                till.as(erin, () -> till.ledger.expire(erin, held.id()));
            } else {
                till.settle(erin, held.id(), 0, 700);
            }
        });
        assertThat(till.standing("tenant").spent().amount()).isEqualByComparingTo("0.7");
        assertThat(till.one("select sum(requests) from charge where tenant_id = " + till.tenant))
                .isEqualTo("1");
    }

    /** As the endpoint does it: look, then hold, and look again where somebody was faster. */
    private Optional<Reservation> offered(Caller person) {
        while (till.offer(person, call(4096)) instanceof Offer.Affordable money) {
            try {
                return Optional.of(till.reserve(person, call(money.outputCap())));
            } catch (Problem.Exhausted faster) {
                Thread.onSpinWait();
            }
        }
        return Optional.empty();
    }

    private Optional<UUID> held(Caller person, long cap) {
        return held(person, call(cap));
    }

    private Optional<UUID> held(Caller person, Hold hold) {
        try {
            return Optional.of(till.reserve(person, hold).id());
        } catch (Problem.Exhausted nothingLeft) {
            return Optional.empty();
        }
    }

    private List<Caller> people() {
        till.group("a", "top");
        till.group("b", "top");
        List<Caller> people = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String[] groups = i % 3 == 0 ? new String[] {"a", "b"} : new String[] {i % 3 == 1 ? "a" : "b"};
            people.add(till.person("p" + i, groups));
        }
        return people;
    }

    private interface Work {
        void by(int thread) throws Exception;
    }

    private void atOnce(int many, Work work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(many);
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int thread = i;
            Callable<Void> task = () -> {
                start.await();
                work.by(thread);
                return null;
            };
            all.add(threads.submit(task));
        }
        for (Future<Void> each : all) {
            each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Looks at the counters all the time. */
    private final class Sampling {

        private final AtomicBoolean over = new AtomicBoolean();
        private final Future<Void> looking;
        private volatile int worst;
        private volatile int looks;

        Sampling() {
            looking = threads.submit(() -> {
                try (Connection superuser = database.asSuperuser();
                        Statement statement = superuser.createStatement()) {
                    while (!over.get()) {
                        look(statement);
                    }
                }
                return null;
            });
        }

        private void look(Statement statement) throws SQLException {
            try (ResultSet row = statement.executeQuery(OVERSPENT + till.tenant)) {
                row.next();
                worst = Math.max(worst, row.getInt(1));
                looks = looks + 1;
            }
        }

        void end() throws Exception {
            over.set(true);
            looking.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
