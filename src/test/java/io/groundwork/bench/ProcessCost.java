package io.groundwork.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process takes from the machine, as Linux counts it.
 *
 * @param children whether the work is done by its children, as PostgreSQL's is
 */
record ProcessCost(String name, long pid, boolean children) {

    /** {@code USER_HZ}, which is the same on every Linux that there is. */
    private static final double TICKS = 100;

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    /** Seconds of processor time so far, those of children that have ended included. */
    double cpuSeconds() {
        double seconds = ticks(pid) / TICKS;
        return children
                ? seconds
                        + ProcessHandle.of(pid)
                                        .orElseThrow()
                                        .children()
                                        .mapToLong(child -> ticks(child.pid()))
                                        .sum()
                                / TICKS
                : seconds;
    }

    /** Megabytes of memory that are really there. */
    long residentMegabytes() {
        long own = resident(pid);
        return children
                ? own
                        + ProcessHandle.of(pid)
                                .orElseThrow()
                                .children()
                                .mapToLong(child -> resident(child.pid()))
                                .sum()
                : own;
    }

    /** Megabytes of a Java heap that are in use after everything else was thrown away. */
    long heapMegabytes() {
        jcmd("GC.run");
        String heap = jcmd("GC.heap_info").split("Metaspace")[0];
        return USED.matcher(heap)
                        .results()
                        .mapToLong(used -> Long.parseLong(used.group(1)))
                        .sum()
                / 1024;
    }

    private String jcmd(String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long ticks(long pid) {
        String stat = read(pid, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11])
                + Long.parseLong(fields[12])
                + Long.parseLong(fields[13])
                + Long.parseLong(fields[14]);
    }

    private static long resident(long pid) {
        Matcher size = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(read(pid, "status"));
        return size.find() ? Long.parseLong(size.group(1)) / 1024 : 0;
    }

    /** Empty when the process has ended meanwhile. */
    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException ended) {
            return "";
        }
    }
}
