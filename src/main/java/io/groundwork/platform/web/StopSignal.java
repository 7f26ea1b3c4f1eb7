package io.groundwork.platform.web;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The signal with which supervisors end a process, caught before the server hears of it: the server would close its
 * connections at once. Where it cannot be caught the process ends as it always did.
 */
final class StopSignal {

    private static final Logger LOG = Logger.getLogger(StopSignal.class.getName());
    private static final Signal TERM = new Signal("TERM");
    /** What a process that was ended by this signal is known by: 128 and its number. */
    private static final int ENDED = 143;

    private final SignalHandler before;

    private StopSignal(SignalHandler before) {
        this.before = before;
    }

    /** Does this first, then ends the process in the ordinary way; a second signal ends it at once. Null if it cannot. */
    static StopSignal handle(Runnable first) {
        AtomicBoolean caught = new AtomicBoolean();
        try {
            return new StopSignal(Signal.handle(TERM, signal -> {
                if (caught.compareAndSet(false, true)) {
                    first.run();
                }
                System.exit(ENDED);
            }));
        } catch (IllegalArgumentException | LinkageError impossible) {
            LOG.log(Level.INFO, "the stop signal belongs to somebody else: {0}", impossible.getMessage());
            return null;
        }
    }

    void release() {
        Signal.handle(TERM, before);
    }
}
