package io.groundwork.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider that keeps its own bill: what it read and what it made, whether anybody was still there to take it or not. The
 * model {@code exact} makes every answer as long as it may be. The models {@code rough} and {@code second} fail as providers
 * do: some requests are refused, some streams break off, some do not tell what they took; which, is decided by the seed and
 * by the note in the question.
 */
public final class BillingStub implements AutoCloseable {

    /** What it asks for, as the tenant's prices must say too. */
    static final Map<String, Prices> PRICES = Map.of(
            "exact", new Prices("0", "0", "1000", "0"),
            "rough", new Prices("3", "0.7", "11", "0.0007"),
            "second", new Prices("1", "0.2", "5", "0"));

    private static final Pattern MODEL = Pattern.compile("\"model\":\"(\\w+)\"");
    private static final Pattern MOST = Pattern.compile("\"max_tokens\":(\\d+)");
    private static final Pattern NOTE = Pattern.compile("Note (\\d+)");
    private static final Pattern CALL = Pattern.compile("x-client-request-id: (\\S+)-(\\d+)\n");
    private static final int CHARACTERS_PER_TOKEN = 8;

    private final ServerSocket server;
    private final long seed;
    private final Map<String, Bill> bills = new ConcurrentHashMap<>();
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger twice = new AtomicInteger();
    private final AtomicInteger unnamed = new AtomicInteger();

    /** Amounts of money per million tokens, and for the request. */
    record Prices(String input, String cached, String output, String perRequest) {

        BigDecimal of(long in, long cachedIn, long out) {
            return new BigDecimal(input)
                    .multiply(BigDecimal.valueOf(in - cachedIn))
                    .add(new BigDecimal(cached).multiply(BigDecimal.valueOf(cachedIn)))
                    .add(new BigDecimal(output).multiply(BigDecimal.valueOf(out)))
                    .movePointLeft(6)
                    .add(new BigDecimal(perRequest));
        }
    }

    /** What one request took so far. */
    static final class Bill {
        private final String model;
        private final String request = "req-" + UUID.randomUUID();
        private final long input;
        private final long cached;
        private volatile long output;

        private Bill(String model, long input, long cached) {
            this.model = model;
            this.input = input;
            this.cached = cached;
        }

        BigDecimal amount() {
            return PRICES.get(model).of(input, cached, output);
        }
    }

    /** What happens to a request. */
    private enum Fate {
        GOOD,
        SILENT,
        REFUSED,
        BROKEN;

        static Fate of(Random chance) {
            int hundred = chance.nextInt(100);
            return hundred < 8 ? REFUSED : hundred < 18 ? BROKEN : hundred < 25 ? SILENT : GOOD;
        }
    }

    public BillingStub(int port, long seed) throws IOException {
        server = new ServerSocket(port, 1024, InetAddress.getLoopbackAddress());
        this.seed = seed;
        Thread accepting = new Thread(this::accept, "billing-stub");
        accepting.setDaemon(true);
        accepting.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread serving = new Thread(null, () -> serve(socket), "billing-stub-reply", 1 << 17);
                serving.setDaemon(true);
                serving.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            for (String head = Wire.head(in); head != null; head = Wire.head(in)) {
                String body = Wire.body(head, in, piece -> {}).toString(StandardCharsets.UTF_8);
                atWork.incrementAndGet();
                try {
                    answer(head, body, socket.getOutputStream());
                } finally {
                    atWork.decrementAndGet();
                }
            }
        } catch (IOException gone) {
            // Whoever asked was killed or left; the bill says how far the answer was.
        }
    }

    private void answer(String head, String body, OutputStream out) throws IOException {
        Matcher call = CALL.matcher(head + "\n");
        boolean named = call.find();
        String name = named ? call.group(1) + "-" + call.group(2) : "unnamed-" + unnamed.incrementAndGet();
        String model = group(MODEL, body);
        boolean exact = model.equals("exact");
        Random chance = new Random(seed * 1_000_003
                + 31L * Long.parseLong(group(NOTE, body))
                + (named ? Integer.parseInt(call.group(2)) : 0));
        Fate fate = exact ? Fate.GOOD : Fate.of(chance);
        if (fate == Fate.REFUSED) {
            out.write("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.US_ASCII));
            return;
        }
        long input = Math.max(1, body.length() / CHARACTERS_PER_TOKEN);
        Bill bill = new Bill(model, input, exact ? 0 : chance.nextInt((int) input));
        if (bills.put(name, bill) != null) {
            twice.incrementAndGet();
        }
        int most = Integer.parseInt(group(MOST, body));
        int length = exact ? most : 1 + chance.nextInt(most);
        int until = fate == Fate.BROKEN ? chance.nextInt(length) : length;
        say(bill, until, chance.nextInt(6), out);
        if (fate == Fate.BROKEN) {
            throw new IOException("broken off as intended");
        }
        end(bill, fate == Fate.GOOD, out);
    }

    /** What was made is billed, also when nobody is there any more to take it. */
    private static void say(Bill bill, int tokens, int pauseMillis, OutputStream out) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\nx-request-id: "
                        + bill.request + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        event(out, choice("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        for (int i = 0; i < tokens; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
            bill.output = i + 1L;
            event(out, choice("{\"content\":\"word" + i + " \"}", "null"));
        }
    }

    private static void end(Bill bill, boolean tells, OutputStream out) throws IOException {
        event(out, choice("{}", "\"stop\""));
        if (tells) {
            event(
                    out,
                    "{\"id\":\"stub\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"stub\",\"choices\":[],"
                            + "\"usage\":{\"prompt_tokens\":" + bill.input + ",\"completion_tokens\":" + bill.output
                            + ",\"total_tokens\":" + (bill.input + bill.output)
                            + ",\"prompt_tokens_details\":{\"cached_tokens\":" + bill.cached + "}}}");
        }
        event(out, "[DONE]");
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String choice(String delta, String finish) {
        return "{\"id\":\"stub\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"stub\",\"choices\":"
                + "[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}";
    }

    private static void event(OutputStream out, String data) throws IOException {
        byte[] bytes = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n" + new String(bytes, StandardCharsets.UTF_8) + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "0";
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Waits until nobody is answered any more, so that the bill stands. */
    public void rest() {
        while (atWork.get() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** The amount of each call, by the name that its caller gave it. */
    public Map<String, BigDecimal> amounts() {
        Map<String, BigDecimal> amounts = new ConcurrentHashMap<>();
        bills.forEach((call, bill) -> amounts.put(call, bill.amount()));
        return amounts;
    }

    /** As a provider sends it: half of the requests by its own names, half by those that the caller gave them. */
    public String invoice() {
        List<String> lines = new ArrayList<>(List.of("request_id,client_request_id,amount,currency"));
        bills.forEach((call, bill) -> lines.add((lines.size() % 2 == 0 ? bill.request : "") + "," + call + ","
                + bill.amount().toPlainString() + ",EUR"));
        return String.join("\n", lines) + "\n";
    }

    /** Requests that came with a name that had come before, or without one. */
    public int suspicious() {
        return twice.get() + unnamed.get();
    }

    void clear() {
        bills.clear();
        twice.set(0);
        unnamed.set(0);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
