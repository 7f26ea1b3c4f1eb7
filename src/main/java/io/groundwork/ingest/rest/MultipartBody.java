package io.groundwork.ingest.rest;

import io.groundwork.platform.kernel.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads multipart/form-data as it comes in, part after part, and keeps nothing of it. The server's own reader lays every
 * large part down in a temporary file, and leaves it there when the client breaks off or sends too much.
 */
final class MultipartBody {

    private static final int BUFFER = 1 << 16;
    private static final int MOST_HEADERS = 16 * 1024;
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([\\w*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]*))");
    private static final Pattern ENCODED = Pattern.compile("(?i)UTF-8'[^']*'(.*)");

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private boolean ended;

    /**
     * One part; its content can be read until the next part is asked for.
     *
     * @param fileName null for a field that is no file
     * @param mediaType null where the part does not say
     */
    record Part(String name, String fileName, String mediaType, InputStream content) {}

    MultipartBody(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter has no line end before it; with this one it looks like the others.
        buffer[0] = '\r';
        buffer[1] = '\n';
        to = 2;
    }

    /**
     * The next part; empty behind the last.
     *
     * @throws Problem.Invalid if the body is not what it claims to be, or breaks off
     */
    Optional<Part> next() throws IOException {
        new Content().transferTo(OutputStream.nullOutputStream());
        if (ended) {
            return Optional.empty();
        }
        from += delimiter.length;
        String rest = line();
        if (rest.startsWith("--")) {
            ended = true;
            return Optional.empty();
        }
        String disposition = "";
        String mediaType = null;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String name = header.substring(0, Math.max(0, colon)).strip();
            String value = header.substring(colon + 1).strip();
            disposition = name.equalsIgnoreCase("Content-Disposition") ? value : disposition;
            mediaType = name.equalsIgnoreCase("Content-Type") ? value : mediaType;
        }
        String encoded =
                parameter(disposition, "filename*").map(MultipartBody::decoded).orElse(null);
        String fileName =
                encoded != null ? encoded : parameter(disposition, "filename").orElse(null);
        return Optional.of(new Part(parameter(disposition, "name").orElse(""), fileName, mediaType, new Content()));
    }

    private static Optional<String> parameter(String header, String name) {
        Matcher parameters = PARAMETER.matcher(header);
        while (parameters.find()) {
            if (parameters.group(1).equalsIgnoreCase(name)) {
                String quoted = parameters.group(2);
                return Optional.of(quoted == null ? parameters.group(3) : quoted.replaceAll("\\\\([\"\\\\])", "$1"));
            }
        }
        return Optional.empty();
    }

    private static String decoded(String value) {
        Matcher encoded = ENCODED.matcher(value);
        try {
            return encoded.matches()
                    ? URLDecoder.decode(encoded.group(1).replace("+", "%2B"), StandardCharsets.UTF_8)
                    : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** One header line, without its end. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (from == to && !fill()) {
                throw brokenOff();
            }
            byte value = buffer[from++];
            if (value == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(value);
            if (line.size() > MOST_HEADERS) {
                throw brokenOff();
            }
        }
    }

    /** Brings more bytes into the buffer; false at the end of the body. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(0, read);
        return read > 0;
    }

    /** Where the next delimiter begins in the buffer, or could begin with more bytes; {@code to} if nowhere. */
    private int delimiterPlace() {
        for (int i = from; i < to; i++) {
            if (buffer[i] == delimiter[0] && matches(i)) {
                return i;
            }
        }
        return to;
    }

    private boolean matches(int place) {
        int length = Math.min(delimiter.length, to - place);
        return Arrays.equals(buffer, place, place + length, delimiter, 0, length);
    }

    private static Problem.Invalid brokenOff() {
        return new Problem.Invalid("ingest.malformed_multipart");
    }

    /** The bytes up to the next delimiter. */
    private final class Content extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (ended || length == 0) {
                return ended ? -1 : 0;
            }
            int place = delimiterPlace();
            while (place == from) {
                if (to - from >= delimiter.length) {
                    return -1;
                }
                if (!fill()) {
                    throw brokenOff();
                }
                place = delimiterPlace();
            }
            int count = Math.min(length, place - from);
            System.arraycopy(buffer, from, bytes, offset, count);
            from += count;
            return count;
        }
    }
}
