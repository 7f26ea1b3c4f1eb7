package io.groundwork.ingest.parser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Reads what a process says until it ends, so that it never waits for a reader, and remembers the end of it. */
final class OutputTail {

    private static final int MOST = 2000;
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final StringBuilder last = new StringBuilder();
    private final Thread reader;

    private OutputTail(InputStream said) {
        reader = new Thread(() -> read(said), "parser-output");
        reader.setDaemon(true);
    }

    static OutputTail of(InputStream said) {
        OutputTail tail = new OutputTail(said);
        tail.reader.start();
        return tail;
    }

    private void read(InputStream said) {
        byte[] piece = new byte[MOST];
        try (said) {
            for (int read = said.read(piece); read >= 0; read = said.read(piece)) {
                add(new String(piece, 0, read, StandardCharsets.UTF_8));
            }
        } catch (IOException brokeOff) {
            add(" [" + brokeOff.getMessage() + "]");
        }
    }

    private synchronized void add(String text) {
        last.append(text);
        last.delete(0, Math.max(0, last.length() - MOST));
    }

    /** The end of what a process that has ended said. */
    String text() {
        try {
            reader.join(PATIENCE_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return last.toString().strip();
        }
    }
}
