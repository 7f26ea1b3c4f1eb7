package io.groundwork.ingest.parser;

/** A file could not be read, for a reason that its owner can act on. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why; the code is stable, the sentence for it stands in the message bundle of ingestion. */
    public enum Reason {
        EMPTY_FILE("empty_file"),
        NO_TEXT("no_text"),
        ENCRYPTED("encrypted"),
        CORRUPT("corrupt"),
        UNSUPPORTED_TYPE("unsupported_type"),
        TEXT_TOO_LONG("text_too_long"),
        PARSER_TIMEOUT("parser_timeout"),
        PARSER_MEMORY("parser_memory"),
        PARSER_FAILED("parser_failed");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public Unreadable(Reason reason) {
        this(reason, null);
    }

    public Unreadable(Reason reason, Throwable cause) {
        super(reason.code(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
