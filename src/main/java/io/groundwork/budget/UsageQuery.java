package io.groundwork.budget;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Invalid.Field;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which usage is asked for.
 *
 * @param from the first day, on the tenant's clocks; empty for the first of the month of the last day
 * @param to the last day, which is included; empty for today
 * @param group counts only what members of this group used, those through other groups included
 */
public record UsageQuery(Optional<LocalDate> from, Optional<LocalDate> to, List<Dimension> by, Optional<String> group) {

    public UsageQuery {
        by = List.copyOf(by);
    }

    /**
     * Reads it from words; null where nothing was said.
     *
     * @throws Problem.Invalid naming every bad field
     */
    public static UsageQuery read(String from, String to, String groupBy, String group) {
        List<Field> bad = new ArrayList<>();
        Optional<LocalDate> first = day("from", from, bad);
        Optional<LocalDate> last = day("to", to, bad);
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            bad.add(Field.of("to", "budget.usage_order"));
        }
        Set<Dimension> by = new LinkedHashSet<>();
        for (String word : said(groupBy).map(text -> text.split(",")).orElse(new String[0])) {
            Dimension.of(word.strip())
                    .ifPresentOrElse(
                            by::add,
                            () -> bad.add(
                                    Field.of("group_by", "budget.usage_dimension", word.strip(), Dimension.words())));
        }
        if (!bad.isEmpty()) {
            throw new Problem.Invalid(bad);
        }
        return new UsageQuery(first, last, List.copyOf(by), said(group));
    }

    private static Optional<LocalDate> day(String field, String text, List<Field> bad) {
        try {
            return said(text).map(LocalDate::parse);
        } catch (DateTimeParseException notADay) {
            bad.add(Field.of(field, "budget.usage_day"));
            return Optional.empty();
        }
    }

    private static Optional<String> said(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(said -> !said.isEmpty());
    }
}
