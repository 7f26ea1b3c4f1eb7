package io.groundwork.budget.rest;

import io.groundwork.budget.BudgetSpec;
import io.groundwork.budget.Period;
import io.groundwork.budget.Scope;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what a budget is to say. */
final class BudgetSpecJson {

    private static final int ALL = 100;
    private static final int MOST_ALERTS = 20;
    private static final String REFUSE = "refuse";

    private final JsonBody body;

    private BudgetSpecJson(JsonBody body) {
        this.body = body;
    }

    /** @throws io.groundwork.platform.kernel.Problem.Invalid naming every bad field */
    static BudgetSpec read(JsonObject json) {
        return new BudgetSpecJson(JsonBody.of(json)).spec();
    }

    private BudgetSpec spec() {
        Scope scope = scope();
        Period period = period();
        BigDecimal limit = body.amount("limit", "budget.amount_form");
        String currency = currency();
        Optional<BigDecimal> member = body.optionalAmount("member_limit", "budget.amount_form");
        List<Integer> alerts = alerts();
        Optional<JsonObject> degrade = degrade();
        body.check();
        return new BudgetSpec(scope, period, new Money(limit, currency), member, alerts, degrade);
    }

    /** Exactly one of the kinds is named. */
    private Scope scope() {
        JsonBody scope = body.object("scope");
        List<Scope.Kind> named = Arrays.stream(Scope.Kind.values())
                .filter(kind -> scope.given(kind.word()))
                .toList();
        if (named.size() != 1) {
            if (body.given("scope")) {
                body.note("scope", "budget.scope_form");
            }
            return Scope.WHOLE_TENANT;
        }
        Scope.Kind kind = named.get(0);
        if (kind == Scope.Kind.TENANT) {
            if (scope.optionalFlag(kind.word()).filter(whole -> !whole).isPresent()) {
                body.note("scope", "budget.scope_form");
            }
            return Scope.WHOLE_TENANT;
        }
        return new Scope(kind, scope.text(kind.word()));
    }

    private Period period() {
        String word = body.text("period");
        Optional<Period> period = Period.of(word);
        if (period.isEmpty() && !word.isEmpty()) {
            body.note("period", "budget.period_form");
        }
        return period.orElse(Period.MONTH);
    }

    private String currency() {
        String code = body.text("currency");
        boolean known = Money.isCurrency(code);
        if (!known && !code.isEmpty()) {
            body.note("currency", "budget.currency_form");
        }
        return known ? code : Money.NO_CURRENCY;
    }

    private List<Integer> alerts() {
        if (!body.given("alert_percent")) {
            return List.of();
        }
        List<Integer> percents = new ArrayList<>();
        boolean listed = body.json().get("alert_percent") instanceof JsonArray array
                && array.size() <= MOST_ALERTS
                && array.stream().allMatch(each -> isPercent(each, percents));
        if (!listed) {
            body.note("alert_percent", "budget.alert_form");
        }
        return percents;
    }

    private static boolean isPercent(JsonValue value, List<Integer> into) {
        boolean fits = value instanceof JsonNumber number
                && number.isIntegral()
                && number.longValue() >= 1
                && number.longValue() <= ALL;
        if (fits) {
            into.add(((JsonNumber) value).intValue());
        }
        return fits;
    }

    private Optional<JsonObject> degrade() {
        if (!body.given("on_exhausted")) {
            return Optional.empty();
        }
        if (body.json().get("on_exhausted") instanceof JsonString word) {
            if (!word.getString().equals(REFUSE)) {
                body.note("on_exhausted", "budget.exhausted_form");
            }
            return Optional.empty();
        }
        return body.optionalObject("on_exhausted")
                .map(object -> object.object("degrade"))
                .map(JsonBody::json);
    }
}
