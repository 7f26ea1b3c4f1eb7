package io.groundwork.ingest.parser;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The application's side of one parser process. A file that takes too long, too much memory or the process down with it
 * ends the process, and is answered with the reason; the owner of this object then starts another.
 */
public final class ParserProcess implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ParserProcess.class.getName());
    /** A folder's name begins with the process id of the application that made it. */
    private static final Pattern OWNER = Pattern.compile("(\\d{1,18})-.*");
    /** The exit status of a JVM that was told to exit when its memory is used up. */
    private static final int OUT_OF_MEMORY = 3;

    /** Later JVMs do not start when they are asked to allow one. */
    private static final int LAST_WITH_SECURITY_MANAGER = 23;

    private static final long END_SECONDS = 5;
    private static final int MOST_BYTES_PER_CHARACTER = 4;
    private static final Duration START = Duration.ofSeconds(60);

    private final Limits limits;
    private final Path folder;
    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;
    private final OutputTail complaints;
    private volatile boolean expired;

    /** What one file may cost. */
    public record Limits(int memoryMegabytes, Duration time, int characters) {}

    private ParserProcess(Limits limits, Path folder, Process process) {
        this.limits = limits;
        this.folder = folder;
        this.process = process;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
        this.complaints = OutputTail.of(process.getErrorStream());
    }

    /**
     * Starts a process with a fresh folder of its own inside {@code home}.
     *
     * @throws IOException if it does not come up
     */
    public static ParserProcess start(Path home, Limits limits) throws IOException {
        Path folder = Files.createTempDirectory(
                        Files.createDirectories(home), ProcessHandle.current().pid() + "-")
                .toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(command(folder, limits));
        // The environment holds the application's secrets; the process gets none of it.
        builder.environment().clear();
        builder.directory(folder.toFile());
        ParserProcess started = new ParserProcess(limits, folder, builder.start());
        try (Deadline starting = started.new Deadline(START)) {
            started.in.readBoolean();
            return started;
        } catch (IOException failed) {
            started.close();
            throw new IOException(
                    "the parser process did not start; command: " + String.join(" ", builder.command())
                            + started.complaints(),
                    failed);
        }
    }

    /** Removes the folders of processes whose application died before it could. */
    public static void removeAbandoned(Path home) {
        if (!Files.isDirectory(home)) {
            return;
        }
        try (Stream<Path> folders = Files.list(home)) {
            folders.filter(ParserProcess::abandoned).forEach(ParserProcess::remove);
        } catch (IOException unreadable) {
            LOG.log(Level.WARNING, "old folders of parser processes cannot be removed", unreadable);
        }
    }

    private static boolean abandoned(Path folder) {
        Matcher owner = OWNER.matcher(folder.getFileName().toString());
        return owner.matches()
                && ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty();
    }

    private static List<String> command(Path folder, Limits limits) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.memoryMegabytes() + "m",
                "-Xss2m",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:MaxDirectMemorySize=32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder,
                "-Duser.home=" + folder,
                "-Djava.util.logging.config.file=" + folder.resolve("no-logging"),
                "-Djavax.xml.accessExternalDTD=",
                "-Djavax.xml.accessExternalSchema=",
                "-Djavax.xml.accessExternalStylesheet="));
        if (Runtime.version().feature() <= LAST_WITH_SECURITY_MANAGER) {
            command.add("-Djava.security.manager=allow");
        }
        command.addAll(List.of(
                "-cp",
                classPath(),
                ParserMain.class.getName(),
                folder.toString(),
                Integer.toString(limits.characters())));
        return command;
    }

    /**
     * Our own classes, and the libraries that the build laid beside them for this process alone. The root is found from the
     * place of a class file: what a container gives as the code source may be a root or the class file itself.
     */
    private static String classPath() {
        try {
            Class<?> here = ParserProcess.class;
            Path root =
                    Path.of(here.getResource(here.getSimpleName() + ".class").toURI());
            for (int parts = here.getName().split("\\.").length; parts > 0; parts--) {
                root = root.getParent();
            }
            return root + File.pathSeparator + root.resolveSibling("parser") + File.separator + "*";
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Reads one file.
     *
     * @throws Unreadable if the file cannot be read, says why
     * @throws IOException if the process died of something that is not the file's fault
     */
    public ParsedText read(ParserRequest request) throws Unreadable, IOException {
        try (Deadline deadline = new Deadline(limits.time())) {
            return request.ask(out, in, limits.characters() * MOST_BYTES_PER_CHARACTER);
        } catch (RuntimeException inMidAnswer) {
            close();
            throw inMidAnswer;
        } catch (IOException died) {
            close();
            if (expired) {
                throw new Unreadable(Unreadable.Reason.PARSER_TIMEOUT, died);
            }
            if (!process.isAlive() && process.exitValue() == OUT_OF_MEMORY) {
                throw new Unreadable(Unreadable.Reason.PARSER_MEMORY, died);
            }
            throw new IOException("the parser process broke off" + complaints(), died);
        }
    }

    /** Whether it can read another file; one whose time was over is being killed. */
    public boolean isAlive() {
        return !expired && process.isAlive();
    }

    private String complaints() {
        String last = complaints.text();
        return last.isBlank() ? "" : "; it said: " + last;
    }

    public Path folder() {
        return folder;
    }

    /** Ends the process and removes its folder. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (IOException | InterruptedException ending) {
            process.destroyForcibly();
            if (ending instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
        remove(folder);
    }

    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException gone) {
            folder.toFile().deleteOnExit();
        }
    }

    /** Kills the process when its time is over, unless closed before. */
    private final class Deadline implements AutoCloseable {

        private final CompletableFuture<Void> alarm;
        private final AtomicBoolean over = new AtomicBoolean();

        Deadline(Duration time) {
            alarm = CompletableFuture.runAsync(
                    () -> {
                        if (over.compareAndSet(false, true)) {
                            expired = true;
                            process.destroyForcibly();
                        }
                    },
                    CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
        }

        @Override
        public void close() {
            alarm.cancel(false);
            if (!over.compareAndSet(false, true)) {
                expired = true;
            }
        }
    }
}
