package io.groundwork.platform.rest;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes bytes on at once and keeps a copy, up to a bound: a larger reply is not worth keeping for a replay. */
class RecordingStream extends FilterOutputStream {

    private static final int MOST = 4 * 1024 * 1024;

    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private boolean complete = true;

    RecordingStream(OutputStream target) {
        super(target);
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        keep(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        keep(bytes, from, length);
    }

    private void keep(byte[] bytes, int from, int length) {
        if (copy.size() + length > MOST) {
            complete = false;
            copy.reset();
        } else if (complete) {
            copy.write(bytes, from, length);
        }
    }

    /** Whether everything that was written was kept. */
    boolean complete() {
        return complete;
    }

    byte[] bytes() {
        return copy.toByteArray();
    }
}
