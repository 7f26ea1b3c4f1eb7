package io.groundwork.cost.rest;

import io.groundwork.cost.BreakEven;
import io.groundwork.cost.Comparison;
import io.groundwork.cost.LineCost;
import io.groundwork.cost.OptionCost;
import io.groundwork.cost.Scenario;
import io.groundwork.cost.Verdict;
import io.groundwork.platform.kernel.Money;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A comparison on the wire; amounts are decimal strings.
 *
 * @param breakEven of each two options; null where there is one alone
 */
public record ComparisonJson(String currency, Map<String, OptionJson> options, List<PairJson> breakEven) {

    /** What an option comes to. */
    public record OptionJson(String perDay, String perMonth, String perYear, String once, List<LineJson> lines) {

        static OptionJson of(OptionCost cost, String currency) {
            return new OptionJson(
                    decimal(cost.perDay(), currency),
                    decimal(cost.perMonth(), currency),
                    decimal(cost.perYear(), currency),
                    decimal(cost.once(), currency),
                    cost.lines().stream()
                            .map(line -> LineJson.of(line, currency))
                            .toList());
        }
    }

    /** One line, with the formula of its monthly amount in words. */
    public record LineJson(String name, String per, String amount, String monthly, String formula) {

        static LineJson of(LineCost cost, String currency) {
            return new LineJson(
                    cost.line().name(),
                    cost.line().per().word(),
                    decimal(cost.amount(), currency),
                    decimal(cost.monthly(), currency),
                    cost.formula().in(Locale.ENGLISH));
        }
    }

    /** Two options against each other. */
    public record PairJson(
            List<String> options,
            String queriesPerDay,
            Optional<String> cheaperBelow,
            Optional<String> cheaperAbove,
            Optional<String> cheaperNow,
            String savedPerMonth,
            String savedPercent,
            String paysBackAfterMonths,
            String inWords) {

        static PairJson of(Scenario scenario, BreakEven pair) {
            String currency = scenario.currency();
            return new PairJson(
                    List.of(pair.one(), pair.other()),
                    pair.queriesPerDay()
                            .map(volume -> decimal(volume, currency))
                            .orElse(null),
                    pair.cheaperBelow(),
                    pair.cheaperAbove(),
                    pair.cheaperNow(),
                    decimal(pair.savedPerMonth(), currency),
                    decimal(pair.savedPercent(), currency),
                    pair.paysBackAfterMonths()
                            .map(months -> decimal(months, currency))
                            .orElse(null),
                    new Verdict(scenario, pair).in(Locale.ENGLISH));
        }
    }

    static ComparisonJson of(Comparison comparison) {
        Scenario scenario = comparison.scenario();
        Map<String, OptionJson> options = new LinkedHashMap<>();
        comparison.options().forEach(option -> options.put(option.name(), OptionJson.of(option, scenario.currency())));
        List<PairJson> pairs = comparison.breakEven().stream()
                .map(pair -> PairJson.of(scenario, pair))
                .toList();
        return new ComparisonJson(scenario.currency(), options, pairs.isEmpty() ? null : pairs);
    }

    private static String decimal(BigDecimal amount, String currency) {
        return new Money(amount, currency).decimal();
    }
}
