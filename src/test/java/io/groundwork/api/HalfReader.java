package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.MoneyTenant;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A client that goes away in the middle of an answer. */
final class HalfReader {

    private HalfReader() {}

    /** Reads a streamed answer as far as these words and closes the connection. */
    static void readUntil(Api person, JsonObject question, String words) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        person.request(MoneyTenant.COMPLETIONS)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.contains(words)) {
                line = lines.readLine();
            }
            assertThat(line).as("it was said before the answer ended").isNotNull();
        }
    }
}
