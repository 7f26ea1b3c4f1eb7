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

    static final int MOST_TOKENS = 16;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int LONGEST_REPLY = 200;
    private static final Prompt TRIFLE = new Prompt(
            List.of(Prompt.Message.user("Reply with the one word: ready")), Sampling.USUAL.atMost(MOST_TOKENS));
    private static final String QUESTION = "When does the library open?";
    private static final Passage PASSAGE =
            new Passage("Library", "Hours", "The library opens at nine in the morning on working days.", 1);

    @Inject
    private ExtractiveAnswerer answerer;

    /**
     * What came of asking.
     *
     * @param said all of it, whatever the end
     * @param read whether the provider read the question, so that it may ask money for it
     */
    record Asked(ModelTest test, String said, Completion completion, boolean read) {}

    /** The question, ready to be sent whatever the model's circuit says. */
    static LanguageModel.Call call(GuardedModel model) {
        return model.unguarded().prepare(TRIFLE);
    }

    /**
     * Asks a model over the network, and tells its guard what came of it.
     *
     * @param id our name of the call
     */
    Asked ask(GuardedModel model, LanguageModel.Call call, String id) {
        long began = System.nanoTime();
        StringBuilder said = new StringBuilder();
        Completion[] end = {Completion.UNKNOWN};
        try {
            read(call, id, began, said, end);
            model.guard().tried(Optional.empty());
            return new Asked(answered(said.toString(), end[0], millisSince(began)), said.toString(), end[0], true);
        } catch (Problem.Unavailable failure) {
            model.guard().tried(Optional.of(failure));
            return new Asked(ModelTest.failed(failure, millisSince(began)), said.toString(), end[0], end[0].reached());
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

    private static void read(LanguageModel.Call call, String id, long began, StringBuilder said, Completion[] end) {
        long until = began + PATIENCE.toNanos();
        try (ModelStream stream = call.open(id)) {
            try {
                while (!stream.ended()) {
                    long left = until - System.nanoTime();
                    if (left <= 0) {
                        throw new Problem.Unavailable(
                                Problem.Unavailable.Reason.UPSTREAM_TIMEOUT, null, "platform.provider_timeout");
                    }
                    stream.next(Duration.ofNanos(left)).ifPresent(said::append);
                }
            } finally {
                end[0] = stream.completion();
            }
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
