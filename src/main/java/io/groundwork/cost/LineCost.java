package io.groundwork.cost;

import java.math.BigDecimal;

/**
 * A line with what it comes to.
 *
 * @param amount each time it is paid
 * @param monthly on average; nothing for what is paid once
 */
public record LineCost(Line line, BigDecimal amount, BigDecimal monthly, Formula formula) {

    static LineCost of(Scenario scenario, Option option, Line line) {
        BigDecimal amount = option.amount(line);
        return new LineCost(
                line, amount, monthly(scenario, option, line.per(), amount), new Formula(scenario, option, line));
    }

    private static BigDecimal monthly(Scenario scenario, Option option, Per per, BigDecimal amount) {
        return switch (per) {
            case QUERY -> amount.multiply(scenario.queriesPerMonth());
            case MONTH -> amount;
            case REFRESH -> Exact.divide(amount.multiply(option.refreshesPerYear()), Exact.MONTHS);
            case ONCE -> BigDecimal.ZERO;
        };
    }
}
