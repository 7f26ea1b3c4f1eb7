package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prints what holding and settling the money of one call takes, each in a transaction of its own, with 0, 1, 10 and 100
 * budgets on the path: one after the other, and by 16 at once.
 */
final class LedgerBench {

    private static final int WARM = 150;
    private static final int CALLS = 500;
    private static final int AT_ONCE = 16;
    private static final double MILLION = 1e6;

    private LedgerBench() {}

    public static void main(String[] arguments) throws Exception {
        try (TestDatabase database = TestDatabase.open("ledgerbench")) {
            for (int budgets : new int[] {0, 1, 10, 100}) {
                try (Till till = new Till(database)) {
                    for (int i = 0; i < budgets; i++) {
                        till.budget("b" + i, "tenant", "", Period.MONTH, "1000000");
                    }
                    alone(till, budgets);
                    together(till, budgets);
                }
            }
        }
    }

    private static void alone(Till till, int budgets) {
        Caller erin = till.person("erin");
        calls(till, erin, WARM);
        List<Long> nanos = calls(till, erin, CALLS);
        Collections.sort(nanos);
        System.out.printf(
                "%d budgets, one client: offer + reserve + settle p50 %.2f ms, p99 %.2f ms%n",
                budgets, nanos.get(CALLS / 2) / MILLION, nanos.get(CALLS * 99 / 100) / MILLION);
    }

    private static void together(Till till, int budgets) throws Exception {
        List<Caller> people = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            people.add(till.person("p" + i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        long from = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        people.forEach(person -> all.add(threads.submit(() -> calls(till, person, CALLS / 5))));
        for (Future<?> each : all) {
            each.get();
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        threads.shutdown();
        System.out.printf(
                "%d budgets, %d clients: %.0f calls a second%n", budgets, AT_ONCE, AT_ONCE * (CALLS / 5) / seconds);
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
}
