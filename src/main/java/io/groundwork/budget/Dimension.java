package io.groundwork.budget;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What usage can be grouped by. A charge stands in exactly one row whatever is chosen: somebody who is in several groups
 * is counted under the whole set of them, as it was when the call was made, and not once under each.
 */
public enum Dimension {
    USER("coalesce(u.username, c.user_id::text)"),
    KEY("c.key_id::text"),
    GROUP("nullif(array_to_string(c.groups, ', '), '')"),
    MODEL("c.model"),
    PROVIDER("c.provider"),
    MODE("c.mode"),
    PURPOSE("c.purpose"),
    CURRENCY("c.currency"),
    DAY("to_char(z.moment, 'YYYY-MM-DD')"),
    /** By its Monday. */
    WEEK("to_char(date_trunc('week', z.moment), 'YYYY-MM-DD')"),
    MONTH("to_char(z.moment, 'YYYY-MM')");

    private final String expression;

    Dimension(String expression) {
        this.expression = expression;
    }

    public static Optional<Dimension> of(String word) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.word().equals(word))
                .findFirst();
    }

    /** All words, as they are told to somebody who used another one. */
    public static String words() {
        return Arrays.stream(values()).map(Dimension::word).collect(Collectors.joining(", "));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a charge c, its user u, and its moment on the tenant's clocks z. */
    String expression() {
        return expression;
    }
}
