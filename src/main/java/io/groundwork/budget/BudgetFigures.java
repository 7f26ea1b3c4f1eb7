package io.groundwork.budget;

import io.groundwork.cost.Anomaly;
import io.groundwork.cost.DailyAmounts;
import io.groundwork.cost.Forecast;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How budgets stand, and what their days tell about the rest of their periods. */
@ApplicationScoped
class BudgetFigures {

    @Inject
    private BudgetRows rows;

    @Inject
    private Windows windows;

    /** Each of them, in their order. */
    List<BudgetDetail> details(Caller caller, List<Budget> budgets, Instant now) {
        if (budgets.isEmpty()) {
            return List.of();
        }
        ZoneId zone = windows.zone(caller);
        LocalDate today = now.atZone(zone).toLocalDate();
        Map<Long, Map<LocalDate, BigDecimal>> days =
                rows.days(caller, budgets, today.minusDays(DailyAmounts.MOST_DAYS), today.plusDays(1), zone);
        return budgets.stream()
                .map(budget -> detail(
                        budget, running(caller, budget, now), days.getOrDefault(budget.id(), Map.of()), today, zone))
                .toList();
    }

    private static BudgetDetail detail(
            Budget budget, BudgetRows.Running running, Map<LocalDate, BigDecimal> days, LocalDate today, ZoneId zone) {
        Standing standing = standing(budget, running);
        DailyAmounts history = DailyAmounts.of(days, today.minusDays(1));
        BigDecimal spentToday = days.getOrDefault(today, BigDecimal.ZERO);
        Optional<Forecast> forecast = standing.resetsAt()
                .map(end -> end.minusNanos(1).atZone(zone).toLocalDate())
                .flatMap(end -> Forecast.of(history, running.spent(), spentToday, today, end));
        return new BudgetDetail(
                budget.name(),
                budget.spec(),
                standing,
                forecast,
                Anomaly.of(history),
                running.alerted(),
                budget.createdAt());
    }

    Standing standing(Caller caller, Budget budget, Instant now) {
        return standing(budget, running(caller, budget, now));
    }

    private BudgetRows.Running running(Caller caller, Budget budget, Instant now) {
        return rows.running(caller, budget, now)
                .orElseGet(() -> new BudgetRows.Running(
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        budget.spec().period().at(now, windows.zone(caller)).end(),
                        List.of()));
    }

    private static Standing standing(Budget budget, BudgetRows.Running running) {
        BudgetSpec spec = budget.spec();
        String currency = spec.limit().currency();
        return new Standing(
                budget.name(),
                spec.scope(),
                spec.period(),
                false,
                spec.limit(),
                new Money(running.spent(), currency),
                new Money(running.reserved(), currency),
                running.endsAt());
    }
}
