package io.groundwork.bench;

import java.math.BigDecimal;
import java.util.Locale;

/** Prints what was found beside what should be, and remembers whether anything was missed. */
final class Verdict {

    private boolean missed;

    void line(String what, Object is, String should, boolean held) {
        missed |= !held;
        System.out.printf(Locale.ROOT, "  %-84s %14s  %-10s %s%n", what, text(is), should, held ? "held" : "MISSED");
    }

    void zero(String what, BigDecimal is) {
        line(what, is, "0", is.signum() == 0);
    }

    void tell(String what, Object is) {
        System.out.printf(Locale.ROOT, "  %-84s %14s%n", what, text(is));
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : value instanceof Double number ? String.format(Locale.ROOT, "%.2f", number) : String.valueOf(value);
    }

    boolean missed() {
        return missed;
    }
}
