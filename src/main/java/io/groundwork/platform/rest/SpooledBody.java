package io.groundwork.platform.rest;

import io.groundwork.platform.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A request's body that has to be read twice, once for its hash and once for its work. It waits in a temporary file, so that
 * a large upload does not lie in memory; the file goes when the second reading ends.
 */
final class SpooledBody {

    private static final int PIECE = 64 * 1024;

    private final Path file;

    private SpooledBody(Path file) {
        this.file = file;
    }

    /**
     * Reads a body and adds its bytes to a digest.
     *
     * @throws Problem.Invalid if it is larger than {@code most} bytes
     */
    static SpooledBody read(InputStream body, BodyDigest digest, long most) throws IOException {
        Path file = Files.createTempFile("groundwork-body", null);
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            copy(body, out, digest, most);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return new SpooledBody(file);
    }

    private static void copy(InputStream body, OutputStream out, BodyDigest digest, long most) throws IOException {
        byte[] piece = new byte[PIECE];
        long total = 0;
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            total += read;
            if (total > most) {
                throw new Problem.Invalid(Problem.Invalid.Shape.TOO_LARGE, List.of(), "platform.too_large");
            }
            digest.update(piece, read);
            out.write(piece, 0, read);
        }
    }

    /** The body for its second reading; closing it removes the file. */
    InputStream again() throws IOException {
        return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
    }

    void discard() throws IOException {
        Files.deleteIfExists(file);
    }
}
