package io.groundwork.testing;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Receives webhooks on this machine and answers as it is told to; checks are made with the Standard Webhooks' own library. */
public final class WebhookReceiver implements AutoCloseable {

    private static final int OK = 204;

    /** One message as it came. */
    public record Received(String path, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }

        public JsonObject json() {
            try (var reader = Json.createReader(new StringReader(body))) {
                return reader.readObject();
            }
        }

        /** Whether a receiver that has this secret takes it now. */
        public boolean isTakenBy(String secret) {
            try {
                new Webhook(secret).verify(body, headers);
                return true;
            } catch (WebhookVerificationException refused) {
                return false;
            }
        }

        /** Whether the signature is right, whenever it was made. */
        public boolean isSignedWith(String secret) {
            try {
                String right = new Webhook(secret)
                        .sign(header("webhook-id"), Long.parseLong(header("webhook-timestamp")), body);
                return List.of(header("webhook-signature").split(" ")).contains(right);
            } catch (WebhookSigningException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** @param port 0 for any */
    public WebhookReceiver(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Integer status = statuses.poll();
        if (status != null && status / 100 == 3) {
            exchange.getResponseHeaders().set("Location", url("/elsewhere"));
        }
        exchange.sendResponseHeaders(status == null ? OK : status, -1);
        exchange.close();
    }

    public String url(String path) {
        return "http://" + place() + path;
    }

    /** As {@code GROUNDWORK_PRIVATE_PROVIDERS} names it. */
    public String place() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next answers; after them, and without any, all is well. */
    public void answer(Integer... next) {
        statuses.addAll(List.of(next));
    }

    /** Answers wait until the latch is open. */
    public void hold(CountDownLatch latch) {
        gate = latch;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public void forget() {
        received.clear();
        statuses.clear();
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
