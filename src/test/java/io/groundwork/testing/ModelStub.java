package io.groundwork.testing;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A provider that does as a test says, down to the bytes: it speaks HTTP itself, so that it can stall, break off, and notice
 * when its client has gone. It speaks like OpenAI's servers and like Anthropic's, and keeps its own bill of what it was
 * asked and what it gave.
 */
public final class ModelStub implements AutoCloseable {

    private static final Script NO_SCRIPT = reply -> reply.status(500, "{\"error\":{\"message\":\"no script\"}}");

    private final ServerSocket server;
    private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Bill> bills = Collections.synchronizedList(new ArrayList<>());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile Script usual = NO_SCRIPT;

    /** What arrived. */
    public record Request(String path, Map<String, String> headers, String body) {

        public JsonObject json() {
            return Json.createReader(new StringReader(body)).readObject();
        }

        public String model() {
            return json().getString("model", "");
        }

        public boolean wantsStream() {
            return json().getBoolean("stream", false);
        }

        boolean inAnthropicsWords() {
            return path.endsWith("/messages");
        }

        /** Everything that the model is told, rules included, in order. */
        public List<String> texts() {
            List<String> texts = new ArrayList<>();
            collect(json().get("system"), texts);
            json().getJsonArray("messages").forEach(message -> collect(message, texts));
            return texts;
        }

        private static void collect(JsonValue value, List<String> texts) {
            if (value instanceof JsonString text) {
                texts.add(text.getString());
            } else if (value instanceof JsonArray parts) {
                parts.forEach(part -> collect(part, texts));
            } else if (value instanceof JsonObject message) {
                collect(message.containsKey("content") ? message.get("content") : message.get("text"), texts);
            }
        }
    }

    /** What the provider counts for one request that it began to answer, broken off or not. */
    public record Bill(String model, long input, long cached, long output) {}

    /** What is done with one request. */
    @FunctionalInterface
    public interface Script {
        void run(StubReply reply) throws IOException;
    }

    /** At any free port. */
    public ModelStub() {
        this(0);
    }

    /** At this port, which the installation under test was told that it may reach. */
    public ModelStub(int port) {
        try {
            server = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread accepting = new Thread(this::accept, "model-stub");
        accepting.setDaemon(true);
        accepting.start();
    }

    public URI baseUrl() {
        return URI.create("http://" + place() + "/v1");
    }

    public String place() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What the next request gets. */
    public ModelStub next(Script script) {
        scripts.add(script);
        return this;
    }

    /** What every request gets for which there is nothing else. */
    public ModelStub always(Script script) {
        usual = script;
        return this;
    }

    /** Forgets what it was told, what it heard and what it billed. */
    public ModelStub clear() {
        scripts.clear();
        usual = NO_SCRIPT;
        requests.clear();
        bills.clear();
        return this;
    }

    public List<Request> requests() {
        return requests;
    }

    /** One for each request that was answered, in the order of their beginnings. */
    public List<Bill> bills() {
        synchronized (bills) {
            return List.copyOf(bills);
        }
    }

    int open(Bill bill) {
        synchronized (bills) {
            bills.add(bill);
            return bills.size() - 1;
        }
    }

    /** The same one, with later counts; one that was forgotten meanwhile stays so. */
    void amend(int place, Bill bill) {
        synchronized (bills) {
            if (place < bills.size()) {
                bills.set(place, bill);
            }
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread serving = new Thread(() -> serve(socket), "model-stub-reply");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            connections.add(socket);
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null && !line.isBlank(); line = in.readLine()) {
                Request request = read(line, in);
                requests.add(request);
                Script script = scripts.poll();
                (script == null ? usual : script).run(new StubReply(this, socket, request));
            }
        } catch (IOException gone) {
            // The client left, or the script broke the connection; both are what tests are about.
        } finally {
            connections.remove(socket);
        }
    }

    private static Request read(String first, BufferedReader in) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("this is not HTTP");
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        char[] body = new char[Integer.parseInt(headers.getOrDefault("Content-Length", "0"))];
        for (int at = 0; at < body.length; ) {
            int read = in.read(body, at, body.length - at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        String text = new String(new String(body).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Request(first.split(" ")[1], headers, text);
    }

    /** Nobody listens here any more, and what was open ends: a client that keeps connections would speak to it again. */
    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
