package io.groundwork.cost;

import java.util.List;
import java.util.stream.IntStream;

/** The options of a scenario with what they come to, and each two of them against each other. */
public record Comparison(Scenario scenario, List<OptionCost> options, List<BreakEven> breakEven) {

    public Comparison {
        options = List.copyOf(options);
        breakEven = List.copyOf(breakEven);
    }

    /** Nothing is rounded but quotients that no decimal can say. */
    public static Comparison of(Scenario scenario) {
        List<OptionCost> options = scenario.options().stream()
                .map(option -> OptionCost.of(scenario, option))
                .toList();
        List<BreakEven> pairs = IntStream.range(0, options.size())
                .boxed()
                .flatMap(i -> options.stream().skip(i + 1L).map(other -> BreakEven.of(scenario, options.get(i), other)))
                .toList();
        return new Comparison(scenario, options, pairs);
    }
}
