package io.groundwork.notice;

import java.util.Optional;

/**
 * What became of a try to send something.
 *
 * @param status of HTTP; null where nobody answered, and for mail
 * @param failure a word for what went wrong; null when it arrived
 */
record Outcome(Result result, Integer status, String failure) {

    enum Result {
        ARRIVED,
        AGAIN,
        /** Trying again would not help. */
        NEVER,
        /** The receiver wants no more of anything. */
        GONE
    }

    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int ERRORS = 400;
    private static final int STATUS_GONE = 410;

    static final Outcome ARRIVED = new Outcome(Result.ARRIVED, null, null);

    static Outcome of(int status) {
        if (status >= OK && status < REDIRECTS) {
            return new Outcome(Result.ARRIVED, status, null);
        }
        if (status == STATUS_GONE) {
            return new Outcome(Result.GONE, status, "gone");
        }
        return new Outcome(Result.AGAIN, status, status >= REDIRECTS && status < ERRORS ? "redirect" : "status");
    }

    static Outcome again(String failure) {
        return new Outcome(Result.AGAIN, null, failure);
    }

    static Outcome never(String failure) {
        return new Outcome(Result.NEVER, null, failure);
    }

    boolean arrived() {
        return result == Result.ARRIVED;
    }

    Optional<Integer> told() {
        return Optional.ofNullable(status);
    }
}
