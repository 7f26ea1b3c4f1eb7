package io.groundwork.model;

import io.groundwork.platform.kernel.Csv;
import io.groundwork.platform.kernel.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a price file and collects what is wrong with it, by line and field. */
final class PriceFileReader {

    private static final int MOST_LINES = 10_000;
    /** More digits than any price has. */
    private static final int LONGEST = 40;

    private final List<Problem.Invalid.Field> bad = new ArrayList<>();
    private final Map<PriceColumn, Integer> places = new EnumMap<>(PriceColumn.class);
    private final Set<String> days = new HashSet<>();

    /** @throws Problem.Invalid naming every bad line and field */
    static List<PriceLine> read(String csv) {
        PriceFileReader reader = new PriceFileReader();
        List<PriceLine> lines = reader.lines(Csv.read(csv));
        if (!reader.bad.isEmpty()) {
            throw new Problem.Invalid(reader.bad);
        }
        return lines;
    }

    private List<PriceLine> lines(List<Csv.Line> lines) {
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw new Problem.Invalid("model.file_lines", MOST_LINES);
        }
        header(lines.get(0));
        if (!bad.isEmpty()) {
            return List.of();
        }
        return lines.stream().skip(1).map(this::line).toList();
    }

    private void header(Csv.Line line) {
        for (int i = 0; i < line.cells().size(); i++) {
            Optional<PriceColumn> column = PriceColumn.of(line.cells().get(i));
            if (column.isEmpty() || places.put(column.get(), i) != null) {
                note(line, line.cells().get(i), "model.file_column", String.join(", ", PriceColumn.header()));
            }
        }
        PriceColumn.NEEDED.stream()
                .filter(column -> !places.containsKey(column))
                .forEach(column -> note(line, column.word(), "model.file_column_missing"));
    }

    private PriceLine line(Csv.Line line) {
        String alias = needed(line, PriceColumn.MODEL);
        LocalDate day = day(line);
        NewPrice price = new NewPrice(
                needed(line, PriceColumn.CURRENCY),
                neededAmount(line, PriceColumn.INPUT_PER_MTOK),
                amount(line, PriceColumn.CACHED_INPUT_PER_MTOK),
                amount(line, PriceColumn.CACHE_WRITE_PER_MTOK),
                neededAmount(line, PriceColumn.OUTPUT_PER_MTOK),
                new FurtherPrices(
                        amount(line, PriceColumn.REASONING_PER_MTOK),
                        amount(line, PriceColumn.PER_REQUEST).orElse(BigDecimal.ZERO),
                        amount(line, PriceColumn.TRAINING_PER_MTOK),
                        amount(line, PriceColumn.HOSTING_PER_HOUR),
                        amount(line, PriceColumn.EMBEDDING_PER_MTOK),
                        amount(line, PriceColumn.RERANK_PER_SEARCH)),
                Optional.of(day));
        for (Problem.Invalid.Field field : ModelRules.of(price)) {
            String name = PriceLine.field(line.number(), field.name());
            if (bad.stream().noneMatch(known -> known.name().equals(name))) {
                bad.add(new Problem.Invalid.Field(name, field.text()));
            }
        }
        if (line.cells().size() > places.size()) {
            note(line, "", "model.file_cells", places.size());
        }
        if (!days.add(alias + " " + day)) {
            note(line, PriceColumn.VALID_FROM.word(), "model.file_twice", alias);
        }
        return new PriceLine(line.number(), alias, day, price);
    }

    private Optional<String> cell(Csv.Line line, PriceColumn column) {
        Integer place = places.get(column);
        return place == null || place >= line.cells().size()
                ? Optional.empty()
                : Optional.of(line.cells().get(place)).filter(cell -> !cell.isEmpty());
    }

    private String needed(Csv.Line line, PriceColumn column) {
        return cell(line, column).orElseGet(() -> {
            note(line, column.word(), "platform.field_required");
            return "";
        });
    }

    private LocalDate day(Csv.Line line) {
        String text = needed(line, PriceColumn.VALID_FROM);
        try {
            return text.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            note(line, PriceColumn.VALID_FROM.word(), "model.day_form");
            return LocalDate.EPOCH;
        }
    }

    private BigDecimal neededAmount(Csv.Line line, PriceColumn column) {
        return needed(line, column).isEmpty()
                ? BigDecimal.ZERO
                : amount(line, column).orElse(BigDecimal.ZERO);
    }

    private Optional<BigDecimal> amount(Csv.Line line, PriceColumn column) {
        return cell(line, column).flatMap(text -> {
            try {
                if (text.length() <= LONGEST) {
                    return Optional.of(new BigDecimal(text));
                }
            } catch (NumberFormatException notANumber) {
                // Falls through to the note.
            }
            note(line, column.word(), "model.amount_form");
            return Optional.empty();
        });
    }

    private void note(Csv.Line line, String field, String key, Object... arguments) {
        bad.add(Problem.Invalid.Field.of(PriceLine.field(line.number(), field), key, arguments));
    }
}
