package io.groundwork.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The installation that the tests speak to, seen by who runs it: its parts can be stopped, killed and brought back. */
public final class Installation {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Installation() {}

    /** Its directory ({@code GROUNDWORK_HOME}). */
    public static Path home() {
        String home = System.getProperty("groundwork.home");
        assertThat(home)
                .as("-Dgroundwork.home names the home of the running application")
                .isNotBlank();
        return Path.of(home);
    }

    /** Stops PostgreSQL as its administrator would, under the running application. */
    public static void stopDatabase() {
        command("deploy/stop", "database");
    }

    /** Ends the application's process without giving it a chance to tidy up. */
    public static void killApplication() {
        ProcessHandle application = application();
        application.destroyForcibly();
        application.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    /** Sends the signal with which supervisors end a process, and returns at once. */
    public static ProcessHandle askApplicationToEnd() {
        ProcessHandle application = application();
        application.destroy();
        return application;
    }

    private static ProcessHandle application() {
        long pid = Long.parseLong(contents(home().resolve("application.pid")));
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Ends PostgreSQL's first process in the same way; its children notice and end themselves. */
    public static void killDatabase() {
        Path lock = Path.of(contents(home().resolve("postgres.data")), "postmaster.pid");
        long pid = Long.parseLong(contents(lock).lines().findFirst().orElseThrow());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    /** Brings back whatever is missing, and waits until it is ready. */
    public static void run() {
        command("deploy/run");
    }

    public static boolean isReady() {
        return Api.nobody().get("/health/ready").status() == 200;
    }

    /** Waits until an observation holds; an assertion that fails meanwhile counts as "not yet". */
    public static void eventually(Duration patience, Runnable observation) {
        Instant latest = Instant.now().plus(patience);
        while (true) {
            try {
                observation.run();
                return;
            } catch (AssertionError notYet) {
                if (Instant.now().isAfter(latest)) {
                    throw notYet;
                }
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
    }

    private static void command(String... words) {
        try {
            File log = File.createTempFile("groundwork", ".log");
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .redirectInput(new File("/dev/null"))
                    .start();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(words[0])
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(log.toPath())).isZero();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** Its database as its superuser sees it, past all walls between tenants. */
    public static Connection database() throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + contents(home().resolve("postgres.port")) + "/groundwork";
        return DriverManager.getConnection(url, "postgres", contents(home().resolve("superuser.password")));
    }

    private static String contents(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
