package io.groundwork.chat.rest;

import io.groundwork.chat.AnswerSink;
import io.groundwork.chat.Beginning;
import io.groundwork.chat.Reply;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.Problems;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes an answer as server-sent events, each flushed at once. A client that has gone shows only as a write that fails, so
 * something is written even while there is nothing to say.
 */
final class EventWriter implements AnswerSink {

    private static final String HEARTBEAT = ": waiting\n\n";

    private final Supplier<OutputStream> opening;
    private final CompletionJson json;
    private final boolean usageWanted;
    private final long quietUntil;
    private Optional<Beginning> beginning = Optional.empty();
    private OutputStream out;

    /**
     * @param opening begins the reply; from then on its status cannot change
     * @param quietNanos how long the reply is not begun while there is nothing to say, so that an early failure still has
     *     its status
     */
    EventWriter(Supplier<OutputStream> opening, CompletionJson json, boolean usageWanted, long quietNanos) {
        this.opening = opening;
        this.json = json;
        this.usageWanted = usageWanted;
        this.quietUntil = System.nanoTime() + quietNanos;
    }

    boolean begun() {
        return out != null;
    }

    /** Kept for the first event: to write it now would end the time in which a failure has a status of its own. */
    @Override
    public void begun(Beginning known) {
        beginning = Optional.of(known);
    }

    @Override
    public void text(String piece) {
        data(json.piece(piece, usageWanted).toString());
    }

    @Override
    public void idle() {
        if (begun()) {
            write(HEARTBEAT);
        } else if (System.nanoTime() >= quietUntil) {
            begin();
        }
    }

    void end(Reply reply) {
        if (!reply.toolCalls().isEmpty()) {
            data(json.toolCalls(reply.toolCalls(), usageWanted).toString());
        }
        data(json.end(reply, usageWanted).toString());
        if (usageWanted) {
            data(json.usageChunk(reply).toString());
        }
        data("[DONE]");
    }

    /** The answer broke off: the client is told, and gets no other end. */
    void fault(Problem problem) {
        JsonObject error = Problems.openAi(problem, Problems.status(problem));
        write("event: error\ndata: " + error + "\n\n");
    }

    private void begin() {
        out = opening.get();
        write("data: " + json.begin(beginning, usageWanted) + "\n\n");
    }

    private void data(String data) {
        if (!begun()) {
            begin();
        }
        write("data: " + data + "\n\n");
    }

    private void write(String event) {
        try {
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            throw new ClientGone(gone);
        }
    }
}
