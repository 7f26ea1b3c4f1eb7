package io.groundwork.notice;

import io.groundwork.platform.llm.ProviderAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts messages to where tenants want them, if they may be sent there. Nothing of a reply is read but its status. */
@ApplicationScoped
class WebhookSender {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Inject
    private ProviderAddresses addresses;

    Duration patience = Duration.ofSeconds(15);

    Outcome send(URI address, Map<String, String> headers, String body) {
        ProviderAddresses.Refusal refusal = addresses.refusal(address);
        if (refusal != null) {
            return Outcome.again(refusal.name().toLowerCase(Locale.ROOT));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Groundwork")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<Void>> reply = client.sendAsync(request.build(), head -> new Unread());
        try {
            return Outcome.of(
                    reply.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode());
        } catch (TimeoutException slow) {
            reply.cancel(true);
            return Outcome.again("timeout");
        } catch (ExecutionException failed) {
            return Outcome.again("unreachable");
        } catch (InterruptedException stopped) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            return Outcome.again("stopped");
        }
    }

    /** Closes the connection instead of reading. */
    private static final class Unread implements HttpResponse.BodySubscriber<Void> {

        @Override
        public CompletionStage<Void> getBody() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onSubscribe(Flow.Subscription body) {
            body.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
