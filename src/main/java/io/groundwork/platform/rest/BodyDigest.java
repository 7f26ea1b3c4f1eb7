package io.groundwork.platform.rest;

import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The hash by which a repeated body is known again. A client draws a new boundary each time it sends a multipart body, so
 * its delimiters do not count: each part counts with its length instead, which tells as well where it ends.
 */
final class BodyDigest {

    private static final int BUFFER = 8192;

    private final MessageDigest digest;
    private final byte[] delimiter;
    /** Where the search for the delimiter goes on when it fails behind so many bytes (Knuth, Morris and Pratt). */
    private final int[] border;

    private final ByteBuffer counted = ByteBuffer.allocate(BUFFER);
    private int matched;
    private long length;

    /** @param type of the body; null when it has none */
    BodyDigest(MessageDigest digest, MediaType type) {
        this.digest = digest;
        this.delimiter = delimiter(type);
        this.border = borders(delimiter);
    }

    private static byte[] delimiter(MediaType type) {
        String boundary = type == null || !type.getType().equalsIgnoreCase("multipart")
                ? null
                : type.getParameters().get("boundary");
        return boundary == null || boundary.isEmpty()
                ? new byte[0]
                : ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int[] borders(byte[] word) {
        int[] border = new int[word.length + 1];
        int length = 0;
        for (int i = 1; i < word.length; i++) {
            while (length > 0 && word[i] != word[length]) {
                length = border[length];
            }
            length += word[i] == word[length] ? 1 : 0;
            border[i + 1] = length;
        }
        return border;
    }

    void update(byte[] piece, int size) {
        if (delimiter.length == 0) {
            digest.update(piece, 0, size);
            return;
        }
        for (int i = 0; i < size; i++) {
            update(piece[i]);
        }
    }

    private void update(byte next) {
        while (matched > 0 && next != delimiter[matched]) {
            countMistaken(matched - border[matched]);
            matched = border[matched];
        }
        if (next != delimiter[matched]) {
            count(next);
        } else if (++matched == delimiter.length) {
            matched = 0;
            endPart();
        }
    }

    /** Counts the first bytes of what looked like a delimiter and was none. */
    private void countMistaken(int bytes) {
        for (int i = 0; i < bytes; i++) {
            count(delimiter[i]);
        }
    }

    private void count(byte content) {
        if (!counted.hasRemaining()) {
            flush();
        }
        counted.put(content);
        length++;
    }

    private void endPart() {
        flush();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(length).flip());
        length = 0;
    }

    private void flush() {
        digest.update(counted.flip());
        counted.clear();
    }

    byte[] finish() {
        if (delimiter.length > 0) {
            countMistaken(matched);
            endPart();
        }
        return digest.digest();
    }
}
