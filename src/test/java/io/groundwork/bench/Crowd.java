package io.groundwork.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many clients at the same moment, each on a connection of its own that is open before the first of them asks. Who is told
 * to come back later, since the node is full or the money is only held, does so; everybody else takes the first answer.
 */
public final class Crowd {

    private static final Pattern STATUS = Pattern.compile("http/1\\.1 (\\d{3})");
    private static final Pattern RETRY = Pattern.compile("retry-after: (\\d+)");
    private static final Pattern CODE = Pattern.compile("\"code\":\"(\\w+)\"");
    private static final int SOON_SECONDS = 60;
    private static final int SMALL_STACK = 1 << 17;
    private static final int MILLIS = 200_000;
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(240);

    private Crowd() {}

    /**
     * One who asks.
     *
     * @param leavesAfter so many pieces of a stream; below zero for one who stays
     * @param name repeats of it are one request to Groundwork ({@code Idempotency-Key})
     */
    public record Asker(
            int port, String key, String model, int number, int tokens, boolean stream, int leavesAfter, String name) {

        boolean leaves() {
            return leavesAfter >= 0;
        }

        /** The same request to another node. */
        public Asker at(int other) {
            return new Asker(other, key, model, number, tokens, stream, leavesAfter, name);
        }

        private byte[] request() {
            String body = "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"max_tokens\":" + tokens
                    + ",\"messages\":[{\"role\":\"user\",\"content\":\"What is written on the kettle? Note " + number
                    + "\"}]}";
            return ("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + port
                            + "\r\nContent-Type: application/json\r\nAuthorization: Bearer " + key
                            + "\r\nIdempotency-Key: " + name + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body)
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** How it went for one of them. */
    public enum End {
        ANSWERED,
        LEFT,
        /** {@code budget_exhausted}, and not only for the moment. */
        REFUSED,
        /** Anything else: an error of ours, or nothing. */
        FAILED
    }

    /**
     * What became of one.
     *
     * @param full how often the node was full
     * @param held how often the money was only held by others
     * @param words of whatever failed, or of the answer
     */
    public record Outcome(Asker asker, End end, int full, int held, Instant at, String words) {}

    /** All of them at once. */
    public static List<Outcome> ask(List<Asker> askers) throws InterruptedException {
        CountDownLatch open = new CountDownLatch(askers.size());
        CountDownLatch start = new CountDownLatch(1);
        Outcome[] outcomes = new Outcome[askers.size()];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            int place = i;
            Thread thread = new Thread(
                    null,
                    () -> outcomes[place] = new Asking(askers.get(place)).run(open, start),
                    "asker-" + i,
                    SMALL_STACK);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        open.await();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return List.of(outcomes);
    }

    /** Asks and asks, each time something new, until the other side has gone. */
    static void goOn(Asker first) {
        for (int i = 0; i < 1_000 && !Thread.currentThread().isInterrupted(); i++) {
            Asker next = new Asker(
                    first.port(),
                    first.key(),
                    first.model(),
                    first.number() + i,
                    first.tokens(),
                    first.stream(),
                    first.leavesAfter(),
                    UUID.randomUUID().toString());
            try {
                Asking asking = new Asking(next);
                asking.once();
                asking.close();
            } catch (IOException gone) {
                return;
            }
        }
    }

    private static final class Asking {
        private final Asker asker;
        private final long until = System.nanoTime() + LONGEST;
        private Socket socket;
        private InputStream in;
        private int full;
        private int held;

        private Asking(Asker asker) {
            this.asker = asker;
        }

        private Outcome run(CountDownLatch open, CountDownLatch start) {
            String failure = "undecided after four minutes";
            boolean counted = false;
            try {
                connect();
                open.countDown();
                counted = true;
                start.await();
                while (System.nanoTime() < until) {
                    Outcome outcome = once();
                    if (outcome != null) {
                        return outcome;
                    }
                }
            } catch (IOException | InterruptedException failed) {
                failure = failed.toString();
            } finally {
                if (!counted) {
                    open.countDown();
                }
                close();
            }
            return outcome(End.FAILED, failure);
        }

        /** Null for one who is to come again. */
        private Outcome once() throws IOException {
            if (socket == null) {
                connect();
            }
            socket.getOutputStream().write(asker.request());
            String head = Wire.head(in);
            if (head == null) {
                close();
                return outcome(End.FAILED, "the connection was closed");
            }
            int status = Integer.parseInt(group(STATUS, head));
            if (status == 200 && asker.leaves() && asker.stream()) {
                return leave();
            }
            String body = Wire.body(head, in, piece -> {}).toString(StandardCharsets.UTF_8);
            if (head.contains("connection: close")) {
                close();
            }
            return decided(status, head, body);
        }

        private Outcome decided(int status, String head, String body) {
            String code = group(CODE, body.replace(" ", ""));
            if (status == 200) {
                boolean whole = asker.stream() ? body.contains("[DONE]") : body.contains("\"choices\"");
                return outcome(whole ? End.ANSWERED : code.equals("budget_exhausted") ? End.REFUSED : End.FAILED, body);
            }
            if (status == 503) {
                full++;
                pause();
                return null;
            }
            if (status == 429 && code.equals("budget_exhausted")) {
                if (Integer.parseInt(group(RETRY, head)) > SOON_SECONDS) {
                    return outcome(End.REFUSED, body);
                }
                held++;
                pause();
                return null;
            }
            return outcome(End.FAILED, status + " " + body);
        }

        /** Some leave in good order, others as if their cable had been pulled. */
        private Outcome leave() throws IOException {
            int pieces = 0;
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next >= 0 && pieces <= asker.leavesAfter(); next = in.read()) {
                if (next != '\n') {
                    line.append((char) next);
                    continue;
                }
                if (line.indexOf("data: ") >= 0) {
                    pieces++;
                }
                line.setLength(0);
            }
            if (asker.number() % 2 == 0) {
                socket.setSoLinger(true, 0);
            }
            return outcome(End.LEFT, "");
        }

        /** Sooner than it was told to, so that the crowd stays one. */
        private static void pause() {
            LockSupport.parkNanos(ThreadLocalRandom.current()
                    .nextLong(TimeUnit.MILLISECONDS.toNanos(200), TimeUnit.SECONDS.toNanos(1)));
        }

        private Outcome outcome(End end, String words) {
            return new Outcome(asker, end, full, held, Instant.now(), words);
        }

        private void connect() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), asker.port());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 13);
        }

        private void close() {
            try {
                if (socket != null) {
                    socket.close();
                    socket = null;
                }
            } catch (IOException gone) {
                socket = null;
            }
        }

        private static String group(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? matcher.group(1) : "0";
        }
    }
}
