package io.groundwork.bench;

import io.groundwork.budget.LedgerBench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Whether budgets hold: a thousand requests at once on two nodes, processes that are killed at any moment, and what it costs.
 *
 * <p>System properties: {@code groundwork.url} and {@code groundwork.operator.key} of the first node, {@code bench.nodes}
 * (home=port of each), {@code bench.ports} of the bare stub and of the billing one, {@code bench.pids} of the first node and
 * the database, {@code bench.database}, {@code bench.folder} on its disk, {@code bench.parts}, {@code bench.seed}, {@code
 * bench.kills}, {@code bench.node.kills}, {@code bench.seconds}. The superuser's password is in the environment.
 */
public final class BudgetBench {

    private static final Path LOAD = Path.of("/proc/loadavg");

    private BudgetBench() {}

    public static void main(String[] arguments) throws Exception {
        List<Node> nodes = List.of(System.getProperty("bench.nodes").split(",")).stream()
                .map(Node::of)
                .toList();
        List<Integer> ports = numbers("bench.ports");
        List<Integer> pids = numbers("bench.pids");
        Set<String> parts = Set.of(System.getProperty("bench.parts").split(","));
        long seed = Long.getLong("bench.seed");
        Callable<Connection> superuser = () -> DriverManager.getConnection(
                System.getProperty("bench.database"), "postgres", System.getenv("GROUNDWORK_TEST_DB_ADMIN_PASSWORD"));
        Verdict verdict = new Verdict();
        System.out.printf("Seed %d; load of the machine: %s", seed, Files.readString(LOAD));
        try (BillingStub stub = new BillingStub(ports.get(1), seed)) {
            if (parts.contains("nodes")) {
                new TwoNodes(nodes, stub, ports.get(1), superuser, seed, verdict).measure();
            }
            if (parts.contains("cost")) {
                List<ProcessCost> processes = List.of(
                        new ProcessCost("java", pids.get(0), false), new ProcessCost("postgres", pids.get(1), true));
                cost(nodes.get(0), ports.get(0), processes);
            }
            if (parts.contains("kills")) {
                new Kills(nodes, stub, ports.get(1), superuser, seed, verdict)
                        .measure(Integer.getInteger("bench.kills"), Integer.getInteger("bench.node.kills"));
            }
        }
        System.out.printf("%nLoad of the machine at the end: %s", Files.readString(LOAD));
        System.exit(verdict.missed() ? 1 : 0);
    }

    private static void cost(Node node, int bareStub, List<ProcessCost> processes) throws Exception {
        double seconds = Double.parseDouble(System.getProperty("bench.seconds"));
        System.out.printf(
                Locale.ROOT,
                "%nWhat budgets cost; a block is safe on this disk after %.2f ms, load %s",
                DiskFlush.millis(Path.of(System.getProperty("bench.folder"))),
                Files.readString(LOAD));
        new BudgetCost(node, bareStub, processes, seconds).measure();
        LedgerBench.print();
    }

    private static List<Integer> numbers(String property) {
        return List.of(System.getProperty(property).split(",")).stream()
                .map(Integer::valueOf)
                .toList();
    }
}
