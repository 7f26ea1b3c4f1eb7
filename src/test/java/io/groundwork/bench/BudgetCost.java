package io.groundwork.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * What budgets add to a request: the same requests of the same stub for tenants with none, one, ten and a hundred budgets that
 * all apply. Each call is on the ledger, budgets or not; the budgets' counters are what differs. The rounds of all alternate,
 * so that a disturbance meets all alike.
 */
final class BudgetCost {

    private static final int[] BUDGETS = {0, 1, 10, 100};
    private static final int[] CLIENTS = {1, 16};
    private static final int CROWD = 64;
    private static final int ROUNDS = 3;
    private static final double WARM_UP_SECONDS = 10;

    private final List<Target> targets;
    private final double seconds;
    private final Map<Integer, Map<String, Measured>> results = new LinkedHashMap<>();

    BudgetCost(Node node, int stub, List<ProcessCost> processes, double seconds) {
        this.seconds = seconds;
        targets = Arrays.stream(BUDGETS)
                .mapToObj(budgets -> target(node, stub, processes, budgets))
                .toList();
    }

    private static Target target(Node node, int stub, List<ProcessCost> processes, int budgets) {
        BudgetTenant tenant = BudgetTenant.create(stub, BudgetTenant.PATIENT_MILLIS, "second");
        for (int i = 0; i < budgets; i++) {
            tenant.budget("b" + i, "1000000");
        }
        return new Target(
                budgets + (budgets == 1 ? " budget" : " budgets"),
                node.port(),
                "Authorization: Bearer " + tenant.erin().key() + "\r\n",
                "assistant",
                processes);
    }

    void measure() throws InterruptedException, ExecutionException {
        for (Target target : targets) {
            Load.run(target, 16, false, WARM_UP_SECONDS / targets.size());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int clients : CLIENTS) {
                for (Target target : targets) {
                    run(target, clients);
                }
            }
            run(targets.get(0), CROWD);
            run(targets.get(1), CROWD);
        }
        print();
    }

    private void run(Target target, int clients) throws InterruptedException, ExecutionException {
        results.computeIfAbsent(clients, absent -> new LinkedHashMap<>())
                .merge(target.name(), Load.run(target, clients, false, seconds / ROUNDS), Measured::and);
    }

    private void print() {
        System.out.printf(
                "%n%-8s %-12s %9s %9s %11s %13s %13s   %s%n",
                "clients",
                "on the path",
                "p50 ms",
                "p99 ms",
                "answers/s",
                "java CPU ms",
                "postgres CPU",
                "against none: p50, p99, CPU, answers/s");
        results.forEach((clients, row) -> {
            Measured none = row.get(targets.get(0).name());
            row.forEach((name, measured) -> System.out.printf(
                    Locale.ROOT,
                    "%-8d %-12s %9.2f %9.2f %11.0f %13.2f %13.2f   %.2f  %.2f  %.2f  %.2f%n",
                    clients,
                    name,
                    measured.wholeMillis(.5),
                    measured.wholeMillis(.99),
                    measured.perSecond(),
                    measured.cpuMillis(0),
                    measured.cpuMillis(1),
                    measured.wholeMillis(.5) / none.wholeMillis(.5),
                    measured.wholeMillis(.99) / none.wholeMillis(.99),
                    cpu(measured) / cpu(none),
                    measured.perSecond() / none.perSecond()));
        });
    }

    private static double cpu(Measured measured) {
        return measured.cpuMillis(0) + measured.cpuMillis(1);
    }
}
