package io.groundwork.platform.tenancy;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The caller bound to this thread. */
@ApplicationScoped
public class CurrentCaller {

    private static final ThreadLocal<Caller> BOUND = new ThreadLocal<>();

    /** Ends a binding and restores what was bound before. */
    public interface Binding extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * The caller of this request, job or stream.
     *
     * @throws Problem.Refused if nobody is bound
     */
    public Caller get() {
        return find().orElseThrow(() -> new Problem.Refused("platform.sign_in_required"));
    }

    public Optional<Caller> find() {
        return Optional.ofNullable(BOUND.get());
    }

    /** Binds until the binding is closed; null binds nobody. */
    public Binding bind(Caller caller) {
        Caller before = BOUND.get();
        set(caller);
        return () -> set(before);
    }

    public <T> T callAs(Caller caller, Callable<T> work) {
        try (Binding bound = bind(caller)) {
            return work.call();
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    public void runAs(Caller caller, Runnable work) {
        try (Binding bound = bind(caller)) {
            work.run();
        }
    }

    private static void set(Caller caller) {
        if (caller == null) {
            BOUND.remove();
        } else {
            BOUND.set(caller);
        }
    }
}
