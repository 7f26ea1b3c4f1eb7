package io.groundwork.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Problem;
import java.lang.reflect.Proxy;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** Whose silence it is: the provider's, or that of a reader who had other things to do. */
class ProviderStreamTest {

    private static final Duration OVER = Duration.ofNanos(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final UpstreamBody body = new UpstreamBody();

    private ModelStream stream(Deadlines deadlines) {
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long pieces) {}

            @Override
            public void cancel() {}
        });
        return new ProviderStream(CompletableFuture.completedFuture(reply()), deadlines, new OpenAiEvents());
    }

    @SuppressWarnings("unchecked")
    private HttpResponse<UpstreamBody> reply() {
        return (HttpResponse<UpstreamBody>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpResponse.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "statusCode" -> 200;
                    case "body" -> body;
                    case "headers" -> HttpHeaders.of(Map.of(), (name, value) -> true);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private void says(String piece, String finish) {
        String event = "data: {\"choices\":[{\"delta\":{\"content\":\"" + piece + "\"},\"finish_reason\":" + finish
                + "}]}\n\n";
        body.onNext(List.of(ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void whatLiesThereIsReadHoweverLateItsReaderComes() {
        try (ModelStream stream = stream(new Deadlines(OVER, OVER, LONG))) {
            says("One ", "null");
            says("two ", "null");
            says("three", "\"stop\"");
            body.onComplete();
            StringBuilder text = new StringBuilder();
            while (!stream.ended()) {
                stream.next(LONG).ifPresent(text::append);
            }
            assertThat(text).hasToString("One two three");
        }
    }

    @Test
    void whoseFinishWasToldHasAnsweredThoughTheConnectionStaysOpen() {
        try (ModelStream stream = stream(new Deadlines(LONG, OVER, LONG))) {
            says("One", "\"stop\"");
            assertThat(stream.next(LONG)).contains("One");
            assertThat(stream.next(LONG)).isEmpty();
            assertThat(stream.ended()).isTrue();
            assertThat(stream.completion().finishReason()).contains("stop");
        }
    }

    @Test
    void whoSaysNothingForTooLongIsTooSlow() {
        try (ModelStream stream = stream(new Deadlines(LONG, OVER, LONG))) {
            says("One", "null");
            assertThat(stream.next(LONG)).contains("One");
            tooSlow(stream);
        }
    }

    @Test
    void theWholeHasAnEndThoughPiecesLieThere() {
        try (ModelStream stream = stream(new Deadlines(LONG, LONG, OVER))) {
            says("One", "null");
            tooSlow(stream);
        }
    }

    private static void tooSlow(ModelStream stream) {
        assertThatThrownBy(() -> stream.next(LONG))
                .isInstanceOfSatisfying(Problem.Unavailable.class, problem -> assertThat(problem.code())
                        .isEqualTo("provider_timeout"));
    }
}
