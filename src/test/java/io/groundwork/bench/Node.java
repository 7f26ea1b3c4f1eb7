package io.groundwork.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the running applications, which can be killed and started again. */
public record Node(Path home, int port) {

    private static final long PATIENCE_SECONDS = 200;

    /** {@code home=port}, as {@code deploy/bench} names them. */
    static Node of(String text) {
        int equals = text.lastIndexOf('=');
        return new Node(Path.of(text.substring(0, equals)), Integer.parseInt(text.substring(equals + 1)));
    }

    long pid() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("application.pid")).strip());
    }

    /** Ends it without giving it a chance to tidy up. */
    public void kill() throws IOException {
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    /** Starts it as anybody would, and waits until it is ready. */
    public void start(Node first) throws IOException, InterruptedException {
        run("deploy/run", first);
    }

    /** Stops it in good order. */
    public void stop() throws IOException, InterruptedException {
        run("deploy/stop", this);
    }

    private void run(String words, Node first) throws IOException, InterruptedException {
        Files.createDirectories(home.resolve("log"));
        File log = home.resolve("log/restart.log").toFile();
        ProcessBuilder command = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .redirectInput(new File("/dev/null"));
        Map<String, String> environment = command.environment();
        environment.put("GROUNDWORK_HOME", home.toString());
        environment.put("GROUNDWORK_PORT", Integer.toString(port));
        if (!equals(first)) {
            environment.put("GROUNDWORK_JOIN", first.home().toString());
        }
        Process process = command.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("the node of " + home + ", " + words + ": " + Files.readString(log.toPath()));
        }
    }
}
