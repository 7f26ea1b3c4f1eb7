package io.groundwork.platform.rest;

import io.groundwork.platform.kernel.Problem;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads a request's JSON object field by field and collects what is wrong, so that the caller hears of every bad field at
 * once. Read the fields, then call {@link #check()} before using them. Unknown fields are ignored.
 */
public final class JsonBody {

    /** The one character that the database cannot store. */
    private static final char NUL = 0;
    /** More digits than any amount has; a string is not read as a number before it is known to be no longer. */
    private static final int LONGEST_AMOUNT = 40;

    private final JsonObject json;
    private final String prefix;
    private final List<Problem.Invalid.Field> bad;

    private JsonBody(JsonObject json, String prefix, List<Problem.Invalid.Field> bad) {
        this.json = json;
        this.prefix = prefix;
        this.bad = bad;
    }

    /** A body; null (an empty request) is refused. */
    public static JsonBody of(JsonObject json) {
        if (json == null) {
            throw new Problem.Invalid("platform.body_required");
        }
        return new JsonBody(json, "", new ArrayList<>());
    }

    /** Whether the field is there, even as null. */
    public boolean has(String field) {
        return json.containsKey(field);
    }

    /** Whether the field is there and not null. */
    public boolean given(String field) {
        return json.containsKey(field) && json.get(field) != JsonValue.NULL;
    }

    /** A required string that is not blank; empty text where it was bad. */
    public String text(String field) {
        Optional<String> value = optionalText(field);
        if (value.isEmpty() && (!given(field) || isBlank(field))) {
            note(field, "platform.field_required");
        }
        return value.orElse("");
    }

    /** A string; blank counts as absent. */
    public Optional<String> optionalText(String field) {
        if (!given(field)) {
            return Optional.empty();
        }
        if (!(json.get(field) instanceof JsonString string)) {
            note(field, "platform.field_text");
            return Optional.empty();
        }
        if (string.getString().indexOf(NUL) >= 0) {
            note(field, "platform.unstorable_character");
            return Optional.empty();
        }
        return Optional.of(string.getString()).filter(value -> !value.isBlank());
    }

    private boolean isBlank(String field) {
        return json.get(field) instanceof JsonString string
                && string.getString().isBlank();
    }

    public Optional<Integer> optionalNumber(String field, int least, int most) {
        if (!given(field)) {
            return Optional.empty();
        }
        if (json.get(field) instanceof JsonNumber number && number.isIntegral()) {
            long value = number.longValue();
            if (value >= least && value <= most) {
                return Optional.of((int) value);
            }
        }
        note(field, "platform.field_range", least, most);
        return Optional.empty();
    }

    public Optional<Boolean> optionalFlag(String field) {
        if (!given(field)) {
            return Optional.empty();
        }
        JsonValue value = json.get(field);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return Optional.of(value == JsonValue.TRUE);
        }
        note(field, "platform.field_flag");
        return Optional.empty();
    }

    /** A list of strings; empty when absent. */
    public List<String> texts(String field) {
        if (!given(field)) {
            return List.of();
        }
        if (json.get(field) instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
            List<String> values = array.getValuesAs(JsonString::getString);
            if (values.stream().noneMatch(value -> value.indexOf(NUL) >= 0)) {
                return values;
            }
            note(field, "platform.unstorable_character");
            return List.of();
        }
        note(field, "platform.field_texts");
        return List.of();
    }

    /** A time in ISO 8601. */
    public Optional<Instant> optionalTime(String field) {
        return optionalText(field).flatMap(value -> {
            try {
                return Optional.of(Instant.parse(value));
            } catch (DateTimeParseException notATime) {
                note(field, "platform.field_time");
                return Optional.empty();
            }
        });
    }

    /** A required object inside this one; its bad fields are told with their whole path. */
    public JsonBody object(String field) {
        return optionalObject(field).orElseGet(() -> {
            if (!given(field)) {
                note(field, "platform.field_required");
            }
            return new JsonBody(JsonValue.EMPTY_JSON_OBJECT, prefix + field + ".", bad);
        });
    }

    public Optional<JsonBody> optionalObject(String field) {
        if (!given(field)) {
            return Optional.empty();
        }
        if (json.get(field) instanceof JsonObject object) {
            return Optional.of(new JsonBody(object, prefix + field + ".", bad));
        }
        note(field, "platform.field_object");
        return Optional.empty();
    }

    /** A list of objects, at most so many; the bad fields of each are told with its place. */
    public List<JsonBody> objects(String field, int most) {
        if (!given(field)) {
            return List.of();
        }
        boolean objects =
                json.get(field) instanceof JsonArray array && array.stream().allMatch(JsonObject.class::isInstance);
        if (!objects || json.getJsonArray(field).size() > most) {
            note(field, "platform.field_objects", most);
            return List.of();
        }
        List<JsonObject> values = json.getJsonArray(field).getValuesAs(JsonObject.class);
        return IntStream.range(0, values.size())
                .mapToObj(i -> new JsonBody(values.get(i), prefix + field + "[" + i + "].", bad))
                .toList();
    }

    /** A number, whole or not, within bounds, both included. */
    public Optional<Double> optionalDecimal(String field, int least, int most) {
        if (!given(field)) {
            return Optional.empty();
        }
        if (json.get(field) instanceof JsonNumber number
                && number.doubleValue() >= least
                && number.doubleValue() <= most) {
            return Optional.of(number.doubleValue());
        }
        note(field, "platform.field_decimal", least, most);
        return Optional.empty();
    }

    /**
     * An exact decimal: a decimal string, or a number as it is written, without a detour over binary fractions; empty, and
     * noted with this text, where it is neither.
     */
    public Optional<BigDecimal> optionalAmount(String field, String key, Object... arguments) {
        if (!given(field)) {
            return Optional.empty();
        }
        Optional<BigDecimal> amount = exact(json.get(field));
        if (amount.isEmpty()) {
            note(field, key, arguments);
        }
        return amount;
    }

    /** The same, where it must be there; zero where it was not or was bad. */
    public BigDecimal amount(String field, String key, Object... arguments) {
        if (!given(field)) {
            note(field, "platform.field_required");
        }
        return optionalAmount(field, key, arguments).orElse(BigDecimal.ZERO);
    }

    private static Optional<BigDecimal> exact(JsonValue value) {
        try {
            if (value instanceof JsonNumber number) {
                return Optional.of(number.bigDecimalValue());
            }
            if (value instanceof JsonString text && text.getString().length() <= LONGEST_AMOUNT) {
                return Optional.of(new BigDecimal(text.getString().strip()));
            }
            return Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** The whole paths of the fields that are not among these. */
    public List<String> besides(Set<String> known) {
        return json.keySet().stream()
                .filter(field -> !known.contains(field))
                .map(field -> prefix + field)
                .toList();
    }

    /** The object as it came. */
    public JsonObject json() {
        return json;
    }

    /** Notes a bad field found by the caller's own rules. */
    public void note(String field, String key, Object... arguments) {
        bad.add(Problem.Invalid.Field.of(prefix + field, key, arguments));
    }

    /**
     * Ends the reading.
     *
     * @throws Problem.Invalid naming every bad field
     */
    public void check() {
        if (!bad.isEmpty()) {
            throw new Problem.Invalid(bad);
        }
    }
}
