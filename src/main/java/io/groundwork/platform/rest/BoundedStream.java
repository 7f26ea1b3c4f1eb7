package io.groundwork.platform.rest;

import io.groundwork.platform.kernel.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** The same bytes, up to a limit, and a problem beyond it: what is too large fills neither memory nor disk. */
public final class BoundedStream extends FilterInputStream {

    private final Supplier<Problem> tooLarge;
    private long left;

    public BoundedStream(InputStream in, long most, Supplier<Problem> tooLarge) {
        super(in);
        this.left = most;
        this.tooLarge = tooLarge;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        taken(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        taken(Math.max(0, read));
        return read;
    }

    private void taken(int count) {
        left -= count;
        if (left < 0) {
            throw tooLarge.get();
        }
    }
}
