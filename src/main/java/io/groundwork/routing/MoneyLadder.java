package io.groundwork.routing;

import io.groundwork.budget.Ladder;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Invalid.Field;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the ways that budgets name for when they are used up. */
@ApplicationScoped
class MoneyLadder implements Ladder {

    @Inject
    private Models models;

    @Override
    public void check(Caller caller, String field, JsonObject then) {
        RouteTarget target = target(field, then);
        List<Field> strangers = Stream.concat(Stream.of(target.model()), target.fallbacks().stream())
                .filter(alias -> models.find(caller, alias).isEmpty())
                .map(alias -> Field.of(field + ".model", "routing.unknown_model", alias))
                .toList();
        if (!strangers.isEmpty()) {
            throw new Problem.Invalid(strangers);
        }
    }

    private static RouteTarget target(String field, JsonObject then) {
        try {
            return new PolicyReader(then).then();
        } catch (Problem.Invalid bad) {
            throw new Problem.Invalid(bad.fields().stream()
                    .map(each -> new Field(field + "." + each.name(), each.text()))
                    .toList());
        }
    }
}
