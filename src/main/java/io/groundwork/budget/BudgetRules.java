package io.groundwork.budget;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Invalid.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a budget may say. */
final class BudgetRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@-]{0,127}");
    private static final int ALL = 100;
    private static final int MOST_ALERTS = 20;
    private static final BigDecimal MOST = new BigDecimal("1e15");
    private static final int MOST_SCALE = 12;

    private BudgetRules() {}

    static void check(String name, BudgetSpec spec) {
        List<Field> bad = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            bad.add(Field.of("name", "budget.name_form"));
        }
        amount("limit", spec.limit().amount(), bad);
        spec.member().ifPresent(most -> {
            amount("member_limit", most, bad);
            Scope.Kind kind = spec.scope().kind();
            if (kind != Scope.Kind.GROUP && kind != Scope.Kind.TENANT) {
                bad.add(Field.of("member_limit", "budget.no_members"));
            }
        });
        List<Integer> alerts = spec.alertPercent();
        if (alerts.size() > MOST_ALERTS || alerts.stream().anyMatch(percent -> percent < 1 || percent > ALL)) {
            bad.add(Field.of("alert_percent", "budget.alert_form"));
        }
        if (!bad.isEmpty()) {
            throw new Problem.Invalid(bad);
        }
    }

    private static void amount(String field, BigDecimal amount, List<Field> bad) {
        if (amount.signum() < 0 || amount.compareTo(MOST) > 0 || amount.scale() > MOST_SCALE) {
            bad.add(Field.of(field, "budget.amount_range"));
        }
    }
}
