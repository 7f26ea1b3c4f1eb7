package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the door of the chat endpoint turns away before any provider hears of it, and what it says with every reply. */
class ChatDoorIT {

    private static final String COMPLETIONS = "/v1/chat/completions";
    private static final String HELLO =
            "\"model\":\"assistant\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}]";
    private static final String TOOLS = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}]";
    private static final int MEGABYTE = 1024 * 1024;

    private static AskedByClients asked;
    private static Api ann;

    @BeforeAll
    static void anAssistant() {
        asked = new AskedByClients();
        ann = asked.person("ann");
    }

    @AfterAll
    static void close() {
        asked.close();
    }

    @BeforeEach
    void nothingHeardYet() {
        asked.stub().requests().clear();
    }

    private static Api.Reply post(String body) {
        return ann.send("POST", COMPLETIONS, body);
    }

    private static void assertNobodyWasAsked() {
        assertThat(asked.stub().requests()).isEmpty();
    }

    @Test
    void tenMegabytesAreTooLargeAtOnce() {
        String body = "{\"model\":\"assistant\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + "x".repeat(10 * MEGABYTE) + "\"}]}";
        assertThat(post(body).expect(413).code()).isEqualTo("body_too_large");
        Api.Reply unannounced = ann.send(ann.request(COMPLETIONS)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(body))));
        assertThat(unannounced.expect(413).code()).isEqualTo("body_too_large");
        assertNobodyWasAsked();
    }

    static List<String> hostile() {
        String deep = "[".repeat(20_000);
        String schema = "{\"a\":".repeat(60) + "1" + "}".repeat(60);
        return List.of(
                "",
                "null",
                "[]",
                "\u0000",
                "{" + HELLO,
                "{" + HELLO + "} trailing {",
                "{\"model\":" + deep,
                "{" + HELLO + ",\"max_tokens\":" + "9".repeat(5_000) + "}",
                "{" + HELLO + ",\"max_tokens\":1e99999999999}",
                "{" + HELLO + ",\"max_tokens\":2147483648}",
                "{" + HELLO + ",\"n\":1000}",
                "{" + HELLO + ",\"temperature\":NaN}",
                "{" + HELLO + ",\"seed\":1e2147483647}",
                "{" + HELLO + ",\"stop\":[null]}",
                "{" + HELLO + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":" + schema
                        + "}}]}",
                "{" + HELLO
                        + ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":"
                        + schema + "}}}",
                "{" + HELLO
                        + ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{\"type\":7}}}}",
                "{" + HELLO + ",\"groundwork\":{\"mode\":\"magic\"}}",
                "{" + HELLO + ",\"groundwork\":{\"mode\":\"rag\"}," + TOOLS + "}",
                "{\"model\":\"assistant\",\"messages\":[" + "{\"role\":\"user\",\"content\":\"x\"},".repeat(60_000)
                        + "{}]}",
                "{\"model\":{},\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "{\"model\":\"assistant\",\"messages\":[{\"role\":\"user\",\"content\":\"\\u0000\"}]}",
                "{\"model\":\"assistant\",\"messages\":[{\"role\":\"user\",\"content\":[[[]]]}]}",
                "{\"model\":\"assistant\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://localhost/\"}}]}]}");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatIsNoRequestIsABadOne(String body) {
        Api.Reply reply = post(body).expect(400);
        assertThat(reply.json().getJsonObject("error").getString("type")).isEqualTo("invalid_request_error");
        assertNobodyWasAsked();
    }

    @Test
    void aModeThatExistsAndIsNotOpenIsRefused() {
        assertThat(post("{" + HELLO + ",\"groundwork\":{\"mode\":\"hybrid\"}}")
                        .expect(403)
                        .code())
                .isEqualTo("mode_not_allowed");
        assertNobodyWasAsked();
    }

    @Test
    void halfACharacterDoesNoHarm() {
        post("{\"model\":\"assistant\",\"messages\":[{\"role\":\"user\",\"content\":\"\\ud800 Hello?\"}]}")
                .expect(200);
    }

    @Test
    void whoIsNotKnownGetsTheSameHeadersAndNothingLeft() {
        for (Api stranger : List.of(Api.nobody(), new Api("gw_wrong"))) {
            Api.Reply reply =
                    stranger.send("POST", COMPLETIONS, "{" + HELLO + "}").expect(401);
            assertThat(reply.header("x-request-id")).isPresent();
            assertThat(reply.header("www-authenticate")).isPresent();
            assertThat(UUID.fromString(reply.header("x-groundwork-answer-id").orElseThrow()))
                    .isNotNull();
            assertThat(reply.header("x-ratelimit-remaining-requests")).contains("0");
            assertThat(reply.header("x-ratelimit-remaining-tokens")).contains("0");
        }
    }

    private static Api.Reply stream(String key) {
        HttpRequest.Builder request = ann.request(COMPLETIONS)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("x-request-id", "asked-" + key)
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .POST(HttpRequest.BodyPublishers.ofString("{" + HELLO + ",\"stream\":true}"));
        return ann.send(request).expect(200);
    }

    @Test
    void aStreamIsTracedLimitedAndReplayedToTheByte() {
        String key = UUID.randomUUID().toString();
        Api.Reply first = stream(key);
        assertThat(first.header("x-request-id")).contains("asked-" + key);
        assertThat(first.header("traceparent")).contains("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(Long.parseLong(first.header("x-ratelimit-remaining-requests").orElseThrow()))
                .isPositive();
        assertThat(first.header("x-ratelimit-reset-tokens").orElseThrow()).matches("\\d+ms|\\d+s|\\d+m\\d+s");
        String answer = first.header("x-groundwork-answer-id").orElseThrow();
        assertThat(first.body().lines().findFirst().orElseThrow())
                .contains("\"answer_id\":\"" + answer + "\"")
                .contains("\"policy_version\"");
        Api.Reply again = stream(key);
        assertThat(again.header("Idempotent-Replayed")).contains("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("x-groundwork-answer-id")).contains(answer);
        assertThat(asked.stub().requests()).hasSize(1);
    }

    @Test
    void whoUsedUpAMinuteIsToldHowLongToWait() {
        Api spender = asked.person(Api.fresh("spender"));
        spender.send(
                        "POST",
                        COMPLETIONS,
                        "{" + HELLO.replace("Hello?", AskedByClients.DEAR_QUESTION) + ",\"stream\":true}")
                .expect(200);
        Api.Reply later = spender.send("POST", COMPLETIONS, "{" + HELLO + ",\"stream\":true}")
                .expect(429);
        assertThat(later.code()).isEqualTo("rate_limited");
        assertThat(later.header("content-type").orElse("")).startsWith("application/json");
        assertThat(Duration.ofSeconds(Long.parseLong(later.header("Retry-After").orElseThrow())))
                .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThat(later.header("x-ratelimit-remaining-tokens")).contains("0");
        spender.send("POST", "/v1/embeddings", "{\"model\":\"" + AskedByClients.EMBEDDING_MODEL + "\",\"input\":\"x\"}")
                .expect(429);
    }

    @Test
    void whatATenantsPersonMayDoTheOperatorMayNot() {
        Api.operator().send("POST", COMPLETIONS, "{" + HELLO + "}").expect(403);
        assertNobodyWasAsked();
        assertThat(ApiTenant.create()
                        .admin()
                        .send("POST", COMPLETIONS, "{" + HELLO + "}")
                        .expect(200)
                        .body())
                .contains("\"built-in\"");
    }
}
