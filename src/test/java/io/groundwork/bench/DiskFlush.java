package io.groundwork.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * How long this disk takes until a written block is safe. An answer is on record before it begins and before it ends, so it
 * waits for that twice, and no program can make it shorter.
 */
final class DiskFlush {

    private static final int TIMES = 101;
    private static final int BLOCK = 8192;

    private DiskFlush() {}

    /** The median, in milliseconds, of writes into a file in this folder. */
    static double millis(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "flush", null);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(BLOCK * TIMES));
            channel.force(true);
            long[] times = new long[TIMES];
            for (int i = 0; i < TIMES; i++) {
                long from = System.nanoTime();
                channel.write(ByteBuffer.allocate(BLOCK), (long) i * BLOCK);
                channel.force(false);
                times[i] = System.nanoTime() - from;
            }
            Arrays.sort(times);
            return times[TIMES / 2] / 1e6;
        } finally {
            Files.delete(file);
        }
    }
}
