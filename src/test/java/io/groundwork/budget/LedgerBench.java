package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What holding and settling the money of one call takes by itself, each in a transaction of its own that is safe on the disk,
 * with 0, 1, 10 and 100 budgets on the path: one after the other, and by 16 and 64 at once.
 */
public final class LedgerBench {

    private static final int[] BUDGETS = {0, 1, 10, 100};
    private static final int ROUNDS = 3;
    private static final int WARM = 60;
    private static final int CALLS = 50;
    private static final int[] AT_ONCE = {16, 64};
    private static final int ALL_TOGETHER = 128;
    private static final double MILLION = 1e6;

    private final Map<Integer, List<Long>> alone = new LinkedHashMap<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    private LedgerBench() {}

    /** Prints a line for each number of budgets; the rounds of all alternate. */
    public static void print() throws Exception {
        LedgerBench bench = new LedgerBench();
        try (TestDatabase database = TestDatabase.open("ledgerbench")) {
            Map<Integer, Till> tills = new LinkedHashMap<>();
            for (int budgets : BUDGETS) {
                tills.put(budgets, till(database, budgets));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<Integer, Till> till : tills.entrySet()) {
                    bench.measure(till.getKey(), till.getValue());
                }
            }
            for (Till till : tills.values()) {
                till.close();
            }
        }
        bench.tell();
    }

    private static Till till(TestDatabase database, int budgets) throws Exception {
        Till till = new Till(database);
        for (int i = 0; i < budgets; i++) {
            till.budget("b" + i, "tenant", "", Period.MONTH, "1000000");
        }
        calls(till, till.person("erin"), WARM);
        return till;
    }

    private void measure(int budgets, Till till) throws Exception {
        alone.computeIfAbsent(budgets, absent -> new ArrayList<>()).addAll(calls(till, till.person("erin"), CALLS));
        for (int threads : AT_ONCE) {
            seconds.merge(budgets + " " + threads, together(till, threads), Double::sum);
        }
    }

    private static double together(Till till, int many) throws Exception {
        List<Caller> people = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            people.add(till.person("p" + i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(many);
        List<Future<?>> all = new ArrayList<>();
        people.forEach(person -> all.add(threads.submit(() -> calls(till, person, 1))));
        for (Future<?> connected : all) {
            connected.get();
        }
        all.clear();
        long from = System.nanoTime();
        people.forEach(person -> all.add(threads.submit(() -> calls(till, person, ALL_TOGETHER / many))));
        for (Future<?> each : all) {
            each.get();
        }
        double took = (System.nanoTime() - from) / 1e9;
        threads.shutdown();
        till.disconnect();
        return took;
    }

    private static List<Long> calls(Till till, Caller person, int many) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            long from = System.nanoTime();
            till.offer(person, Till.call(1000));
            Reservation held = till.reserve(person, Till.call(1000));
            till.settle(person, held.id(), 100, 300);
            nanos.add(System.nanoTime() - from);
        }
        return nanos;
    }

    private void tell() {
        System.out.printf("%nThe ledger by itself: look, hold, settle; three transactions for one call%n");
        System.out.printf(
                "%-12s %9s %9s %18s %18s   %s%n",
                "on the path",
                "p50 ms",
                "p99 ms",
                "calls/s, " + AT_ONCE[0] + " at once",
                "calls/s, " + AT_ONCE[1] + " at once",
                "against none: p50, " + AT_ONCE[0] + ", " + AT_ONCE[1] + " at once");
        double none = millis(0, .5);
        for (int budgets : BUDGETS) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12d %9.2f %9.2f %18.0f %18.0f   %.2f  %.2f  %.2f%n",
                    budgets,
                    millis(budgets, .5),
                    millis(budgets, .99),
                    perSecond(budgets, AT_ONCE[0]),
                    perSecond(budgets, AT_ONCE[1]),
                    millis(budgets, .5) / none,
                    perSecond(budgets, AT_ONCE[0]) / perSecond(0, AT_ONCE[0]),
                    perSecond(budgets, AT_ONCE[1]) / perSecond(0, AT_ONCE[1]));
        }
    }

    private double perSecond(int budgets, int threads) {
        return ROUNDS * ALL_TOGETHER / seconds.get(budgets + " " + threads);
    }

    private double millis(int budgets, double share) {
        List<Long> sorted = new ArrayList<>(alone.get(budgets));
        Collections.sort(sorted);
        return sorted.get((int) Math.round(share * (sorted.size() - 1))) / MILLION;
    }
}
