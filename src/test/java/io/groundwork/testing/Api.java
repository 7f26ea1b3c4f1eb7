package io.groundwork.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Speaks to a running application as an outside program does: an address, a key, and JSON. The application is the one that
 * {@code deploy/test} starts; by hand, name it with {@code -Dgroundwork.url=} and {@code -Dgroundwork.operator.key=}.
 */
public record Api(String key) {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What came back. */
    public record Reply(int status, String body, HttpResponse<?> raw) {

        public JsonObject json() {
            return Json.createReader(new StringReader(body)).readObject();
        }

        public Optional<String> header(String name) {
            return raw.headers().firstValue(name);
        }

        /** The stable code of a problem, in whichever shape it was told. */
        public String code() {
            JsonObject json = json();
            return json.containsKey("error") ? json.getJsonObject("error").getString("code") : json.getString("code");
        }

        /** Demands a status; the body is shown where it was another. */
        public Reply expect(int wanted) {
            assertThat(status)
                    .as(raw.request().method() + " " + raw.uri().getPath() + " -> " + body)
                    .isEqualTo(wanted);
            return this;
        }
    }

    public static Api operator() {
        return new Api(required("groundwork.operator.key"));
    }

    public static Api nobody() {
        return new Api(null);
    }

    public static String url() {
        return required("groundwork.url");
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    public Reply post(String path, JsonObject body) {
        return send("POST", path, body.toString());
    }

    public Reply put(String path, JsonObject body) {
        return send("PUT", path, body.toString());
    }

    public Reply patch(String path, JsonObject body) {
        return send("PATCH", path, body.toString());
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends a body as it is; null sends none. */
    public Reply send(String method, String path, String body) {
        return send(method, path, "application/json", body);
    }

    public Reply send(String method, String path, String type, String body) {
        return send(request(path)
                .header("Content-Type", type)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body)));
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException failed) {
            throw new AssertionError("the application did not answer", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** Sends a body and shows each line of the reply as soon as it is there; the whole is returned at its end. */
    public Reply watch(String path, JsonObject body, Consumer<String> watch) {
        StringBuilder whole = new StringBuilder();
        try {
            HttpResponse<Stream<String>> response = CLIENT.send(
                    request(path)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
            response.body().forEach(line -> {
                whole.append(line).append('\n');
                watch.accept(line);
            });
            return new Reply(response.statusCode(), whole.toString(), response);
        } catch (IOException failed) {
            throw new AssertionError("the application did not answer", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** A request to this path with this caller's key, for what needs a shape of its own. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE);
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    /** A slug that no other test uses. */
    public static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        assertThat(value).as("-D" + property + " names the running application").isNotBlank();
        return value;
    }
}
