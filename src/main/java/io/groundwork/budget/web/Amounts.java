package io.groundwork.budget.web;

import io.groundwork.platform.kernel.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Amounts as people read them; the exact one is never far. */
@Named
@ApplicationScoped
public class Amounts {

    private static final int CENTS = 2;
    private static final MathContext SMALL = new MathContext(3, RoundingMode.HALF_UP);

    /** In whole cents; what is less than one of the currency, in the digits that tell it from nothing. */
    public String shown(Money money) {
        return figure(money.amount()) + " " + money.currency();
    }

    /** The same without its currency. */
    public String figure(BigDecimal amount) {
        BigDecimal whole = amount.setScale(CENTS, RoundingMode.HALF_UP);
        if (amount.signum() == 0 || amount.abs().compareTo(BigDecimal.ONE) >= 0 || whole.compareTo(amount) == 0) {
            return grouped(whole, CENTS);
        }
        BigDecimal small = amount.round(SMALL).stripTrailingZeros();
        return grouped(small, Math.max(CENTS, small.scale()));
    }

    /** To the last digit. */
    public String exact(Money money) {
        BigDecimal amount = money.amount().stripTrailingZeros();
        return grouped(amount, Math.max(0, amount.scale())) + " " + money.currency();
    }

    public String count(long number) {
        return grouped(BigDecimal.valueOf(number), 0);
    }

    /** With exactly so many digits behind the point. */
    static String grouped(BigDecimal amount, int digits) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }
}
