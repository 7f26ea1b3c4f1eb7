package io.groundwork.chat;

import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keyword {@code pattern} of JSON schemas, with an end: a caller's expression and a model's text could otherwise keep each
 * other busy for years.
 */
final class BoundedPattern implements EvaluatorFactory {

    private static final int MOST_STEPS = 5_000_000;

    @Override
    public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
        if (!keyword.equals("pattern") || !value.isString()) {
            return Optional.empty();
        }
        Pattern pattern = Pattern.compile(value.asString());
        return Optional.of((evaluation, node) -> !node.isString() || found(pattern, node.asString())
                ? Evaluator.Result.success()
                : Evaluator.Result.failure("does not match " + pattern));
    }

    private static boolean found(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Counted(text, new int[1])).find();
        } catch (TooMuch endless) {
            return false;
        }
    }

    /** An expression that goes nowhere. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("too many steps", null, false, false);
        }
    }

    /** A text that can be looked at only so often. */
    private record Counted(CharSequence text, int[] steps) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw new TooMuch();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
