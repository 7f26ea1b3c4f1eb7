package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.Problem;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer that is still being made. It is read by one thread, which may look after other things (is the client still
 * there?) each time nothing came. Closing a stream that has not ended closes the connection to the provider, so that
 * nothing is generated, or paid for, that nobody reads.
 */
public interface ModelStream extends AutoCloseable {

    /**
     * The next piece of text; empty when nothing came within the patience, or when the answer has ended.
     *
     * @throws Problem.Unavailable {@code platform.provider_error} when the provider failed or broke off, {@code
     *     platform.provider_timeout} when it was silent for too long
     */
    Optional<String> next(Duration patience);

    /** Whether the answer is complete. */
    boolean ended();

    /** What is known so far; whole once the answer has {@link #ended}. */
    Completion completion();

    @Override
    void close();
}
