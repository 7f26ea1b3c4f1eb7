package io.groundwork.budget.web;

import io.groundwork.budget.Dimension;
import io.groundwork.budget.Usage;
import io.groundwork.budget.UsageQuery;
import io.groundwork.budget.UsageReport;
import io.groundwork.identity.ApiKey;
import io.groundwork.identity.ApiKeys;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Texts;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the tenant used and paid, by one or two dimensions: drawn, and in rows that add up to the ledger. */
@Named
@RequestScoped
public class UsagePage {

    private static final int ROWS = 100;

    @Inject
    private Usage usage;

    @Inject
    private ApiKeys keys;

    @Inject
    private CurrentCaller caller;

    @Inject
    private UsageFilter filter;

    @Inject
    private Here here;

    @Inject
    private Texts texts;

    @Inject
    private Amounts amounts;

    private UsageReport report;
    private UsageTable table;
    private Measure measure;
    private List<UsageTable.Row> rows;
    private List<UsageChart> charts;
    private List<String> providers;

    @PostConstruct
    void load() {
        report = report(filter.query());
        UsageWords words = new UsageWords(texts, amounts, names());
        table = new UsageTable(report, words);
        rows = table.rows(first(), ROWS);
        providers = providers();
        measure = filter.measure().orElse(isPaid() ? Measure.AMOUNT : Measure.REQUESTS);
        charts = report.totals().stream()
                .map(total -> UsageChart.of(report, total.amount().currency(), measure, words))
                .toList();
    }

    private UsageReport report(UsageQuery query) {
        try {
            return usage.all(caller.get(), query);
        } catch (Problem.Invalid tooMuch) {
            filter.tell(tooMuch);
            List<Dimension> months = List.of(Dimension.MONTH);
            return usage.all(caller.get(), new UsageQuery(Optional.empty(), Optional.empty(), months, query.group()));
        }
    }

    /** Where nothing was paid, an amount would show nothing. */
    private boolean isPaid() {
        return report.totals().isEmpty()
                || report.totals().stream()
                        .anyMatch(total -> total.amount().amount().signum() != 0);
    }

    /** The names of keys, where they are asked for; those that were revoked keep their ids. */
    private Map<String, String> names() {
        if (!report.by().contains(Dimension.KEY)) {
            return Map.of();
        }
        return keys.page(caller.get(), Page.Request.first(Page.MOST)).data().stream()
                .collect(Collectors.toMap(key -> key.id().toString(), UsagePage::name, (one, same) -> one));
    }

    private static String name(ApiKey key) {
        return key.name() + " (" + key.username() + ")";
    }

    public UsageReport getReport() {
        return report;
    }

    public List<Dimension> getDimensions() {
        return Arrays.stream(Dimension.values())
                .filter(dimension -> dimension != Dimension.CURRENCY)
                .toList();
    }

    public Measure getMeasure() {
        return measure;
    }

    public Measure[] getMeasures() {
        return Measure.values();
    }

    public List<UsageChart> getCharts() {
        return charts;
    }

    public List<UsageTable.Row> getRows() {
        return rows;
    }

    public List<UsageTable.Row> getTotals() {
        return table.totals();
    }

    private int first() {
        return Math.max(0, here.number("after", 0));
    }

    public String getNext() {
        int next = first() + ROWS;
        return here.next(next < report.rows().size() ? Optional.of(Integer.toString(next)) : Optional.empty());
    }

    /** Which rows are shown, of how many. */
    public int getShownFrom() {
        return Math.min(first() + 1, report.rows().size());
    }

    public int getShownTo() {
        return Math.min(first() + ROWS, report.rows().size());
    }

    public List<UsageFilter.Preset> getPresets() {
        return filter.presets(LocalDate.now(report.zone()));
    }

    public String getCsv() {
        return "/api/v1/tenants/" + caller.get().tenantSlug() + "/usage" + filter.api(report.from(), report.to());
    }

    /** The month that is exported for other programs and that an invoice is looked for in. */
    public String getMonth() {
        return YearMonth.from(report.to()).toString();
    }

    public List<String> getProviders() {
        return providers;
    }

    /** Those that were paid in that time, to choose from. */
    private List<String> providers() {
        UsageQuery byProvider = new UsageQuery(
                Optional.of(report.from()), Optional.of(report.to()), List.of(Dimension.PROVIDER), Optional.empty());
        return usage.all(caller.get(), byProvider).rows().stream()
                .filter(row -> row.sum().amount().amount().signum() != 0)
                .map(row -> row.of().get(0))
                .distinct()
                .toList();
    }
}
