package io.groundwork.budget.web;

import io.groundwork.budget.BudgetDetail;
import io.groundwork.budget.Level;
import io.groundwork.budget.Standing;
import io.groundwork.cost.Anomaly;
import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.web.Texts;
import io.groundwork.platform.web.Tone;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How a budget stands, for views: as a tone, the key of a word, and the parts of a bar. */
@Named
@ApplicationScoped
public class BudgetState {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    @Inject
    private Texts texts;

    @Inject
    private Amounts amounts;

    public Tone tone(Standing standing) {
        return switch (standing.level()) {
            case WITHIN -> Tone.OK;
            case LOW -> Tone.WARN;
            case USED_UP -> Tone.DANGER;
        };
    }

    public String key(Standing standing) {
        return "budget.level_" + standing.level().word();
    }

    /** The part of its limit that is spent, in percent, as the width of a bar. */
    public String spentWidth(Standing standing) {
        return share(standing.spent().amount(), standing).toPlainString();
    }

    /** The part that is held, as far as the bar reaches. */
    public String reservedWidth(Standing standing) {
        BigDecimal left = ALL.subtract(share(standing.spent().amount(), standing));
        return share(standing.reserved().amount(), standing).min(left).toPlainString();
    }

    private static BigDecimal share(BigDecimal amount, Standing standing) {
        BigDecimal limit = standing.limit().amount();
        if (limit.signum() == 0) {
            return ALL;
        }
        return amount.max(BigDecimal.ZERO)
                .multiply(ALL)
                .divide(limit, 1, RoundingMode.HALF_UP)
                .min(ALL);
    }

    /** A day out of its pattern, in words. */
    public String unusual(Anomaly anomaly) {
        return texts.of(new Text(
                "budget.unusual",
                anomaly.day().toString(),
                amounts.figure(anomaly.amount()),
                amounts.figure(anomaly.usual())));
    }

    /** Whether it will probably not last until its period ends. */
    public boolean tooFast(BudgetDetail budget) {
        return budget.standing().level() != Level.USED_UP
                && budget.forecast()
                        .filter(forecast -> forecast.expected()
                                        .compareTo(budget.spec().limit().amount())
                                > 0)
                        .isPresent();
    }
}
