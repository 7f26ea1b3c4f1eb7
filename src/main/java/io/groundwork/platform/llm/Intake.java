package io.groundwork.platform.llm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes the bytes of a reply. They are events, or, from a server that does not stream whatever it is asked, one object; the
 * first byte tells, since no field of an event begins with a brace. It holds no more than one event or one such object, and
 * refuses what is larger than it may be.
 */
final class Intake {

    private static final int MOST_EVENT = 256 * 1024;
    private static final int MOST_WHOLE = 2 * 1024 * 1024;
    private static final long MOST = 16L * 1024 * 1024;

    private final ProviderEvents events;
    private final EventLines lines = new EventLines(MOST_EVENT);
    private ByteArrayOutputStream whole;
    private boolean blank = true;
    private long received;

    Intake(ProviderEvents events) {
        this.events = events;
    }

    /** Whether the answer was carried on. */
    boolean take(ByteBuffer bytes) {
        received += bytes.remaining();
        if (received > (whole == null ? MOST : MOST_WHOLE)) {
            throw ProviderFailure.failed("the answer is too large: " + received + " bytes", null);
        }
        if (blank) {
            begin(bytes);
        }
        if (whole != null) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            whole.writeBytes(copy);
            return false;
        }
        return events(bytes);
    }

    private void begin(ByteBuffer bytes) {
        ByteBuffer ahead = bytes.duplicate();
        while (blank && ahead.hasRemaining()) {
            byte next = ahead.get();
            blank = next == ' ' || next == '\t' || next == '\r' || next == '\n';
            if (next == '{') {
                whole = new ByteArrayOutputStream();
            }
        }
    }

    private boolean events(ByteBuffer bytes) {
        boolean carriedOn = false;
        try {
            for (String event : lines.feed(bytes)) {
                carriedOn |= events.accept(event);
            }
        } catch (EventLines.TooLarge tooLarge) {
            throw ProviderFailure.failed("the stream cannot be read", tooLarge);
        }
        return carriedOn;
    }

    /** Nothing follows. Some servers end without the last event; an answer whose finish was told is whole all the same. */
    void end(Throwable failure) {
        if (whole != null && failure == null) {
            events.whole(whole.toString(StandardCharsets.UTF_8));
        } else if (events.finished()) {
            events.end();
        } else {
            throw ProviderFailure.failed("the stream broke off", failure);
        }
    }
}
