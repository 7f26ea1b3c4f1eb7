package io.groundwork.cost;

import io.groundwork.platform.kernel.Money;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;

/** A scenario as the API takes it. */
public final class ScenarioJson {

    private ScenarioJson() {}

    public static JsonObject of(Scenario scenario) {
        JsonObjectBuilder options = Json.createObjectBuilder();
        scenario.options().forEach(option -> options.add(option.name(), option(option, scenario.currency())));
        return Json.createObjectBuilder()
                .add("currency", scenario.currency())
                .add("queries_per_day", decimal(scenario.queriesPerDay(), scenario.currency()))
                .add("days_per_month", decimal(scenario.daysPerMonth(), scenario.currency()))
                .add("options", options)
                .build();
    }

    private static JsonObjectBuilder option(Option option, String currency) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        for (Per per : Per.values()) {
            JsonObjectBuilder section = Json.createObjectBuilder();
            option.lines().stream()
                    .filter(line -> line.per() == per)
                    .forEach(line -> section.add(line.name(), line(line, currency)));
            JsonObject lines = section.build();
            if (!lines.isEmpty()) {
                json.add(per.field(), lines);
            }
        }
        if (option.refreshesPerYear().signum() > 0) {
            json.add("refreshes_per_year", decimal(option.refreshesPerYear(), currency));
        }
        return json;
    }

    private static JsonObjectBuilder line(Line line, String currency) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        if (line.basis() instanceof Basis.Sum sum) {
            json.add("amount", decimal(sum.amount(), currency));
        } else if (line.basis() instanceof Basis.Tokens tokens) {
            json.add("tokens", decimal(tokens.tokens(), currency));
            json.add("price_per_million", decimal(tokens.pricePerMillion(), currency));
        } else {
            json.add("of", ((Basis.OtherLine) line.basis()).name());
        }
        return json.add("times", decimal(line.times(), currency));
    }

    private static String decimal(BigDecimal number, String currency) {
        return new Money(number, currency).decimal();
    }
}
