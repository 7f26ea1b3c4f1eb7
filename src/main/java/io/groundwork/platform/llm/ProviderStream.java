package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.Problem;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** One answer of a provider while it is made. */
final class ProviderStream implements ModelStream {

    private static final int OK = 200;

    /** What happens before anything was sent; whatever else breaks a connection may have come after it. */
    private static final List<Class<? extends Throwable>> NEVER_ARRIVED = List.of(
            ConnectException.class,
            HttpConnectTimeoutException.class,
            SSLException.class,
            UnresolvedAddressException.class,
            Problem.class);

    private final CompletableFuture<HttpResponse<UpstreamBody>> reply;
    private final Deadlines deadlines;
    private final ProviderEvents events;
    private final Intake intake;
    private final long sentAt = System.nanoTime();
    private UpstreamBody body;
    private Optional<String> requestId = Optional.empty();
    private Optional<Long> firstTokenMillis = Optional.empty();
    private long lastHeardAt = sentAt;
    private boolean reached = true;
    private boolean closed;

    /** @param reply is cancelled when the stream is closed before it came */
    ProviderStream(CompletableFuture<HttpResponse<UpstreamBody>> reply, Deadlines deadlines, ProviderEvents events) {
        this.reply = reply;
        this.deadlines = deadlines;
        this.events = events;
        this.intake = new Intake(events);
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
        long silence = events.hasBegun()
                ? lastHeardAt + deadlines.idle().toNanos() - now
                : sentAt + deadlines.firstToken().toNanos() - now;
        boolean tooLong = total <= 0 || silence <= 0 && !isBehind();
        if (tooLong && events.finished()) {
            // Only the last event is missing, and a server that never sends it may keep the connection too.
            events.end();
            return 0;
        }
        if (tooLong) {
            throw ProviderFailure.tooSlow(events.hasBegun() ? "the stream stalled" : "no first token");
        }
        return Math.min(total, Math.max(silence, 0));
    }

    /** Whether it is the reader who was slow: what the provider said lies here and was not looked at. */
    private boolean isBehind() {
        return body == null ? reply.isDone() : body.isWaiting();
    }

    private void awaitReply(long nanos) throws InterruptedException {
        try {
            HttpResponse<UpstreamBody> received = reply.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
            body = received.body();
            requestId = received.headers().firstValue("x-request-id").or(() -> received.headers()
                    .firstValue("request-id"));
            if (received.statusCode() != OK) {
                reached = false;
                throw ProviderFailure.status(received.statusCode());
            }
        } catch (TimeoutException notYet) {
            return;
        } catch (ExecutionException failed) {
            reached = !NEVER_ARRIVED.stream().anyMatch(kind -> kind.isInstance(failed.getCause()));
            throw unreachable(failed.getCause());
        }
    }

    private static Problem.Unavailable unreachable(Throwable cause) {
        if (cause instanceof Problem.Unavailable known) {
            return known;
        }
        return cause instanceof HttpTimeoutException
                ? ProviderFailure.tooSlow("no connection in time")
                : ProviderFailure.failed("the provider cannot be reached", cause);
    }

    private void awaitBytes(long nanos) throws InterruptedException {
        UpstreamBody.Piece piece = body.take(nanos);
        if (piece == null) {
            return;
        }
        if (piece.isEnd()) {
            intake.end(piece.failure());
        } else {
            piece.bytes().forEach(this::read);
        }
        if (firstTokenMillis.isEmpty() && !events.isEmpty()) {
            firstTokenMillis = Optional.of(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentAt));
        }
    }

    private void read(ByteBuffer bytes) {
        if (intake.take(bytes)) {
            lastHeardAt = System.nanoTime();
        }
    }

    @Override
    public boolean ended() {
        return events.ended();
    }

    @Override
    public Completion completion() {
        return events.completion(requestId, firstTokenMillis, reached);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (body == null) {
            reply.cancel(true);
        } else if (ended()) {
            body.finish();
        } else {
            body.cancel();
        }
    }
}
