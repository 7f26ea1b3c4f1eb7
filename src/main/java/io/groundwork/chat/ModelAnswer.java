package io.groundwork.chat;

import io.groundwork.model.Model;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.platform.llm.Completion;
import io.groundwork.platform.llm.LanguageModel;
import io.groundwork.platform.llm.ModelStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * An answer of a language model while it is made. Nothing of it is shown before its first verified citation: until then
 * it may still turn out to stand on nothing, and then the person is told that there is no answer.
 */
final class ModelAnswer {

    /** How often the sink may look whether somebody still listens. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Model model;
    private final LanguageModel.Call call;
    private final Citations citations;
    private final CitationStream words;
    private final ToIntFunction<String> tokens;
    private Completion completion = Completion.UNKNOWN;
    private int given;

    /** @param tokens counts tokens where the provider does not tell */
    ModelAnswer(Model model, LanguageModel.Call call, Citations citations, ToIntFunction<String> tokens) {
        this.model = model;
        this.call = call;
        this.citations = citations;
        this.words = new CitationStream(citations);
        this.tokens = tokens;
    }

    /** Whether anything was shown already. */
    boolean begun() {
        return given > 0;
    }

    /**
     * Reads the answer to its end and shows it as it grows.
     *
     * @throws Problem.Unavailable when the provider fails
     * @throws AnswerSink.ClientGone when nobody listens any more; the provider's connection is closed then
     */
    void run(AnswerSink sink) {
        try (ModelStream stream = call.open()) {
            try {
                while (!stream.ended()) {
                    Optional<String> piece = stream.next(PATIENCE);
                    if (piece.isPresent()) {
                        words.accept(piece.get());
                        show(sink);
                    } else if (!stream.ended()) {
                        sink.idle();
                    }
                }
                words.finish();
                show(sink);
            } finally {
                completion = stream.completion();
            }
        }
    }

    private void show(AnswerSink sink) {
        if (citations.all().isEmpty() || words.shown().length() == given) {
            return;
        }
        String piece = words.shown().substring(given);
        given += piece.length();
        sink.text(piece);
    }

    /** What there is so far, with the code of what went wrong, if anything. */
    Draft draft(Optional<String> failure) {
        List<Citation> cited = citations.all();
        boolean abstained = cited.isEmpty() && failure.isEmpty();
        String shown = abstained ? Abstention.text() : words.shown().substring(0, given);
        TokenCount usage = completion.usage().orElseGet(this::estimated);
        EvidenceLog.Attempt attempt = new EvidenceLog.Attempt(
                model.alias(),
                Sha256.of(call.sent()),
                completion.requestId(),
                completion.responseId(),
                completion.finishReason(),
                failure,
                Optional.empty());
        return new Draft(
                model,
                words.raw(),
                shown,
                abstained,
                cited,
                words.dropped(),
                usage,
                completion.usage().isEmpty(),
                completion.finishReason().filter("length"::equals).orElse("stop"),
                attempt,
                completion.firstTokenMillis());
    }

    private TokenCount estimated() {
        return new TokenCount(tokens.applyAsInt(call.sent()), 0, tokens.applyAsInt(words.raw()));
    }
}
