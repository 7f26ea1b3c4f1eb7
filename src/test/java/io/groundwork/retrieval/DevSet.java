package io.groundwork.retrieval;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A test collection on disk: {@code corpus.jsonl {id, title, text, tenant?}}, {@code queries.jsonl {id, text, tenant?}} and
 * {@code qrels.tsv} (a header; then query, document, grade). A question is asked of its own tenant's documents.
 */
record DevSet(String name, List<Entry> corpus, List<Entry> queries, Map<String, Map<String, Integer>> grades) {

    /** A document or a question; a question has no title. */
    record Entry(String id, String tenant, String title, String text) {}

    static boolean isAt(Path folder) {
        return Stream.of("corpus.jsonl", "queries.jsonl", "qrels.tsv")
                .allMatch(file -> Files.exists(folder.resolve(file)));
    }

    static DevSet read(Path folder) throws IOException {
        Map<String, Map<String, Integer>> grades = new HashMap<>();
        for (String line :
                Files.readAllLines(folder.resolve("qrels.tsv")).stream().skip(1).toList()) {
            String[] fields = line.split("\t");
            int grade = Integer.parseInt(fields[2].strip());
            if (grade > 0) {
                grades.computeIfAbsent(fields[0], query -> new HashMap<>()).put(fields[1], grade);
            }
        }
        List<Entry> queries = entries(folder.resolve("queries.jsonl")).stream()
                .filter(query -> grades.containsKey(query.id()))
                .toList();
        return new DevSet(
                folder.getFileName().toString(),
                entries(folder.resolve("corpus.jsonl")).stream()
                        .filter(entry -> !(entry.title() + entry.text()).isBlank())
                        .toList(),
                queries,
                grades);
    }

    private static List<Entry> entries(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(DevSet::entry)
                .toList();
    }

    private static Entry entry(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            JsonObject json = reader.readObject();
            return new Entry(
                    json.getString("id"),
                    json.getString("tenant", ""),
                    json.getString("title", ""),
                    json.getString("text", ""));
        }
    }
}
