package io.groundwork.budget.web;

import io.groundwork.budget.Budgets;
import io.groundwork.budget.Dimension;
import io.groundwork.budget.Standing;
import io.groundwork.budget.Usage;
import io.groundwork.budget.UsageQuery;
import io.groundwork.budget.UsageReport;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Texts;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What I may spend until when, and what I used this month. It is there for me also when nothing is left. */
@Named
@RequestScoped
public class MyUsagePage {

    private static final int MOST_ROWS = 100;
    private static final int MOST_MODELS = 20;

    @Inject
    private Budgets budgets;

    @Inject
    private Usage usage;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Texts texts;

    @Inject
    private Amounts amounts;

    private List<Standing> standings;
    private UsageReport days;
    private UsageTable models;
    private List<UsageChart> charts;

    @PostConstruct
    void load() {
        UsageWords words = new UsageWords(texts, amounts, Map.of());
        days = month(Dimension.DAY, Dimension.MODEL);
        models = new UsageTable(month(Dimension.MODEL), words);
        standings = standings();
        charts = days.totals().stream()
                .map(total -> {
                    boolean paid = total.amount().amount().signum() != 0;
                    Measure measure = paid ? Measure.AMOUNT : Measure.REQUESTS;
                    return UsageChart.of(days, total.amount().currency(), measure, words);
                })
                .toList();
    }

    /** Those that all of my questions count in, and those of the models that I asked. */
    private List<Standing> standings() {
        Set<Standing> mine = new LinkedHashSet<>(budgets.standing(caller.get(), Optional.empty()));
        models().forEach(model -> mine.addAll(budgets.standing(caller.get(), Optional.of(model))));
        return List.copyOf(mine);
    }

    private Stream<String> models() {
        return days.rows().stream().map(row -> row.of().get(1)).distinct().limit(MOST_MODELS);
    }

    private UsageReport month(Dimension... by) {
        return usage.mine(
                caller.get(), new UsageQuery(Optional.empty(), Optional.empty(), List.of(by), Optional.empty()));
    }

    public List<Standing> getStandings() {
        return standings;
    }

    /** Whose money it is, as the person knows it. */
    public String whose(Standing standing) {
        return standing.member()
                ? texts.with("budget.my_part", standing.budget())
                : texts.with(
                        "budget.mine_" + standing.scope().kind().word(),
                        standing.scope().name());
    }

    public UsageReport getDays() {
        return days;
    }

    public List<UsageChart> getCharts() {
        return charts;
    }

    public List<UsageTable.Row> getModels() {
        return models.rows(0, MOST_ROWS);
    }

    public List<UsageTable.Row> getTotals() {
        return models.totals();
    }
}
