package io.groundwork.intent.web;

import io.groundwork.intent.Classifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the examples of one intent were taken for. */
public record ConfusionRow(String intent, List<Cell> cells) {

    public ConfusionRow {
        cells = List.copyOf(cells);
    }

    /**
     * How many were taken for one intent.
     *
     * @param kind {@code right}, {@code wrong}, or {@code none} where there are none
     */
    public record Cell(int count, String kind) {}

    static List<ConfusionRow> of(Classifier classifier) {
        List<ConfusionRow> rows = new ArrayList<>();
        for (int at = 0; at < classifier.intents().size(); at++) {
            List<Integer> counts = classifier.confusion().get(at);
            int right = at;
            List<Cell> cells = IntStream.range(0, counts.size())
                    .mapToObj(column -> cell(counts.get(column), column == right))
                    .toList();
            rows.add(new ConfusionRow(classifier.intents().get(at), cells));
        }
        return rows;
    }

    private static Cell cell(int count, boolean right) {
        String judged = right ? "right" : "wrong";
        return new Cell(count, count == 0 ? "none" : judged);
    }
}
