package io.groundwork.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads a bulk upload line by line; a line that is too long is passed over and told as such. */
final class BulkLines {

    private static final int MEGABYTE = 1 << 20;

    private final InputStream in;
    private final long longestLine;
    private int number;

    BulkLines(InputStream in, long longestLine) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.longestLine = longestLine;
    }

    /** The next line that is not blank; empty at the end. */
    Optional<BulkLine> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        while (true) {
            int value = in.read();
            if (value == '\n' || value < 0) {
                number++;
                if (length > longestLine) {
                    return Optional.of(BulkLine.refused(
                            number, BulkLine.Fault.of("ingest.line_too_long", number, longestLine / MEGABYTE)));
                }
                if (!isBlank(line)) {
                    return Optional.of(BulkLine.read(number, withoutMark(line.toByteArray())));
                }
                if (value < 0) {
                    return Optional.empty();
                }
                line.reset();
                length = 0;
            } else if (++length <= longestLine) {
                line.write(value);
            }
        }
    }

    private static boolean isBlank(ByteArrayOutputStream line) {
        return line.size() < 64 && line.toString(StandardCharsets.UTF_8).isBlank();
    }

    /** A byte order mark may stand before the first line. */
    private byte[] withoutMark(byte[] line) {
        boolean marked = number == 1
                && line.length > 2
                && (line[0] & 0xFF) == 0xEF
                && (line[1] & 0xFF) == 0xBB
                && (line[2] & 0xFF) == 0xBF;
        return marked ? Arrays.copyOfRange(line, 3, line.length) : line;
    }
}
