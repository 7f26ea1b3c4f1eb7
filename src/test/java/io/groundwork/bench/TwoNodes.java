package io.groundwork.bench;

import io.groundwork.bench.Crowd.Asker;
import io.groundwork.bench.Crowd.End;
import io.groundwork.bench.Crowd.Outcome;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A thousand requests at once, on two nodes, for money that pays fifty. */
final class TwoNodes {

    private static final int ASKERS = 1_000;
    private static final int PAID = 50;
    private static final int TOKENS = 40;
    private static final BigDecimal PRICE = BillingStub.PRICES.get("exact").of(0, 0, TOKENS);
    private static final int BROKEN_PERCENT = 30;

    private final List<Node> nodes;
    private final BillingStub stub;
    private final int stubPort;
    private final Callable<Connection> superuser;
    private final Random chance;
    private final Verdict verdict;
    private volatile boolean over;
    private int looks;
    private BigDecimal most;

    TwoNodes(
            List<Node> nodes,
            BillingStub stub,
            int stubPort,
            Callable<Connection> superuser,
            long seed,
            Verdict verdict) {
        this.nodes = nodes;
        this.stub = stub;
        this.stubPort = stubPort;
        this.superuser = superuser;
        this.chance = new Random(seed);
        this.verdict = verdict;
    }

    void measure() throws Exception {
        try (Connection guarding = superuser.call()) {
            Books.guard(guarding);
            try {
                run(false);
                run(true);
            } finally {
                Books.lift(guarding);
            }
        }
    }

    private void run(boolean broken) throws Exception {
        stub.clear();
        BudgetTenant tenant = BudgetTenant.create(stubPort, BudgetTenant.PATIENT_MILLIS, "exact")
                .budget("company", PRICE.multiply(BigDecimal.valueOf(PAID)).toPlainString());
        System.out.printf(
                "%n%d requests at once on two nodes, money for %d%s%n",
                ASKERS, PAID, broken ? "; " + BROKEN_PERCENT + " % of the clients leave in mid-stream" : "");
        try (Books books = new Books(superuser.call(), tenant.api().slug());
                Books watched = new Books(superuser.call(), tenant.api().slug())) {
            Thread watch = watch(watched);
            Instant from = Instant.now();
            List<Outcome> outcomes = Crowd.ask(askers(tenant, broken));
            double seconds = (Instant.now().toEpochMilli() - from.toEpochMilli()) / 1e3;
            settled(books);
            over = true;
            watch.join();
            tell(outcomes, seconds);
            judge(books, outcomes, broken);
            if (!broken) {
                repeat(books, outcomes);
            }
        }
    }

    private List<Asker> askers(BudgetTenant tenant, boolean broken) {
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < ASKERS; i++) {
            boolean leaves = broken && chance.nextInt(100) < BROKEN_PERCENT;
            askers.add(new Asker(
                    nodes.get(i % 2).port(),
                    tenant.erin().key(),
                    "assistant",
                    i,
                    TOKENS,
                    leaves || chance.nextBoolean(),
                    leaves ? chance.nextInt(TOKENS) : -1,
                    tenant.api().slug() + "-" + i));
        }
        return askers;
    }

    /** Looks again and again at what is spent and held. */
    private Thread watch(Books books) {
        over = false;
        looks = 0;
        most = null;
        Thread watch = new Thread(() -> {
            try {
                while (!over) {
                    BigDecimal now = books.beyond();
                    most = most == null ? now : most.max(now);
                    looks++;
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        });
        watch.start();
        return watch;
    }

    /** Those who left are settled when their node notices. */
    private void settled(Books books) throws SQLException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (books.open().signum() > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        stub.rest();
    }

    private void tell(List<Outcome> outcomes, double seconds) {
        verdict.tell("seconds until all were decided", seconds);
        verdict.tell("answered", count(outcomes, End.ANSWERED));
        verdict.tell("left in mid-stream", count(outcomes, End.LEFT));
        verdict.tell("refused for want of money (429)", count(outcomes, End.REFUSED));
        verdict.tell(
                "times that a node was full (503), and the client came again",
                outcomes.stream().mapToInt(Outcome::full).sum());
        verdict.tell(
                "times that all money was held, and the client came again",
                outcomes.stream().mapToInt(Outcome::held).sum());
        outcomes.stream()
                .filter(outcome -> outcome.end() == End.FAILED)
                .limit(3)
                .forEach(outcome -> System.out.println("    failed: " + outcome.words()));
    }

    private void judge(Books books, List<Outcome> outcomes, boolean broken) throws SQLException {
        BigDecimal limit = PRICE.multiply(BigDecimal.valueOf(PAID));
        verdict.zero("failed in another way", BigDecimal.valueOf(count(outcomes, End.FAILED)));
        verdict.line("looks at the counters while it ran", looks, "> 0", looks > 0);
        verdict.line("most that was ever spent and held beyond the limit", most, "<= 0", most.signum() <= 0);
        verdict.zero("states of the counters beyond the limit, by a trigger on each change", books.overspent());
        verdict.zero("still held when all was over", books.reserved());
        verdict.zero("disagreements between counters, ledger and usage", books.disagreements());
        if (!broken) {
            int admitted = stub.amounts().size();
            verdict.line("admitted", admitted, "= " + PAID, admitted == PAID);
        }
        double share = books.spent().doubleValue() / limit.doubleValue() * 100;
        verdict.line("money used, percent", share, broken ? ">= 95" : "= 100", share >= (broken ? 95 : 100));
        Instant first = outcomes.stream()
                .filter(outcome -> outcome.end() == End.REFUSED)
                .map(Outcome::at)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        BigDecimal left = limit.subtract(books.spentUntil(first.equals(Instant.MAX) ? Instant.now() : first));
        verdict.line(
                "not spent when the first was refused, EUR",
                left,
                "< " + PRICE.stripTrailingZeros(),
                left.compareTo(PRICE) < 0);
        verdict.zero("calls that reached the provider twice or without a name", BigDecimal.valueOf(stub.suspicious()));
    }

    /** Whoever repeats a request that was answered, at the other node, gets the same answer and pays nothing. */
    private void repeat(Books books, List<Outcome> outcomes) throws Exception {
        BigDecimal before = books.spent();
        List<Asker> again = outcomes.stream()
                .filter(outcome -> outcome.end() == End.ANSWERED)
                .map(Outcome::asker)
                .map(asker -> asker.at(nodes.get((asker.number() + 1) % 2).port()))
                .toList();
        long answered = count(Crowd.ask(again), End.ANSWERED);
        verdict.line(
                "repeated at the other node and answered", answered, "= " + again.size(), answered == again.size());
        verdict.zero("charged for that, EUR", books.spent().subtract(before));
    }

    private static long count(List<Outcome> outcomes, End end) {
        return outcomes.stream().filter(outcome -> outcome.end() == end).count();
    }
}
