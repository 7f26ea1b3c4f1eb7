package io.groundwork.model;

import io.groundwork.platform.llm.Embeddings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Measures the built-in answerer: does it answer what the passages answer, and keep silent otherwise? Each line of the file
 * is {@code {set, question, answerable, answers:[...], passages:[{title, heading, text, score}]}}. With a second argument the
 * features of each question are written there, for fitting {@link Calibration}.
 */
final class ExtractiveBench {

    private ExtractiveBench() {}

    private static final class Tally {
        private int right;
        private int all;
        private int held;
        private int answered;
    }

    public static void main(String[] arguments) throws IOException {
        Embeddings embeddings = new Embeddings(Path.of(System.getProperty("java.io.tmpdir"), "groundwork-bench"));
        ExtractiveAnswerer answerer = new ExtractiveAnswerer(embeddings::query, embeddings::passages);
        Map<String, Tally> tallies = new TreeMap<>();
        StringBuilder features = new StringBuilder();
        try (Stream<String> lines = Files.lines(Path.of(arguments[0]))) {
            lines.map(ExtractiveBench::json).forEach(line -> features.append(measure(line, answerer, tallies))
                    .append('\n'));
        }
        tallies.forEach((set, tally) -> System.out.printf(
                "%-24s decided right %4d of %4d (%.1f %%), answer in the extracts %d of %d%n",
                set, tally.right, tally.all, 100.0 * tally.right / tally.all, tally.held, tally.answered));
        if (arguments.length > 1) {
            Files.writeString(Path.of(arguments[1]), features);
        }
        System.exit(0);
    }

    private static String measure(JsonObject line, ExtractiveAnswerer answerer, Map<String, Tally> tallies) {
        String question = line.getString("question");
        List<Passage> passages = line.getJsonArray("passages").getValuesAs(ExtractiveBench::passage);
        boolean answerable = line.getBoolean("answerable");
        List<String> answers = line.getJsonArray("answers").getValuesAs(JsonString::getString);
        List<Candidate> candidates = answerer.candidates(question, passages);
        Extraction extraction = answerer.decide(candidates);
        StringBuilder text = new StringBuilder();
        extraction.extracts().forEach(extract -> text.append(extract.of(passages.get(extract.passage())))
                .append(" | "));
        boolean holds = answers.stream().anyMatch(text.toString()::contains);
        Tally tally = tallies.computeIfAbsent(line.getString("set"), set -> new Tally());
        tally.all++;
        tally.right += extraction.abstained() != answerable ? 1 : 0;
        boolean checkable = answerable && !answers.isEmpty() && !answers.get(0).isEmpty();
        tally.answered += checkable ? 1 : 0;
        tally.held += checkable && holds ? 1 : 0;
        return Json.createObjectBuilder()
                .add("set", line.getString("set"))
                .add("answerable", answerable)
                .add("question", question)
                .add("confidence", extraction.confidence())
                .add("text", text.toString())
                .add("holds", holds)
                .add("features", Json.createArrayBuilder(Calibration.features(candidates)))
                .build()
                .toString();
    }

    private static Passage passage(JsonValue value) {
        JsonObject json = value.asJsonObject();
        return new Passage(
                json.getString("title"),
                json.getString("heading"),
                json.getString("text"),
                json.getJsonNumber("score").doubleValue());
    }

    private static JsonObject json(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }
}
