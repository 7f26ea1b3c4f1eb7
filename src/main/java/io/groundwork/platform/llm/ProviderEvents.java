package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.TokenCount;
import jakarta.json.JsonArray;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What the events of one answer add up to: pieces of text, requests to the caller, the finish, the usage. Each provider has
 * its own events; what becomes of them is the same for all.
 */
abstract class ProviderEvents {

    private final Deque<String> pieces = new ArrayDeque<>();
    private final ToolCallPieces toolCalls = new ToolCallPieces();
    private Optional<String> finishReason = Optional.empty();
    private Optional<TokenCount> usage = Optional.empty();
    private Optional<TokenCount> usageSoFar = Optional.empty();
    private long unseen;
    private Optional<String> responseId = Optional.empty();
    private boolean begun;
    private boolean refused;
    private boolean done;

    /** Reads the data of one event; false when it only says that the provider is still there. */
    protected abstract boolean read(String data);

    /** Reads an answer that came whole, as the provider gives it to those who want no stream. */
    protected abstract void readWhole(EventJson answer);

    final boolean accept(String data) {
        return !done && read(data);
    }

    /** An answer that came whole; one without a reason for its end has ended all the same. */
    final void whole(String json) {
        readWhole(EventJson.parse(json));
        if (!finished()) {
            throw ProviderFailure.failed("the provider sent something that is no answer", null);
        }
        end();
    }

    protected final void piece(Optional<String> text) {
        text.ifPresent(piece -> {
            pieces.add(piece);
            begun();
        });
    }

    protected final void toolCall(long place, Optional<String> id, Optional<String> name, Optional<String> arguments) {
        toolCalls.add(place, id, name, arguments);
        name.ifPresent(this::unseen);
        arguments.ifPresent(this::unseen);
        begun();
    }

    /** The model thinks aloud, and nobody is shown what. */
    protected final void thought(Optional<String> text) {
        text.ifPresent(this::unseen);
        begun();
    }

    private void unseen(String text) {
        unseen += ApproximateTokens.of(text);
    }

    /** The model has begun, with something that nobody is shown. */
    protected final void begun() {
        begun = true;
    }

    protected final void finish(Optional<String> reason) {
        finishReason = reason.or(() -> finishReason);
    }

    protected final void usage(Optional<TokenCount> told) {
        usage = told.or(() -> usage);
        usageSoFar(told);
    }

    /** What the provider tells before the end, when it cannot know all of it. */
    protected final void usageSoFar(Optional<TokenCount> told) {
        usageSoFar = told.or(() -> usageSoFar);
    }

    protected final void responseId(Optional<String> id) {
        responseId = id.or(() -> responseId);
    }

    /** The provider says in its answer's place that it will give none. */
    protected final RuntimeException refused(String kind) {
        refused = true;
        return ProviderFailure.told(kind);
    }

    /** The provider says that this was all. */
    protected final void last() {
        if (!finished()) {
            throw ProviderFailure.failed("the stream ended before the answer did", null);
        }
        end();
    }

    final boolean hasBegun() {
        return begun;
    }

    final boolean isEmpty() {
        return pieces.isEmpty();
    }

    final Optional<String> take() {
        return Optional.ofNullable(pieces.poll());
    }

    /** Whether the provider told that the answer is complete. */
    final boolean finished() {
        return finishReason.isPresent();
    }

    final void end() {
        done = true;
    }

    /** Whether everything was read, and taken. */
    final boolean ended() {
        return done && pieces.isEmpty();
    }

    final Completion completion(Optional<String> requestId, Optional<Long> firstTokenMillis, boolean reached) {
        boolean worked = reached && !(refused && !begun && usageSoFar.isEmpty());
        return new Completion(
                finishReason,
                usage.filter(told -> finished()),
                new Completion.SoFar(usageSoFar, unseen),
                requestId,
                responseId,
                asked(),
                firstTokenMillis,
                worked);
    }

    private JsonArray asked() {
        return toolCalls.whole();
    }
}
