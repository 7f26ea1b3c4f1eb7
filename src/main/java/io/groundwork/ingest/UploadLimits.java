package io.groundwork.ingest;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.BoundedStream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** How much may be uploaded at once; held to while the bytes come in, so that too much fills neither memory nor disk. */
@ApplicationScoped
public class UploadLimits {

    private static final int MEGABYTE = 1 << 20;

    @Inject
    private Settings settings;

    /** The most bytes that a file may have. */
    public long file() {
        return (long) settings.number("groundwork.upload.max.mb", 64, 1, 1024) * MEGABYTE;
    }

    /** The most bytes that a bulk upload may have. */
    public long bulk() {
        return (long) settings.number("groundwork.bulk.max.mb", 256, 1, 4096) * MEGABYTE;
    }

    /**
     * The body of a request, cut off where it gets larger than an upload may be; a file in parts may have a little more
     * than the file, for what stands around it.
     *
     * @param announced how large the request says it is; 0 if it does not say
     */
    public InputStream bounded(InputStream body, long announced, boolean inParts) {
        long most = inParts ? file() + MEGABYTE : bulk();
        long told = inParts ? file() : bulk();
        if (announced > most) {
            throw tooLarge(told);
        }
        return limited(body, most, told);
    }

    /** All bytes of a file; the reading ends where the limit does. */
    public byte[] readFile(InputStream in) throws IOException {
        byte[] content = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, file() + 1));
        checkFile(content.length);
        return content;
    }

    /**
     * Refuses a file of this size if that is too much.
     *
     * @throws Problem.Invalid saying how much would be allowed
     */
    public void checkFile(long bytes) {
        if (bytes > file()) {
            throw tooLarge(file());
        }
    }

    /** The body of a bulk upload, cut off where it gets too large. */
    InputStream bulk(InputStream body) {
        return limited(body, bulk(), bulk());
    }

    private static InputStream limited(InputStream in, long most, long told) {
        return new BoundedStream(in, most, () -> tooLarge(told));
    }

    private static Problem.Invalid tooLarge(long most) {
        return new Problem.Invalid(Problem.Invalid.Shape.TOO_LARGE, List.of(), "ingest.too_large", most / MEGABYTE);
    }
}
