package io.groundwork.ingest;

import io.groundwork.platform.kernel.Problem;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/**
 * Tells a failure that passes (a lost database, two transactions in each other's way, a full disk, an application that
 * stops) from one that the document at hand will meet each time. After the first the work is tried again as it is; the
 * second ends that document alone.
 */
final class Setback {

    /** Classes of SQLSTATE that speak of the values: data exceptions, constraints and limits of size. */
    private static final Set<String> OF_VALUES = Set.of("22", "23", "54");

    private static final int MOST_CAUSES = 20;

    private Setback() {}

    static boolean passes(Throwable failure) {
        return Stream.iterate(failure, at -> at != null, Throwable::getCause)
                .limit(MOST_CAUSES)
                .anyMatch(Setback::passesItself);
    }

    private static boolean passesItself(Throwable failure) {
        if (failure instanceof SQLException database) {
            String state = database.getSQLState();
            return state == null || state.length() < 2 || !OF_VALUES.contains(state.substring(0, 2));
        }
        return failure instanceof IOException
                || failure instanceof RejectedExecutionException
                || failure instanceof Problem.Unavailable;
    }
}
