package io.groundwork.platform.jobs;

import io.groundwork.platform.kernel.Caller;
import java.util.UUID;

/**
 * Does one kind of durable work. Called without a transaction, on a worker thread, possibly again after a crash: what was
 * done before must not be done twice.
 */
public interface JobHandler {

    /** The kind of job that this handler does. */
    String kind();

    /**
     * Does the work.
     *
     * @param caller the application itself, inside the job's tenant
     * @throws Exception to be tried again later, with growing pauses, at most {@link JobStore#MOST_ATTEMPTS} times
     */
    void run(Caller caller, UUID subject) throws Exception;

    /** Called instead of another try when all tries failed; marks the subject as failed. */
    void abandoned(Caller caller, UUID subject, Exception last);
}
