package io.groundwork.faults;

import static io.groundwork.faults.FaultyProvider.BACKUP;
import static io.groundwork.faults.FaultyProvider.degraded;
import static io.groundwork.faults.FaultyProvider.groundwork;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.Polling;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What keeps a model and its provider from harm: too many at once, failing again and again, answers nobody waits for. */
class ProviderGuardsIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    /** Far below the time that a model is given to begin, and far above what a busy machine takes for a refusal. */
    private static final Duration QUICKLY = Duration.ofSeconds(5);

    @RegisterExtension
    static final FaultyProvider provider = new FaultyProvider();

    @Test
    void oneTooManyIsRefusedAtOnceOrAnsweredByAnother() throws Exception {
        String alias = provider.asked("openai", 1, List.of());
        CountDownLatch release = new CountDownLatch(1);
        provider.stub().next(reply -> reply.events()
                .piece("Slow.")
                .await(release)
                .finish("stop")
                .done());
        CompletableFuture<Api.Reply> slow = CompletableFuture.supplyAsync(provider::whole);
        Polling.until(() -> !provider.stub().requests().isEmpty());
        for (boolean stream : new boolean[] {true, false}) {
            overloaded(stream);
        }
        provider.tenant().route(alias, List.of(BACKUP), "error");
        degraded(groundwork(provider.whole()), "busy", alias);
        assertThat(provider.stub().requests()).hasSize(1);
        release.countDown();
        slow.get(30, TimeUnit.SECONDS).expect(200);
    }

    private static void overloaded(boolean stream) {
        long askedAt = System.nanoTime();
        Api.Reply refused = provider.tenant().ask(stream).expect(503);
        assertThat(Duration.ofNanos(System.nanoTime() - askedAt)).isLessThan(QUICKLY);
        assertThat(refused.code()).isEqualTo("overloaded");
        assertThat(refused.header("Retry-After")).isPresent();
    }

    @Test
    void aModelThatFailsAgainAndAgainIsLeftAlone() {
        String alias = provider.broken(Fault.BROKEN, List.of(BACKUP), "error");
        for (int i = 0; i < 5; i++) {
            degraded(groundwork(provider.whole()), "provider_error", alias);
        }
        assertThat(provider.stub().requests()).hasSize(5);
        degraded(groundwork(provider.whole()), "circuit_open", alias);
        assertThat(provider.tenant().circuit(alias)).isEqualTo("open");
        provider.tenant().route(alias, List.of(), "error");
        overloaded(false);
        assertThat(provider.stub().requests())
                .as("it was not asked a sixth time")
                .hasSize(5);
    }

    @Test
    void whoLeavesClosesTheConnectionToTheProviderWithinASecond() throws Exception {
        String alias = provider.asked("openai", 8, List.of());
        provider.tenant().route(alias, List.of(BACKUP), "restart");
        Duration best = untilClosed();
        for (int i = 0; i < 2 && best.compareTo(AT_ONCE) >= 0; i++) {
            Duration next = untilClosed();
            best = next.compareTo(best) < 0 ? next : best;
        }
        assertThat(best).as("the best of three, since the machine may be busy").isLessThan(AT_ONCE);
        assertThat(provider.backup().requests()).isEmpty();
    }

    /** From the moment at which the client leaves. */
    private static Duration untilClosed() throws Exception {
        CompletableFuture<Long> closedAt = new CompletableFuture<>();
        provider.stub().always(reply -> {
            if (reply.events().piece("Begun. ").clientLeaves(Duration.ofSeconds(20))) {
                closedAt.complete(System.nanoTime());
            }
        });
        HttpRequest request = provider.tenant()
                .asker()
                .request("/v1/chat/completions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        AskedTenant.question(true).toString()))
                .build();
        HttpResponse<InputStream> reply = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofInputStream());
        readUntil(reply.body(), "Begun.");
        long leftAt = System.nanoTime();
        reply.body().close();
        return Duration.ofNanos(closedAt.get(20, TimeUnit.SECONDS) - leftAt);
    }

    private static void readUntil(InputStream in, String words) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(words) < 0) {
            int next = in.read();
            assertThat(next).as("ended after: " + read).isNotNegative();
            read.append((char) next);
        }
    }
}
