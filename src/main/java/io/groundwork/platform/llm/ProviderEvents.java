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
    private Optional<String> responseId = Optional.empty();
    private boolean begun;
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
        begun();
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
    }

    protected final void responseId(Optional<String> id) {
        responseId = id.or(() -> responseId);
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
        return new Completion(finishReason, usage, requestId, responseId, asked(), firstTokenMillis, reached);
    }

    private JsonArray asked() {
        return toolCalls.whole();
    }
}
