package io.groundwork.chat;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.platform.llm.Completion;
import io.groundwork.platform.llm.LanguageModel;
import io.groundwork.platform.llm.ModelStream;
import io.groundwork.platform.llm.Prompt;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One call of a language model: what it says is read, its marks become citations, and it is shown as it grows. Held back is
 * only what may still turn out to be the sign that there is no answer, or a mark that is not finished; where the policy
 * says so, also everything before the first verified citation.
 */
final class ModelAnswer {

    /** How often the sink may look whether somebody still listens. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final Set<String> REASONS = Set.of("length", "content_filter");
    /** How the call is kept whose answer was stopped for it. */
    static final String RULES_REPEATED = "rules_repeated";

    /** When what a model says is shown. */
    enum Showing {
        AT_ONCE,
        ONCE_CITED,
        /** Nothing of it before all of it was looked at. */
        WHOLE
    }

    private final Step step;
    private final int n;
    private final Prompt prompt;
    private final LanguageModel.Call call;
    private final Citations citations;
    private final int citedBefore;
    private final CitationStream words;
    private final Showing showing;
    private final OwnWords ours;
    private Completion completion = Completion.UNKNOWN;
    private Optional<Problem.Unavailable> failure = Optional.empty();
    private int given;

    /**
     * @param n which of the answer's models this is, from 1
     * @param ours what the model was told and is not to tell
     */
    ModelAnswer(Step step, int n, Prompt prompt, Citations citations, Showing showing, OwnWords ours) {
        this.step = step;
        this.n = n;
        this.prompt = prompt;
        this.call = step.model().client().orElseThrow().prepare(prompt);
        this.citations = citations;
        this.citedBefore = citations.all().size();
        this.words = step.mode().retrieves() ? new CitationStream(citations) : CitationStream.withoutSources();
        this.showing = showing;
        this.ours = ours;
    }

    /**
     * Reads the answer to its end and shows it as it grows.
     *
     * @param id our name of the call
     * @param said is told of its pieces as they come
     * @throws AnswerSink.ClientGone when nobody listens any more; the provider's connection is closed then
     */
    void run(String id, AnswerSink sink, Consumer<String> said) {
        try (ModelStream stream = call.open(id)) {
            try {
                read(stream, sink, said);
            } finally {
                completion = stream.completion();
            }
        } catch (Problem.Unavailable failed) {
            failure = Optional.of(failed);
        }
    }

    private void read(ModelStream stream, AnswerSink sink, Consumer<String> said) {
        long quietSince = System.nanoTime();
        while (!stream.ended() && !ours.repeated()) {
            Optional<String> piece = stream.next(PATIENCE);
            int before = given;
            if (piece.isPresent()) {
                said.accept(piece.get());
                ours.accept(words.accept(piece.get()));
                show(sink);
            }
            long now = System.nanoTime();
            if (given > before) {
                quietSince = now;
            } else if (now - quietSince >= PATIENCE.toNanos() && !stream.ended()) {
                quietSince = now;
                sink.idle();
            }
        }
        ours.accept(words.finish());
        ours.finish();
        ToolCalls.spoken(stream.completion().toolCalls()).forEach(ours::readToo);
        show(sink);
    }

    private void show(AnswerSink sink) {
        boolean allowed = showing == Showing.AT_ONCE || showing == Showing.ONCE_CITED && cited();
        if (!allowed || !sink.live()) {
            return;
        }
        String piece = ours.shown(given);
        if (!piece.isEmpty() && (given > 0 || !piece.isBlank())) {
            given += piece.length();
            sink.text(piece);
        }
    }

    /** Whether it began to tell the person what it was told; all that followed is not shown. */
    boolean repeatsRules() {
        return ours.repeated();
    }

    /** Looks for that in its JSON as well, whatever way the characters were written there. */
    void readToo(JsonValue answer) {
        SpokenJson.of(answer).forEach(ours::readToo);
    }

    private boolean cited() {
        return citations.all().size() > citedBefore;
    }

    Optional<Problem.Unavailable> failure() {
        return failure;
    }

    /** What the person was given of it. */
    String given() {
        return ours.shown().substring(0, given);
    }

    int number() {
        return n;
    }

    /** What is sent to the provider. */
    String sent() {
        return call.sent();
    }

    String raw() {
        return words.raw();
    }

    List<Citation> citations() {
        return citations.all();
    }

    /** Whether it is to be told that there is no answer. */
    boolean abstained() {
        boolean silent = words.nothing() || ours.shown().isBlank() || showing == Showing.ONCE_CITED && !cited();
        return step.mode().retrieves()
                && silent
                && !repeatsRules()
                && toolCalls().isEmpty();
    }

    boolean calls() {
        return !toolCalls().isEmpty();
    }

    private JsonArray toolCalls() {
        return repeatsRules() ? JsonValue.EMPTY_JSON_ARRAY : ToolCalls.offered(prompt.tools(), completion.toolCalls());
    }

    /** The whole answer as it was shown, or that there is none. */
    Draft draft() {
        if (abstained()) {
            return draft(Abstention.text(), true, false, List.of(), words.dropped());
        }
        String shown = ours.shown().isBlank() ? "" : ours.shown();
        boolean grounded = !repeatsRules() && step.mode().retrieves() && cited() && Coverage.everyParagraph(shown);
        return draft(shown, false, grounded, citations.all(), words.dropped());
    }

    /** What there is of an answer that came to no good end. */
    Draft broken() {
        return draft(given(), false, false, given == 0 ? List.of() : citations.all(), words.dropped());
    }

    /** The answer in another wording than the model's. */
    Draft draft(String shown, boolean abstained, boolean grounded, List<Citation> cited, int dropped) {
        return new Draft(
                step,
                words.raw(),
                shown,
                abstained,
                grounded,
                cited,
                dropped,
                finishReason(),
                toolCalls(),
                attempt(fault()),
                completion.firstTokenMillis());
    }

    /** What went wrong with it, by its code. */
    Optional<String> fault() {
        return repeatsRules() ? Optional.of(RULES_REPEATED) : failure.map(Problem::code);
    }

    /** The call, as it is kept. */
    EvidenceLog.Attempt attempt(Optional<String> fault) {
        TokenCount usage = completion.usage().orElseGet(() -> wasRead() ? estimated() : TokenCount.NONE);
        return new EvidenceLog.Attempt(
                n,
                step.model().alias(),
                step.mode().word(),
                Rules.version(step.mode()),
                Sha256.of(call.sent()),
                completion.requestId(),
                completion.responseId(),
                completion.finishReason(),
                fault,
                usage,
                completion.usage().isEmpty() && wasRead(),
                step.model().price().orElseThrow().of(usage),
                fault.map(failed -> words.raw()));
    }

    private String finishReason() {
        if (repeatsRules()) {
            return "content_filter";
        }
        return calls()
                ? "tool_calls"
                : completion.finishReason().filter(REASONS::contains).orElse("stop");
    }

    /** A provider that refused took nothing in; one that the question may have come to may have, whatever followed. */
    private boolean wasRead() {
        return failure.isEmpty() || completion.reached();
    }

    private TokenCount estimated() {
        return completion.soFar().estimated(call.sent(), words.raw(), Funds.longest(prompt));
    }
}
