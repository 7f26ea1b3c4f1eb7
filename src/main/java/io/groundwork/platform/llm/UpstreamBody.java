package io.groundwork.platform.llm;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A reply's body, taken piece by piece with a time limit for each. No more than a few pieces are ever waiting: the
 * connection is read only as fast as its reader takes. Cancelling closes the connection.
 */
final class UpstreamBody implements BodySubscriber<UpstreamBody> {

    /** What the reader finds: bytes, the end, or the failure that ended it. */
    record Piece(List<ByteBuffer> bytes, Throwable failure) {
        boolean isEnd() {
            return bytes == null;
        }
    }

    private static final int WAITING = 16;
    private static final long GRACE_SECONDS = 2;

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private volatile Flow.Subscription subscription;
    private volatile boolean discarding;

    @Override
    public CompletionStage<UpstreamBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription upstream) {
        subscription = upstream;
        if (discarding) {
            upstream.cancel();
        } else {
            upstream.request(WAITING);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        if (discarding) {
            subscription.request(1);
        } else {
            pieces.add(new Piece(bytes, null));
        }
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new Piece(null, failure));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(null, null));
    }

    /** The next piece; null when none came in time. */
    Piece take(long nanos) throws InterruptedException {
        Piece piece = pieces.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        if (piece != null && !piece.isEnd()) {
            subscription.request(1);
        }
        return piece;
    }

    /** Whether a piece is there to be taken. */
    boolean isWaiting() {
        return !pieces.isEmpty();
    }

    /** Nothing more is wanted: the connection is closed. */
    void cancel() {
        discarding = true;
        pieces.clear();
        Flow.Subscription upstream = subscription;
        if (upstream != null) {
            upstream.cancel();
        }
    }

    /** Everything was read that matters; a reply that ends soon leaves its connection for the next call. */
    void finish() {
        discarding = true;
        pieces.clear();
        subscription.request(WAITING);
        // On the clock's own thread: on one or two processors the JDK would start a thread for each, which costs more.
        CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS, Runnable::run)
                .execute(subscription::cancel);
    }
}
