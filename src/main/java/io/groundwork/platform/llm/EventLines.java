package io.groundwork.platform.llm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads server-sent events out of bytes that arrive in any pieces: lines end in LF, CR or both, {@code data} lines of one
 * event are joined, comments and other fields are passed over, a byte order mark at the beginning is too. It holds no more
 * than one event, and refuses one that is larger than it may be.
 */
final class EventLines {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final int most;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private boolean afterCarriageReturn;
    private boolean first = true;

    /** @param most bytes that one line, and characters that one event, may have */
    EventLines(int most) {
        this.most = most;
    }

    /** An event or a line was larger than allowed. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooLarge(int most) {
            super("an event of more than " + most + " bytes");
        }
    }

    /** Takes the next bytes and gives the data of each event that became complete. */
    List<String> feed(ByteBuffer bytes) {
        List<String> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n' && afterCarriageReturn) {
                afterCarriageReturn = false;
            } else if (next == '\n' || next == '\r') {
                afterCarriageReturn = next == '\r';
                endLine(events);
            } else {
                afterCarriageReturn = false;
                keep(next);
            }
        }
        return events;
    }

    private void keep(byte next) {
        if (line.size() >= most) {
            throw new TooLarge(most);
        }
        line.write(next);
    }

    private void endLine(List<String> events) {
        String text = takeLine();
        if (text.isEmpty()) {
            if (hasData) {
                events.add(data.toString());
            }
            data.setLength(0);
            hasData = false;
        } else if (text.startsWith("data:") || text.equals("data")) {
            append(text.substring(Math.min(text.length(), 5)));
        }
    }

    private void append(String value) {
        if (hasData) {
            data.append('\n');
        }
        hasData = true;
        data.append(value.startsWith(" ") ? value.substring(1) : value);
        if (data.length() > most) {
            throw new TooLarge(most);
        }
    }

    private String takeLine() {
        byte[] bytes = line.toByteArray();
        line.reset();
        int from = first && startsWithMark(bytes) ? MARK.length : 0;
        first = false;
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= MARK.length && bytes[0] == MARK[0] && bytes[1] == MARK[1] && bytes[2] == MARK[2];
    }
}
