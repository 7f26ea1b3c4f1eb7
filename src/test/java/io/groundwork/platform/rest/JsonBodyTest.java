package io.groundwork.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Problem;
import jakarta.json.Json;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonBodyTest {

    @Test
    void everyBadFieldIsNamedAtOnceWithItsWholePath() {
        JsonBody body = body("{\"name\": 3, \"top_k\": 1000, \"admin\": {\"email\": \" \"}}");
        body.text("slug");
        body.text("name");
        body.optionalNumber("top_k", 1, 100);
        body.object("admin").text("email");
        assertThat(bad(body)).containsExactly("slug", "name", "top_k", "admin.email");
    }

    @Test
    void aGoodBodyPasses() {
        JsonBody body = body("{\"slug\": \"acme\", \"groups\": [\"a\", \"b\"], \"other\": {}}");
        assertThat(body.text("slug")).isEqualTo("acme");
        assertThat(body.texts("groups")).containsExactly("a", "b");
        assertThat(body.texts("absent")).isEmpty();
        body.check();
    }

    @Test
    void anEmptyRequestIsRefused() {
        assertThatThrownBy(() -> JsonBody.of(null)).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void aNumberWithAFractionIsNotAWholeNumber() {
        JsonBody body = body("{\"top_k\": 1.5}");
        assertThat(body.optionalNumber("top_k", 1, 100)).isEmpty();
        assertThat(bad(body)).containsExactly("top_k");
    }

    @Test
    void anAmountIsTakenToItsLastDigitAsTextOrAsANumber() {
        JsonBody body = body("{\"text\": \" 0.100000000001 \", \"number\": 0.1, \"words\": \"ten\", \"flag\": true}");
        assertThat(body.optionalAmount("text", "cost.amount_form", 12)).contains(new BigDecimal("0.100000000001"));
        assertThat(body.amount("number", "cost.amount_form", 12)).isEqualTo(new BigDecimal("0.1"));
        assertThat(body.optionalAmount("absent", "cost.amount_form", 12)).isEmpty();
        body.amount("required", "cost.amount_form", 12);
        body.optionalAmount("words", "cost.amount_form", 12);
        body.optionalAmount("flag", "cost.amount_form", 12);
        assertThat(bad(body)).containsExactly("required", "words", "flag");
    }

    private static List<String> bad(JsonBody body) {
        try {
            body.check();
            return List.of();
        } catch (Problem.Invalid invalid) {
            return invalid.fields().stream().map(Problem.Invalid.Field::name).toList();
        }
    }

    private static JsonBody body(String json) {
        return JsonBody.of(Json.createReader(new StringReader(json)).readObject());
    }
}
