package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.Problem;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One answer of an OpenAI-compatible server while it is made. */
final class OpenAiStream implements ModelStream {

    private static final int MOST_EVENT_BYTES = 256 * 1024;
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final CompletableFuture<HttpResponse<UpstreamBody>> reply;
    private final Deadlines deadlines;
    private final long sentAt;
    private final EventLines lines = new EventLines(MOST_EVENT_BYTES);
    private final OpenAiEvents events = new OpenAiEvents();
    private UpstreamBody body;
    private Optional<String> requestId = Optional.empty();
    private Optional<Long> firstTokenMillis = Optional.empty();
    private long lastHeardAt;
    private long received;
    private boolean closed;

    OpenAiStream(CompletableFuture<HttpResponse<UpstreamBody>> reply, Deadlines deadlines, long sentAt) {
        this.reply = reply;
        this.deadlines = deadlines;
        this.sentAt = sentAt;
        this.lastHeardAt = sentAt;
    }

    @Override
    public Optional<String> next(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (events.isEmpty() && !ended()) {
                long wait = Math.min(until - System.nanoTime(), untilDeadline());
                if (body == null) {
                    awaitReply(wait);
                } else {
                    awaitBytes(wait);
                }
                if (System.nanoTime() >= until) {
                    break;
                }
            }
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw ProviderFailure.failed("interrupted", interrupted);
        } catch (Problem.Unavailable failure) {
            close();
            throw failure;
        }
        return events.take();
    }

    /** Nanoseconds until the provider has been silent for too long. */
    private long untilDeadline() {
        long now = System.nanoTime();
        long total = sentAt + deadlines.total().toNanos() - now;
        long silence = firstTokenMillis.isEmpty()
                ? sentAt + deadlines.firstToken().toNanos() - now
                : lastHeardAt + deadlines.idle().toNanos() - now;
        long left = Math.min(total, silence);
        if (left <= 0) {
            throw ProviderFailure.tooSlow(firstTokenMillis.isEmpty() ? "no first token" : "the stream stalled");
        }
        return left;
    }

    private void awaitReply(long nanos) throws InterruptedException {
        try {
            HttpResponse<UpstreamBody> received = reply.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
            body = received.body();
            requestId = received.headers().firstValue("x-request-id");
            if (received.statusCode() != 200) {
                throw ProviderFailure.status(received.statusCode());
            }
        } catch (TimeoutException notYet) {
            return;
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw cause instanceof HttpTimeoutException
                    ? ProviderFailure.tooSlow("no connection in time")
                    : ProviderFailure.failed("the provider cannot be reached", cause);
        }
    }

    private void awaitBytes(long nanos) throws InterruptedException {
        UpstreamBody.Piece piece = body.take(nanos);
        if (piece == null) {
            return;
        }
        if (piece.isEnd()) {
            endOfBody(piece.failure());
        } else {
            piece.bytes().forEach(this::read);
        }
    }

    /** Some servers end without the last event; an answer whose finish was told is whole all the same. */
    private void endOfBody(Throwable failure) {
        if (!events.finished()) {
            throw ProviderFailure.failed("the stream broke off", failure);
        }
        events.end();
    }

    private void read(ByteBuffer bytes) {
        received += bytes.remaining();
        if (received > MOST_BYTES) {
            throw ProviderFailure.failed("the answer is larger than " + MOST_BYTES + " bytes", null);
        }
        try {
            for (String event : lines.feed(bytes)) {
                lastHeardAt = System.nanoTime();
                events.accept(event);
            }
        } catch (EventLines.TooLarge tooLarge) {
            throw ProviderFailure.failed("the stream cannot be read", tooLarge);
        }
        if (firstTokenMillis.isEmpty() && !events.isEmpty()) {
            firstTokenMillis = Optional.of(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentAt));
        }
    }

    @Override
    public boolean ended() {
        return events.ended();
    }

    @Override
    public Completion completion() {
        return new Completion(
                events.finishReason(),
                events.usage(),
                requestId,
                events.responseId(),
                JsonValue.EMPTY_JSON_ARRAY,
                firstTokenMillis);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (body == null) {
            reply.cancel(true);
            reply.thenAccept(late -> late.body().cancel());
        } else if (ended()) {
            body.finish();
        } else {
            body.cancel();
        }
    }
}
