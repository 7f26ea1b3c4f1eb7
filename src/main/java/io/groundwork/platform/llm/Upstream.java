package io.groundwork.platform.llm;

import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The way to the providers: it looks their addresses up before each call, and sends once. Nothing is ever sent again by
 * itself, since a provider may charge for both. Redirects are not followed.
 */
final class Upstream {

    private static final String OUR_ID = "X-Client-Request-Id";

    /** The time to connect belongs to a client of the JDK's and not to a request, so there is one for each of these. */
    private static final List<Duration> CONNECTS = List.of(
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));

    private final ProviderAddresses addresses;
    private final Map<Duration, HttpClient> clients = new ConcurrentHashMap<>();
    /** A name server that does not answer holds the thread that asks it. */
    private final ExecutorService lookups = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "provider-lookup");
        thread.setDaemon(true);
        return thread;
    });

    Upstream(ProviderAddresses addresses) {
        this.addresses = addresses;
    }

    /** Where a call goes, with the headers that are its provider's. */
    record Target(URI address, Map<String, String> headers, Deadlines deadlines) {

        private Target naming(String call) {
            Map<String, String> named = new LinkedHashMap<>(headers);
            named.put(OUR_ID, call);
            return new Target(address, named, deadlines);
        }
    }

    LanguageModel.Call call(Target target, String body, Supplier<ProviderEvents> events) {
        return new LanguageModel.Call() {
            @Override
            public String sent() {
                return body;
            }

            @Override
            public ModelStream open(String id) {
                return new ProviderStream(send(target.naming(id), body), target.deadlines(), events.get());
            }
        };
    }

    CompletableFuture<HttpResponse<UpstreamBody>> send(Target target, String body) {
        HttpRequest request = request(target, body);
        HttpClient client = client(target.deadlines().connect());
        CompletableFuture<HttpResponse<UpstreamBody>> reply = new CompletableFuture<>();
        CompletableFuture.runAsync(() -> admit(target.address()), lookups).whenComplete((admitted, refused) -> {
            if (refused != null) {
                reply.completeExceptionally(unwrapped(refused));
            } else if (!reply.isDone()) {
                pass(client.sendAsync(request, head -> new UpstreamBody()), reply);
            }
        });
        return reply;
    }

    private static HttpRequest request(Target target, String body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(target.address())
                    .header("Content-Type", "application/json")
                    .header("Accept", "text/event-stream")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            target.headers().forEach(request::header);
            return request.build();
        } catch (IllegalArgumentException unsendable) {
            // Not as the cause: its message repeats the header, and that may be a key.
            throw ProviderFailure.failed("the address or the key cannot be sent", null);
        }
    }

    private void admit(URI address) {
        ProviderAddresses.Refusal refusal = addresses.refusal(address);
        if (refusal != null) {
            boolean unknown = refusal == ProviderAddresses.Refusal.UNKNOWN_HOST;
            throw ProviderFailure.failed(
                    "the provider's address is refused: " + refusal,
                    unknown ? new UnknownHostException(address.getHost()) : null);
        }
    }

    /** Hands the reply on, and the other way round the wish to have none. */
    private static void pass(
            CompletableFuture<HttpResponse<UpstreamBody>> sent, CompletableFuture<HttpResponse<UpstreamBody>> reply) {
        reply.whenComplete((received, failure) -> {
            if (reply.isCancelled()) {
                sent.cancel(true);
            }
        });
        sent.whenComplete((received, failure) -> {
            if (failure != null) {
                reply.completeExceptionally(unwrapped(failure));
            } else if (!reply.complete(received)) {
                received.body().cancel();
            }
        });
    }

    private static Throwable unwrapped(Throwable failure) {
        boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
        return wrapped ? failure.getCause() : failure;
    }

    private HttpClient client(Duration connect) {
        Duration step = CONNECTS.stream()
                .filter(longer -> longer.compareTo(connect) >= 0)
                .findFirst()
                .orElse(CONNECTS.get(CONNECTS.size() - 1));
        return clients.computeIfAbsent(step, time -> HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(time)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    }
}
