package io.groundwork.cost;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A way of answering, as the lines that it costs.
 *
 * @param refreshesPerYear how often its knowledge is brought up to date
 */
public record Option(String name, List<Line> lines, BigDecimal refreshesPerYear) {

    public Option {
        lines = List.copyOf(lines);
    }

    /** The line that another one is a multiple of, which is none itself; of two with one name that which is paid alike. */
    public Optional<Line> base(Line leaning) {
        return leaning.basis() instanceof Basis.OtherLine other
                ? lines.stream()
                        .filter(line -> line.name().equals(other.name()) && !line.leans())
                        .min(Comparator.comparing(line -> line.per() == leaning.per() ? 0 : 1))
                : Optional.empty();
    }

    /** What is paid for a line each time, exactly. */
    BigDecimal amount(Line line) {
        return unit(line).multiply(line.times());
    }

    private BigDecimal unit(Line line) {
        if (line.basis() instanceof Basis.Sum sum) {
            return sum.amount();
        }
        if (line.basis() instanceof Basis.Tokens tokens) {
            return tokens.amount();
        }
        return base(line)
                .map(this::amount)
                .orElseThrow(() -> new IllegalArgumentException("nothing to multiply: " + line.name()));
    }
}
