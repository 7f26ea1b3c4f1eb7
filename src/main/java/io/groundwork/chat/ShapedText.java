package io.groundwork.chat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * An answer in JSON: the marks inside its strings become numbers, so that the JSON around them stays whole, and what comes
 * of it is held against the shape.
 */
final class ShapedText {

    private final Citations citations;
    private int dropped;
    private boolean covered = true;
    private String json = "";
    private List<String> faults = List.of();

    private ShapedText(Citations citations) {
        this.citations = citations;
    }

    /** @param cites whether the model was given sources; without any the JSON stays as it came */
    static ShapedText of(String raw, AnswerShape shape, Citations citations, boolean cites) {
        ShapedText text = new ShapedText(citations);
        Optional<JsonValue> answer = AnswerShape.read(raw);
        if (answer.isEmpty()) {
            text.faults = List.of("it is not one JSON value");
            return text;
        }
        JsonValue shown = cites ? text.cited(answer.get()) : answer.get();
        text.faults = shape.faults(shown);
        text.json = shown.toString();
        return text;
    }

    String json() {
        return json;
    }

    List<String> faults() {
        return faults;
    }

    List<Citation> citations() {
        return citations.all();
    }

    int dropped() {
        return dropped;
    }

    /** Whether something is cited, and no string that states something is without a mark. */
    boolean grounded() {
        return covered && !citations.all().isEmpty();
    }

    private JsonValue cited(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> Json.createValue(words(((JsonString) value).getString()));
            case ARRAY -> {
                JsonArrayBuilder array = Json.createArrayBuilder();
                value.asJsonArray().forEach(inner -> array.add(cited(inner)));
                yield array.build();
            }
            case OBJECT -> {
                JsonObjectBuilder object = Json.createObjectBuilder();
                value.asJsonObject().forEach((name, inner) -> object.add(name, cited(inner)));
                yield object.build();
            }
            default -> value;
        };
    }

    private String words(String text) {
        CitationStream words = new CitationStream(citations);
        words.accept(text);
        words.finish();
        dropped += words.dropped();
        covered &= Coverage.everyParagraph(words.shown());
        return words.shown();
    }
}
