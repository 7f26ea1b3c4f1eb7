package io.groundwork.intent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The labelled examples that come with the product: an intent and a text on each line, with a tab between them. */
final class ShippedExamples {

    private ShippedExamples() {}

    /** One line of them. */
    record Line(String intent, String text) {}

    static List<Line> read() {
        try (InputStream file = ShippedExamples.class.getResourceAsStream("examples.tsv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.split("\t"))
                    .map(parts -> new Line(parts[0], parts[1]))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
