package io.groundwork.chat;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.Optional;
import java.util.Set;

/**
 * The references of JSON schemas, with an end: thirty definitions of which each refers to the next one twice are a short
 * text, and a thousand million steps. Lives for one look at one schema.
 */
final class BoundedReferences implements EvaluatorFactory {

    private static final Set<String> KEYWORDS = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final int MOST_STEPS = 200_000;

    private int steps;

    /** A schema whose references lead on and on. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("too many references", null, false, false);
        }
    }

    @Override
    public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
        return KEYWORDS.contains(keyword)
                ? context.getDialect()
                        .getEvaluatorFactory()
                        .create(context, keyword, value)
                        .map(Counted::new)
                : Optional.empty();
    }

    /** The evaluator of the schema's own dialect, counted. */
    private final class Counted implements Evaluator {

        private final Evaluator reference;

        Counted(Evaluator reference) {
            this.reference = reference;
        }

        @Override
        public Result evaluate(EvaluationContext context, JsonNode node) {
            if (++steps > MOST_STEPS) {
                throw new TooMuch();
            }
            return reference.evaluate(context, node);
        }

        @Override
        public int getOrder() {
            return reference.getOrder();
        }

        @Override
        public Set<String> getVocabularies() {
            return reference.getVocabularies();
        }
    }
}
