package io.groundwork.platform.kernel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What can go wrong, as far as a caller may know it. A problem carries the key of a text that is safe to show, with its
 * arguments, and may hide a cause that only the log sees. The key is {@code <feature>.<code>}: the part before the first
 * dot names the message bundle, the part after it is the stable code that programs rely on.
 *
 * <p>Hidden and absent look alike: what a caller may not know to exist is {@link NotFound}, never {@link Refused}.
 */
public abstract sealed class Problem extends RuntimeException {

    private final transient Text text;

    private Problem(Text text, Throwable cause) {
        super(text.key(), cause);
        this.text = text;
    }

    /** The text to show, by its key. */
    public Text text() {
        return text;
    }

    /** The stable code: the key without its feature. */
    public String code() {
        return text.code();
    }

    /** The fields that are to blame, each with its text. */
    public List<Invalid.Field> fields() {
        return List.of();
    }

    /** There is no such thing, or the caller may not know of it. */
    public static final class NotFound extends Problem {
        public NotFound(String key, Object... arguments) {
            super(new Text(key, arguments), null);
        }

        /** The one answer for everything hidden or absent. */
        public static NotFound thing() {
            return new NotFound("platform.not_found");
        }
    }

    /** The caller is known and may not do this. */
    public static final class Refused extends Problem {
        public Refused(String key, Object... arguments) {
            super(new Text(key, arguments), null);
        }
    }

    /** Somebody or something was faster, or the thing exists already. */
    public static final class Conflict extends Problem {

        private final transient List<Invalid.Field> fields;

        public Conflict(String key, Object... arguments) {
            this(List.of(), key, arguments);
        }

        public Conflict(List<Invalid.Field> fields, String key, Object... arguments) {
            super(new Text(key, arguments), null);
            this.fields = List.copyOf(fields);
        }

        @Override
        public List<Invalid.Field> fields() {
            return fields;
        }
    }

    /** The input cannot be taken; it says which field and what would help. */
    public static final class Invalid extends Problem {

        private final transient List<Field> fields;
        private final Shape shape;

        /** How the input is wrong; transports have different answers for each. */
        public enum Shape {
            MALFORMED,
            TOO_LARGE,
            UNSUPPORTED_TYPE,
            UNPROCESSABLE
        }

        /** One bad field and its text. */
        public record Field(String name, Text text) {
            public static Field of(String name, String key, Object... arguments) {
                return new Field(name, new Text(key, arguments));
            }
        }

        public Invalid(Shape shape, List<Field> fields, String key, Object... arguments) {
            super(new Text(key, arguments), null);
            this.shape = shape;
            this.fields = List.copyOf(fields);
        }

        public Invalid(String key, Object... arguments) {
            this(Shape.MALFORMED, List.of(), key, arguments);
        }

        public Invalid(List<Field> fields) {
            this(Shape.MALFORMED, fields, "platform.invalid_request", fields.size());
        }

        /** One bad field. */
        public static Invalid field(String name, String key, Object... arguments) {
            return new Invalid(List.of(Field.of(name, key, arguments)));
        }

        @Override
        public List<Field> fields() {
            return fields;
        }

        public Shape shape() {
            return shape;
        }
    }

    /** Something that is needed does not answer now; trying again later may help. */
    public static final class Unavailable extends Problem {

        private final Reason reason;

        /** Who or what does not answer. */
        public enum Reason {
            OVERLOADED,
            LIMITED,
            UPSTREAM_FAILED,
            UPSTREAM_TIMEOUT
        }

        public Unavailable(Reason reason, Throwable cause, String key, Object... arguments) {
            super(new Text(key, arguments), cause);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /** Something that was given out in portions is used up, until it is given out anew. */
    public static final class Exhausted extends Problem {

        private final Instant until;

        /** @param until when there is some again; empty where nobody knows */
        public Exhausted(Optional<Instant> until, String key, Object... arguments) {
            super(new Text(key, arguments), null);
            this.until = until.orElse(null);
        }

        public Optional<Instant> until() {
            return Optional.ofNullable(until);
        }
    }
}
