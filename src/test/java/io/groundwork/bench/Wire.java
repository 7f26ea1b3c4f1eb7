package io.groundwork.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** As much of HTTP/1.1 as stub and client need, so that neither costs more than what is measured. */
final class Wire {

    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding: chunked";

    private Wire() {}

    /** The next request's body; null when the other side has closed the connection. */
    static String request(InputStream in) throws IOException {
        String head = head(in);
        return head == null ? null : body(head, in, piece -> {}).toString(StandardCharsets.UTF_8);
    }

    /** What is told of each piece of a body as it arrives. */
    @FunctionalInterface
    interface Watcher {
        void arrived(ByteArrayOutputStream soFar);
    }

    /** A head in lower case, without its last empty line; null at the end of the stream. */
    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(in); line != null; line = line(in)) {
            if (line.isEmpty()) {
                return head.toString();
            }
            head.append(line.toLowerCase(Locale.ROOT)).append('\n');
        }
        return null;
    }

    static ByteArrayOutputStream body(String head, InputStream in, Watcher watcher) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(4096);
        if (head.contains(CHUNKED)) {
            for (int size = size(in); size > 0; size = size(in)) {
                body.write(exactly(in, size));
                line(in);
                watcher.arrived(body);
            }
            line(in);
        } else {
            int at = head.indexOf(LENGTH);
            int length = at < 0
                    ? 0
                    : Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf('\n', at))
                            .strip());
            body.write(exactly(in, length));
            watcher.arrived(body);
        }
        return body;
    }

    private static int size(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            throw new EOFException();
        }
        return Integer.parseInt(line.strip(), 16);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return null;
    }
}
