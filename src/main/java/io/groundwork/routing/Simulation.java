package io.groundwork.routing;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which way questions would go under a version, and which way they go now.
 *
 * @param currentVersion the published one
 */
public record Simulation(int version, int currentVersion, List<Row> rows) {

    public Simulation {
        rows = List.copyOf(rows);
    }

    /** A question that is made up, asked by a person of the tenant. */
    public record Question(String text, String username) {}

    /**
     * One question.
     *
     * @param text empty where the caller may not read what others asked
     */
    public record Row(Optional<String> text, String username, Outcome simulated, Outcome current) {

        /** Whether the version sends it another way. */
        public boolean changed() {
            return !simulated.way().equals(current.way());
        }
    }

    /**
     * What becomes of a question under one policy.
     *
     * @param decision empty where nothing can answer
     * @param why it cannot; empty where there is a decision
     * @param cost by today's price; empty where that is unknown
     */
    public record Outcome(Optional<Decision> decision, Optional<Text> why, Optional<Money> cost) {

        List<String> way() {
            return decision.map(made -> List.of(made.mode().word(), made.model()))
                    .orElse(List.of());
        }

        /** What led there, in words. */
        public List<Text> reasons() {
            return decision.map(Decision::reasons).orElseGet(() -> why.stream().toList());
        }
    }

    public long changed() {
        return rows.stream().filter(Row::changed).count();
    }

    /** What all questions would cost, by currency. */
    public List<Money> cost() {
        return sum(Row::simulated);
    }

    /** What all questions cost now, by currency. */
    public List<Money> currentCost() {
        return sum(Row::current);
    }

    private List<Money> sum(Function<Row, Outcome> side) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        rows.stream()
                .flatMap(row -> side.apply(row).cost().stream())
                .forEach(cost -> sums.merge(cost.currency(), cost.amount(), BigDecimal::add));
        return sums.entrySet().stream()
                .map(sum -> new Money(sum.getValue(), sum.getKey()))
                .toList();
    }
}
