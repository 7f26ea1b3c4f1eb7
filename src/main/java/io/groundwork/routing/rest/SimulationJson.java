package io.groundwork.routing.rest;

import io.groundwork.intent.Intent;
import io.groundwork.routing.Decision;
import io.groundwork.routing.Simulation;
import java.util.List;
import java.util.Locale;

/** A trial on the wire. Sums are told by currency, since amounts of two currencies have no sum. */
public record SimulationJson(int version, int currentVersion, List<Question> data, Totals totals) {

    /** One question and its way; {@code text} is null to those who may not read what others asked. */
    public record Question(
            String text,
            String username,
            String rule,
            String mode,
            String model,
            List<String> fallbacks,
            String intent,
            Double confidence,
            List<String> reasons,
            CostJson estimatedCost,
            boolean changed,
            Current current) {}

    /** The way that the question goes now. */
    public record Current(String rule, String mode, String model, CostJson estimatedCost) {}

    /** Over all questions. */
    public record Totals(int questions, long changed, List<CostJson> estimatedCost, List<CostJson> currentCost) {}

    static SimulationJson of(Simulation simulation) {
        return new SimulationJson(
                simulation.version(),
                simulation.currentVersion(),
                simulation.rows().stream().map(SimulationJson::question).toList(),
                new Totals(
                        simulation.rows().size(),
                        simulation.changed(),
                        CostJson.of(simulation.cost()),
                        CostJson.of(simulation.currentCost())));
    }

    private static Question question(Simulation.Row row) {
        Decision way = row.simulated().decision().orElse(null);
        Intent intent = way == null ? null : way.intent().orElse(null);
        return new Question(
                row.text().orElse(null),
                row.username(),
                way == null ? null : way.rule(),
                way == null ? null : way.mode().word(),
                way == null ? null : way.model(),
                way == null ? List.of() : way.fallbacks(),
                intent == null ? null : intent.name(),
                intent == null ? null : intent.confidence(),
                row.simulated().reasons().stream()
                        .map(reason -> reason.in(Locale.ENGLISH))
                        .toList(),
                cost(row.simulated()),
                row.changed(),
                current(row.current()));
    }

    private static Current current(Simulation.Outcome outcome) {
        Decision way = outcome.decision().orElse(null);
        return way == null
                ? new Current(null, null, null, null)
                : new Current(way.rule(), way.mode().word(), way.model(), cost(outcome));
    }

    private static CostJson cost(Simulation.Outcome outcome) {
        return outcome.cost().map(CostJson::of).orElse(null);
    }
}
