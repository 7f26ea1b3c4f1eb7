package io.groundwork.chat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An answer in JSON: the marks inside its strings become numbers, so that the JSON around them stays whole, and what comes
 * of it is held against the shape.
 */
final class ShapedText {

    private final Citations citations;
    private int dropped;
    private boolean covered = true;
    private JsonValue value = JsonValue.NULL;
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
        text.value = text.shown(answer.get(), cites ? text::words : VisibleText::of);
        text.faults = shape.faults(text.value);
        return text;
    }

    /** What the model said, as it is shown. */
    JsonValue value() {
        return value;
    }

    /** The same, written; a list of numbers is not to look like a mark. */
    String json() {
        StringBuilder written = new StringBuilder(value.toString());
        boolean inString = false;
        for (int i = 0; i < written.length(); i++) {
            char next = written.charAt(i);
            if (inString && next == '\\') {
                i++;
            } else if (next == '"') {
                inString = !inString;
            } else if (!inString && next == '[') {
                written.insert(++i, ' ');
            }
        }
        return written.toString();
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

    private JsonValue shown(JsonValue value, UnaryOperator<String> words) {
        return switch (value.getValueType()) {
            case STRING -> Json.createValue(words.apply(((JsonString) value).getString()));
            case ARRAY -> {
                JsonArrayBuilder array = Json.createArrayBuilder();
                value.asJsonArray().forEach(inner -> array.add(shown(inner, words)));
                yield array.build();
            }
            case OBJECT -> {
                JsonObjectBuilder object = Json.createObjectBuilder();
                value.asJsonObject().forEach((name, inner) -> object.add(name(name), shown(inner, words)));
                yield object.build();
            }
            default -> value;
        };
    }

    /** Names cite nothing. */
    private static String name(String name) {
        CitationStream words = CitationStream.withoutSources();
        words.accept(name);
        words.finish();
        return words.shown();
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
