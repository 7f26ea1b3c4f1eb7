package io.groundwork.cost;

import java.math.BigDecimal;

/**
 * One thing that an option costs.
 *
 * @param times of the basis; .7 of an amount per query is paid where 70 % of the queries go this way
 */
public record Line(String name, Per per, Basis basis, BigDecimal times) {

    public static Line sum(String name, Per per, String amount) {
        return new Line(name, per, new Basis.Sum(new BigDecimal(amount)), BigDecimal.ONE);
    }

    public static Line tokens(String name, Per per, long tokens, BigDecimal pricePerMillion) {
        return new Line(name, per, new Basis.Tokens(BigDecimal.valueOf(tokens), pricePerMillion), BigDecimal.ONE);
    }

    public static Line times(String name, Per per, String times, String other) {
        return new Line(name, per, new Basis.OtherLine(other), new BigDecimal(times));
    }

    boolean leans() {
        return basis instanceof Basis.OtherLine;
    }
}
