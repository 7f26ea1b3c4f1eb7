package io.groundwork.cost.rest;

import io.groundwork.cost.Basis;
import io.groundwork.cost.Line;
import io.groundwork.cost.Option;
import io.groundwork.cost.Per;
import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an option: its lines by how often they are paid, and how often its knowledge is brought up to date. */
final class OptionReader {

    private static final int MOST_LINES = 50;
    private static final int LONGEST_NAME = 100;
    private static final String REFRESHES = "refreshes_per_year";

    private final JsonBody body;
    /** Where each line stands, for what can be told only when all are read. */
    private final Map<Line, JsonBody> places = new LinkedHashMap<>();

    OptionReader(JsonBody body) {
        this.body = body;
    }

    Option option(String name) {
        List<Line> lines = new ArrayList<>();
        for (Per per : Per.values()) {
            body.optionalObject(per.field()).ifPresent(section -> lines(section, per, lines));
        }
        Option option = new Option(name, lines, refreshes(lines));
        places.forEach((line, place) -> {
            if (option.base(line).isEmpty()) {
                place.note("of", "cost.of_unknown");
            }
        });
        return option;
    }

    private BigDecimal refreshes(List<Line> lines) {
        boolean needed = lines.stream().anyMatch(line -> line.per() == Per.REFRESH);
        return needed
                ? Figures.required(body, REFRESHES)
                : Figures.of(body, REFRESHES).orElse(BigDecimal.ZERO);
    }

    private void lines(JsonBody section, Per per, List<Line> lines) {
        List<String> names = List.copyOf(section.json().keySet());
        for (String name : names.subList(0, Math.min(names.size(), MOST_LINES))) {
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                section.note(name, "cost.name_form", LONGEST_NAME);
            }
            lines.add(line(section, name, per));
        }
        if (names.size() > MOST_LINES) {
            section.note(names.get(MOST_LINES), "cost.lines_count", MOST_LINES);
        }
    }

    /** A sum, or an object that says where it comes from. */
    private Line line(JsonBody section, String name, Per per) {
        if (section.json().get(name) instanceof JsonObject) {
            JsonBody parts = section.object(name);
            BigDecimal times = Figures.of(parts, "times").orElse(BigDecimal.ONE);
            Line line = new Line(name, per, basis(parts), times);
            if (line.basis() instanceof Basis.OtherLine) {
                places.put(line, parts);
            }
            return line;
        }
        return new Line(name, per, new Basis.Sum(Figures.required(section, name)), BigDecimal.ONE);
    }

    private static Basis basis(JsonBody parts) {
        if (parts.given("of")) {
            return new Basis.OtherLine(parts.text("of"));
        }
        if (parts.given("amount")) {
            return new Basis.Sum(Figures.required(parts, "amount"));
        }
        return new Basis.Tokens(Figures.required(parts, "tokens"), Figures.required(parts, "price_per_million"));
    }
}
