package io.groundwork.budget.web;

import io.groundwork.budget.Dimension;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.web.Texts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What stands in a report of usage, as people call it. */
final class UsageWords {

    /** Dimensions whose values are words of ours. */
    private static final Set<Dimension> OURS = Set.of(Dimension.MODE, Dimension.PURPOSE);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

    private final Texts texts;
    private final Amounts amounts;
    private final Map<String, String> keys;

    /** @param keys the names of API keys by their ids */
    UsageWords(Texts texts, Amounts amounts, Map<String, String> keys) {
        this.texts = texts;
        this.amounts = amounts;
        this.keys = keys;
    }

    String of(Dimension dimension, String value) {
        if (value == null) {
            return texts.get("budget.without_" + dimension.word());
        }
        if (OURS.contains(dimension)) {
            return texts.get("budget." + dimension.word() + "_" + value);
        }
        return dimension == Dimension.KEY ? keys.getOrDefault(value, value) : value;
    }

    /** A time, as short as it can stand below a column. */
    String brief(Dimension dimension, String value) {
        return dimension == Dimension.MONTH
                ? YearMonth.parse(value).format(MONTH)
                : LocalDate.parse(value).format(DAY);
    }

    String others(int count) {
        return texts.with("budget.others", count);
    }

    String measured(Measure measure, BigDecimal amount, String currency) {
        return measure == Measure.AMOUNT
                ? amounts.shown(new Money(amount, currency))
                : Amounts.grouped(amount, amount.stripTrailingZeros().scale() > 0 ? 1 : 0);
    }
}
