package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /v1/embeddings} as an outside program sees it. */
class EmbeddingsIT {

    private static final String EMBEDDINGS = "/v1/embeddings";
    private static final String MODEL = "\"model\":\"" + AskedByClients.EMBEDDING_MODEL + "\"";

    private static Api ann;

    @BeforeAll
    static void somebody() {
        ann = ApiTenant.create().employee("ann");
    }

    private static Api.Reply post(String fields) {
        return ann.send("POST", EMBEDDINGS, "{" + fields + "}");
    }

    private static JsonObject embed(String fields) {
        return post(MODEL + "," + fields).expect(200).json();
    }

    private static double[] numbers(JsonObject reply, int at) {
        return reply
                .getJsonArray("data")
                .getJsonObject(at)
                .getJsonArray("embedding")
                .getValuesAs(JsonNumber.class)
                .stream()
                .mapToDouble(JsonNumber::doubleValue)
                .toArray();
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    @Test
    void vectorsStandInTheOrderOfTheirTexts() {
        JsonObject both = embed("\"input\":[\"Annual leave\",\"Glass blowing\"]");
        JsonObject one = embed("\"input\":\"Glass blowing\",\"dimensions\":384,\"user\":\"u\"");
        assertThat(both.getString("object")).isEqualTo("list");
        assertThat(both.getString("model")).isEqualTo(AskedByClients.EMBEDDING_MODEL);
        assertThat(both.getJsonArray("data").getJsonObject(1).getInt("index")).isEqualTo(1);
        assertThat(numbers(one, 0)).hasSize(384);
        assertThat(product(numbers(both, 1), numbers(one, 0))).isEqualTo(1, offset(1e-6));
        assertThat(product(numbers(both, 0), numbers(one, 0))).isLessThan(0.9);
        assertThat(both.getJsonObject("usage").getInt("prompt_tokens")).isBetween(4, 8);
    }

    @Test
    void base64IsTheSameFloatsLittleEndFirst() {
        double[] plain = numbers(embed("\"input\":\"Annual leave\",\"encoding_format\":\"float\""), 0);
        String packed = embed("\"input\":\"Annual leave\",\"encoding_format\":\"base64\"")
                .getJsonArray("data")
                .getJsonObject(0)
                .getString("embedding");
        FloatBuffer floats = ByteBuffer.wrap(Base64.getDecoder().decode(packed))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        assertThat(floats.remaining()).isEqualTo(plain.length);
        for (double value : plain) {
            assertThat(floats.get()).isEqualTo((float) value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"input\":7|input",
                "\"input\":[]|input",
                "\"input\":\" \"|input",
                "\"input\":[\"a\",\"\"]|input[1]",
                "\"input\":[1,2,3]|input[0]",
                "\"input\":[[1,2]]|input[0]",
                "\"input\":\"a\",\"dimensions\":256|dimensions",
                "\"input\":\"a\",\"encoding_format\":\"int8\"|encoding_format"
            })
    void whatIsWrongIsNamed(String fields, String param) {
        JsonObject error = post(MODEL + "," + fields).expect(400).json().getJsonObject("error");
        assertThat(error.getString("param")).isEqualTo(param);
    }

    @Test
    void whatTheModelCannotReadWholeIsRefusedByItsPlace() {
        String longText = "leave ".repeat(511);
        JsonObject error = post(MODEL + ",\"input\":[\"a\",\"" + longText + "\"]")
                .expect(400)
                .json()
                .getJsonObject("error");
        assertThat(error.getString("param")).isEqualTo("input[1]");
        assertThat(error.getString("message")).contains("510");
        embed("\"input\":\"" + "leave ".repeat(510) + "\"");
        String many = String.join(",", java.util.Collections.nCopies(257, "\"a\""));
        post(MODEL + ",\"input\":[" + many + "]").expect(400);
    }

    @Test
    void charactersOfAllKindsBecomeVectors() {
        for (String text : List.of("\\ud800", "\\u0000", "😀", "\\u202e", "ß")) {
            assertThat(numbers(embed("\"input\":\"" + text + "\""), 0)).hasSize(384);
        }
    }

    @Test
    void itIsForMembersAndForThisModelAlone() {
        assertThat(post("\"model\":\"text-embedding-3-small\",\"input\":\"a\"")
                        .expect(404)
                        .code())
                .isEqualTo("model_not_found");
        Api.operator()
                .send("POST", EMBEDDINGS, "{" + MODEL + ",\"input\":\"a\"}")
                .expect(403);
        Api.Reply nobody = Api.nobody()
                .send("POST", EMBEDDINGS, "{" + MODEL + ",\"input\":\"a\"}")
                .expect(401);
        assertThat(nobody.header("x-request-id")).isPresent();
        assertThat(post(MODEL + ",\"input\":\"a\"").header("x-ratelimit-remaining-tokens"))
                .isPresent();
        assertThat(ann.get("/v1/models").expect(200).body()).contains(AskedByClients.EMBEDDING_MODEL);
    }
}
