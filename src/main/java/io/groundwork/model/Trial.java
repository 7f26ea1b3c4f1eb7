package io.groundwork.model;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Completion;
import io.groundwork.platform.llm.LanguageModel;
import io.groundwork.platform.llm.ModelStream;
import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.llm.Sampling;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Asks a model a trifle, to see whether it answers. */
@ApplicationScoped
class Trial {

    private static final int MOST_TOKENS = 16;
    private static final int LONGEST_REPLY = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Prompt TRIFLE = new Prompt(
            List.of(Prompt.Message.user("Reply with the one word: ready")), Sampling.USUAL.atMost(MOST_TOKENS));
    private static final String QUESTION = "When does the library open?";
    private static final Passage PASSAGE =
            new Passage("Library", "Hours", "The library opens at nine in the morning on working days.", 1);

    @Inject
    private ExtractiveAnswerer answerer;

    /** Asks a model over the network, whatever its circuit says, and tells its guard what came of it. */
    ModelTest of(GuardedModel model) {
        long began = System.nanoTime();
        try {
            ModelTest answered = ask(model.unguarded(), began);
            model.guard().tried(Optional.empty());
            return answered;
        } catch (Problem.Unavailable failure) {
            model.guard().tried(Optional.of(failure));
            return ModelTest.failed(failure, millisSince(began));
        }
    }

    /** Lets the built-in answerer answer. */
    ModelTest ofBuiltIn() {
        long began = System.nanoTime();
        Extraction found = answerer.answer(QUESTION, List.of(PASSAGE));
        String reply =
                found.extracts().stream().map(extract -> extract.of(PASSAGE)).collect(Collectors.joining(" "));
        long millis = millisSince(began);
        return new ModelTest(
                !found.abstained(),
                millis,
                Optional.of(millis),
                Optional.of(reply),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ModelTest ask(LanguageModel model, long began) {
        long until = began + PATIENCE.toNanos();
        StringBuilder reply = new StringBuilder();
        try (ModelStream stream = model.prepare(TRIFLE).open()) {
            while (!stream.ended()) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    throw new Problem.Unavailable(
                            Problem.Unavailable.Reason.UPSTREAM_TIMEOUT, null, "platform.provider_timeout");
                }
                stream.next(Duration.ofNanos(left)).ifPresent(reply::append);
            }
            return answered(reply.toString(), stream.completion(), millisSince(began));
        }
    }

    private static ModelTest answered(String reply, Completion completion, long millis) {
        return new ModelTest(
                true,
                millis,
                completion.firstTokenMillis(),
                Optional.of(reply.substring(0, Math.min(reply.length(), LONGEST_REPLY))),
                completion.usage(),
                completion.requestId(),
                Optional.empty(),
                Optional.empty());
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
