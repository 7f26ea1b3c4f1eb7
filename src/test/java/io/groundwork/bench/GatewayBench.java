package io.groundwork.bench;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * What it costs to ask a model through Groundwork rather than directly, and through another gateway: the same stub behind
 * all of them, the same clients before them, one run. The rounds of all alternate, so that a disturbance meets all alike.
 *
 * <p>System properties: {@code groundwork.url} and {@code groundwork.operator.key} name a running installation, {@code
 * bench.ports} the ports of Groundwork, the other gateway and the stub, {@code bench.pids} the processes of Groundwork, its
 * database and the other gateway, {@code bench.folder} a folder on the disk of the database, {@code bench.seconds} how long
 * one measurement takes.
 */
public final class GatewayBench {

    private static final int[] CLIENTS = {1, 16, 64};
    private static final int ROUNDS = 2;
    private static final double WARM_UP_SECONDS = 24;
    private static final String BARE = "bare stub";
    private static final String OTHER = "Portkey gateway";
    private static final String PROMPT = "Groundwork prompt";
    private static final String RAG = "Groundwork rag";

    private static final Map<String, String> DOCUMENTS = Map.of(
            "Leave", BareStub.SENTENCE + ". Leave is asked for in the portal two weeks before it begins.",
            "Kitchen", "The kettle on the second floor is descaled every Friday by the house service.",
            "Parking", "The car park behind the mill has twelve places. Visitors use the places one to four.",
            "Travel", "Trains are booked in second class. A flight needs the consent of the head of the department.",
            "Laptops", "A laptop that does not start is exchanged at the service desk within one working day.");

    private record Setting(boolean stream, int clients) {}

    private final List<Target> targets;
    private final Map<Setting, Map<String, Measured>> results = new LinkedHashMap<>();

    private GatewayBench(List<Target> targets) {
        this.targets = targets;
    }

    public static void main(String[] arguments) throws Exception {
        List<Integer> ports =
                numbers("bench.ports").stream().map(Long::intValue).toList();
        List<Long> pids = numbers("bench.pids");
        ProcessCost java = new ProcessCost("java", pids.get(0), false);
        ProcessCost database = new ProcessCost("postgres", pids.get(1), true);
        ProcessCost node = new ProcessCost("node", pids.get(2), false);
        String stub = "http://127.0.0.1:" + ports.get(2) + "/v1";
        GatewayBench bench = new GatewayBench(List.of(
                new Target(BARE, ports.get(2), "", "stub", List.of()),
                new Target(
                        OTHER,
                        ports.get(1),
                        "Authorization: Bearer none\r\nx-portkey-provider: openai\r\nx-portkey-custom-host: " + stub
                                + "\r\n",
                        "stub",
                        List.of(node)),
                new Target(PROMPT, ports.get(0), key("prompt"), "assistant", List.of(java, database)),
                new Target(RAG, ports.get(0), key("rag"), "assistant", List.of(java, database))));
        System.out.printf(Locale.ROOT, "Java heap at rest: %d MB%n", java.heapMegabytes());
        bench.warmUp();
        bench.measure(Double.parseDouble(System.getProperty("bench.seconds", "3")));
        bench.print();
        System.out.printf(
                Locale.ROOT,
                "%nMemory afterwards: Groundwork's heap %d MB after a collection; resident java %d MB, postgres %d MB"
                        + " (shared pages counted for each process), node %d MB%n",
                java.heapMegabytes(),
                java.residentMegabytes(),
                database.residentMegabytes(),
                node.residentMegabytes());
        System.out.printf(
                Locale.ROOT,
                "A block is safe on this disk after %.2f ms; an answer through Groundwork waits for that twice%n",
                DiskFlush.millis(Path.of(System.getProperty("bench.folder"))));
        bench.compare();
        System.exit(0);
    }

    private static List<Long> numbers(String property) {
        return List.of(System.getProperty(property).split(",")).stream()
                .map(Long::valueOf)
                .toList();
    }

    /** A small tenant whose policy knows one mode, as the headers of one of its employees. */
    private static String key(String mode) {
        ApiTenant tenant = ApiTenant.create();
        tenant.collection("handbook", ApiTenant.everyone());
        DOCUMENTS.forEach((title, text) -> tenant.document("handbook", title, title, text));
        JsonObject policy = Json.createObjectBuilder()
                .add("default", Json.createObjectBuilder().add("mode", mode).add("model", "standard"))
                .build();
        int version = tenant.admin()
                .post(tenant.path("/policies"), policy)
                .expect(201)
                .json()
                .getInt("version");
        tenant.admin()
                .send("POST", tenant.path("/policies/" + version + "/publish"), null)
                .expect(200);
        Api employee = tenant.employee("erin");
        return "Authorization: Bearer " + employee.key() + "\r\n";
    }

    /** Code that runs for the first time is slow everywhere. */
    private void warmUp() throws InterruptedException, ExecutionException {
        for (Target target : targets) {
            for (boolean stream : new boolean[] {false, true}) {
                Load.run(target, 16, stream, WARM_UP_SECONDS / 2);
            }
        }
    }

    private void measure(double seconds) throws InterruptedException, ExecutionException {
        for (int round = 0; round < ROUNDS; round++) {
            for (boolean stream : new boolean[] {false, true}) {
                for (int clients : CLIENTS) {
                    Map<String, Measured> row =
                            results.computeIfAbsent(new Setting(stream, clients), absent -> new LinkedHashMap<>());
                    for (Target target : targets) {
                        row.merge(target.name(), Load.run(target, clients, stream, seconds / ROUNDS), Measured::and);
                    }
                }
            }
        }
    }

    private void print() {
        System.out.printf(
                "%n%-10s %7s  %-18s %8s %8s %9s %12s  %s%n",
                "", "clients", "", "p50 ms", "p99 ms", "answers/s", "1st token ms", "CPU ms an answer");
        results.forEach((setting, row) -> {
            for (Target target : targets) {
                Measured measured = row.get(target.name());
                System.out.printf(
                        Locale.ROOT,
                        "%-10s %7d  %-18s %8.2f %8.2f %9.0f %12s  %s%n",
                        setting.stream() ? "streaming" : "whole",
                        setting.clients(),
                        target.name(),
                        measured.wholeMillis(.5),
                        measured.wholeMillis(.99),
                        measured.perSecond(),
                        setting.stream() ? String.format(Locale.ROOT, "%.2f", measured.underWayMillis(.5)) : "",
                        cpu(target, measured));
            }
        });
    }

    private static String cpu(Target target, Measured measured) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < target.processes().size(); i++) {
            parts.add(String.format(
                    Locale.ROOT, "%s %.2f", target.processes().get(i).name(), measured.cpuMillis(i)));
        }
        return String.join(" + ", parts);
    }

    private void compare() {
        System.out.printf("%n%-66s %9s %9s%n", "Groundwork against the figures", "is", "should be");
        for (boolean stream : new boolean[] {false, true}) {
            added(stream, PROMPT, 5);
            added(stream, RAG, 25);
        }
        for (int clients : CLIENTS) {
            double delay = results.get(new Setting(true, clients)).get(PROMPT).underWayMillis(.5)
                    - results.get(new Setting(true, clients)).get(BARE).underWayMillis(.5);
            line("first token behind the stub's, ms, " + clients + " clients", delay, "<= 10", delay <= 10);
        }
        results.forEach((setting, row) -> {
            double share = row.get(PROMPT).perSecond() / row.get(OTHER).perSecond();
            line("throughput of Portkey's, " + words(setting), share, ">= 1", share >= 1);
        });
    }

    private void added(boolean stream, String name, int most) {
        Map<String, Measured> row = results.get(new Setting(stream, 1));
        double added = row.get(name).wholeMillis(.5) - row.get(BARE).wholeMillis(.5);
        line(name + ": added p50, ms, " + words(new Setting(stream, 1)), added, "<= " + most, added <= most);
    }

    private static String words(Setting setting) {
        return (setting.stream() ? "streaming, " : "whole, ") + setting.clients() + " clients";
    }

    private static void line(String what, double is, String should, boolean held) {
        System.out.printf(Locale.ROOT, "%-66s %9.2f %9s  %s%n", what, is, should, held ? "held" : "MISSED");
    }
}
