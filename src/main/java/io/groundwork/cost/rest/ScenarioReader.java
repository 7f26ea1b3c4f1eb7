package io.groundwork.cost.rest;

import io.groundwork.cost.Option;
import io.groundwork.cost.Scenario;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/** Reads what is to be compared. */
final class ScenarioReader {

    private static final int MOST_OPTIONS = 12;
    private static final int LONGEST_NAME = 100;
    private static final BigDecimal MOST_DAYS = BigDecimal.valueOf(31);

    private final JsonBody body;

    private ScenarioReader(JsonBody body) {
        this.body = body;
    }

    /** @throws io.groundwork.platform.kernel.Problem.Invalid naming every bad field */
    static Scenario read(JsonObject json) {
        JsonBody body = JsonBody.of(json);
        JsonBody inner = body.object("scenario");
        body.check();
        Scenario scenario = new ScenarioReader(inner).scenario();
        body.check();
        return scenario;
    }

    private Scenario scenario() {
        return new Scenario(currency(), Figures.required(body, "queries_per_day"), days(), options());
    }

    private String currency() {
        String code = body.text("currency");
        if (!code.isEmpty() && !Money.isCurrency(code)) {
            body.note("currency", "cost.currency_form");
        }
        return code;
    }

    private BigDecimal days() {
        BigDecimal days = Figures.of(body, "days_per_month").orElse(Scenario.USUAL_DAYS);
        if (days.signum() == 0 || days.compareTo(MOST_DAYS) > 0) {
            body.note("days_per_month", "cost.days_range", MOST_DAYS);
        }
        return days;
    }

    private List<Option> options() {
        JsonBody options = body.object("options");
        List<String> names = List.copyOf(options.json().keySet());
        if (body.json().get("options") instanceof JsonObject && (names.isEmpty() || names.size() > MOST_OPTIONS)) {
            body.note("options", "cost.options_count", MOST_OPTIONS);
            return List.of();
        }
        return names.stream().map(name -> option(options, name)).toList();
    }

    private static Option option(JsonBody options, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            options.note(name, "cost.name_form", LONGEST_NAME);
        }
        return new OptionReader(options.object(name)).option(name);
    }
}
