package io.groundwork.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Problem;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectReaderTest {

    @Test
    void anObjectIsReadWhole() {
        assertThat(read("{\"name\":\"Zoë\"}").getString("name")).isEqualTo("Zoë");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{bad", "{\"a\":", "[]", "\"text\"", "7", "null"})
    void everythingElseIsABadRequest(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void numbersBeyondAllMeasureAreABadRequest() {
        assertThatThrownBy(() -> read("{\"n\":" + "9".repeat(5_000) + "}")).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> read("{\"n\":1e99999999999}")).isInstanceOf(Problem.Invalid.class);
    }

    private static JsonObject read(String body) {
        return new JsonObjectReader()
                .readFrom(
                        JsonObject.class,
                        JsonObject.class,
                        null,
                        MediaType.APPLICATION_JSON_TYPE,
                        null,
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
