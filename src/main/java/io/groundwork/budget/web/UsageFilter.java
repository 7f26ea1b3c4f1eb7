package io.groundwork.budget.web;

import io.groundwork.budget.Dimension;
import io.groundwork.budget.UsageQuery;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.web.Here;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which usage the address asks for. */
@Named
@RequestScoped
public class UsageFilter {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final int WEEK = 6;
    private static final int MONTH = 29;

    @Inject
    private Here here;

    private List<Text> problems = List.of();

    /** A stretch of time that is asked for often. */
    public record Preset(String key, String address, boolean current) {}

    public String getBy() {
        return here.parameter("by").orElse(Dimension.DAY.word());
    }

    /** The second dimension; "" for none. The page begins with one. */
    public String getThen() {
        String usual = here.parameter("by").isPresent() ? "" : Dimension.MODEL.word();
        return here.parameter("then").filter(then -> !then.equals(getBy())).orElse(usual);
    }

    Optional<Measure> measure() {
        return here.parameter("show").flatMap(Measure::of);
    }

    /** What cannot be understood is left out, and told. */
    UsageQuery query() {
        try {
            return UsageQuery.read(here.value(FROM), here.value(TO), grouping(), here.value("group"));
        } catch (Problem.Invalid bad) {
            problems = bad.fields().stream().map(Problem.Invalid.Field::text).toList();
            return UsageQuery.read(null, null, Dimension.DAY.word(), null);
        }
    }

    void tell(Problem.Invalid bad) {
        problems = bad.fields().stream().map(Problem.Invalid.Field::text).toList();
    }

    public List<Text> getProblems() {
        return problems;
    }

    private String grouping() {
        return Stream.of(getBy(), getThen()).filter(word -> !word.isEmpty()).collect(Collectors.joining(","));
    }

    /** The same question to the API. */
    String api(LocalDate from, LocalDate to) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put(FROM, from.toString());
        query.put(TO, to.toString());
        query.put("group_by", grouping());
        here.parameter("group").ifPresent(group -> query.put("group", group));
        return query.entrySet().stream()
                .map(one -> one.getKey() + "=" + Here.encoded(one.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    List<Preset> presets(LocalDate today) {
        LocalDate first = today.withDayOfMonth(1);
        return List.of(
                preset("this_month", first, today),
                preset("last_month", first.minusMonths(1), first.minusDays(1)),
                preset("last_7_days", today.minusDays(WEEK), today),
                preset("last_30_days", today.minusDays(MONTH), today),
                preset("this_year", today.withDayOfYear(1), today));
    }

    private Preset preset(String name, LocalDate from, LocalDate to) {
        boolean unsaid = here.value(FROM).isEmpty() && here.value(TO).isEmpty();
        boolean current = unsaid
                ? name.equals("this_month")
                : here.value(FROM).equals(from.toString()) && here.value(TO).equals(to.toString());
        String rest = Stream.of("by", "then", "show", "group")
                .filter(parameter -> !here.value(parameter).isEmpty())
                .map(parameter -> "&" + parameter + "=" + Here.encoded(here.value(parameter)))
                .collect(Collectors.joining());
        return new Preset("budget.preset_" + name, here.getPath() + "?from=" + from + "&to=" + to + rest, current);
    }
}
