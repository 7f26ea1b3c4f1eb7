package io.groundwork.chat.rest;

import io.groundwork.platform.llm.Sampling;
import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Reads how long and how freely a model may answer, in OpenAI's fields. */
final class SamplingReader {

    private static final int MOST_OUTPUT_TOKENS = 1_000_000;
    private static final int MOST_STOPS = 4;
    private static final int LONGEST_STOP = 256;

    private final JsonBody body;

    SamplingReader(JsonBody body) {
        this.body = body;
    }

    Sampling read() {
        Optional<Integer> usual = body.optionalNumber("max_completion_tokens", 1, MOST_OUTPUT_TOKENS);
        Optional<Integer> older = body.optionalNumber("max_tokens", 1, MOST_OUTPUT_TOKENS);
        return new Sampling(
                usual.or(() -> older), decimal("temperature", 2), decimal("top_p", 1), stops(), wholeNumber("seed"));
    }

    private Optional<Double> decimal(String field, int most) {
        if (!body.given(field)) {
            return Optional.empty();
        }
        if (body.json().get(field) instanceof JsonNumber number
                && number.doubleValue() >= 0
                && number.doubleValue() <= most) {
            return Optional.of(number.doubleValue());
        }
        body.note(field, "chat.number_range", 0, most);
        return Optional.empty();
    }

    private List<String> stops() {
        JsonValue stop = body.json().get("stop");
        if (stop == null || stop == JsonValue.NULL) {
            return List.of();
        }
        if (stop instanceof JsonString one && usable(one)) {
            return List.of(one.getString());
        }
        if (stop instanceof JsonArray some
                && some.size() <= MOST_STOPS
                && some.stream().allMatch(each -> each instanceof JsonString text && usable(text))) {
            return some.getValuesAs(JsonString::getString);
        }
        body.note("stop", "chat.stop_invalid", MOST_STOPS, LONGEST_STOP);
        return List.of();
    }

    private static boolean usable(JsonString text) {
        return !text.getString().isEmpty()
                && text.getString().length() <= LONGEST_STOP
                && text.getString().indexOf('\u0000') < 0;
    }

    private Optional<Long> wholeNumber(String field) {
        if (!body.given(field)) {
            return Optional.empty();
        }
        if (body.json().get(field) instanceof JsonNumber number && number.isIntegral()) {
            try {
                return Optional.of(number.longValueExact());
            } catch (ArithmeticException tooLarge) {
                // Falls through to the refusal, which says the same for both.
            }
        }
        body.note(field, "chat.whole_number");
        return Optional.empty();
    }
}
