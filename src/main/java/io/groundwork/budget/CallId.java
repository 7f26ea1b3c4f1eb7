package io.groundwork.budget;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our own name of a call over the network: its provider is told it before anything can go wrong, so a bill that repeats it
 * finds the call even where nobody came to know the provider's name of it.
 *
 * @param call which of the answer's calls, from 1
 */
public record CallId(UUID answerId, int call) {

    private static final Pattern FORM =
            Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})-([1-9]\\d{0,8})");

    public CallId {
        Objects.requireNonNull(answerId, "answerId");
    }

    /** Empty where it is none of ours. */
    static Optional<CallId> of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new CallId(UUID.fromString(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return answerId + "-" + call;
    }
}
