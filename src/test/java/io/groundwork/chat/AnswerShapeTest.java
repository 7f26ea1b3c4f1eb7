package io.groundwork.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Problem;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes come from callers and answers from models: neither may reach outside, or keep us busy. */
class AnswerShapeTest {

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static AnswerShape shape(String schema) {
        return AnswerShape.of(Optional.of(
                        json("{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":" + schema + "}}")))
                .orElseThrow();
    }

    @Test
    void whatIsWrongIsNamedByItsPlace() {
        AnswerShape shape = shape("{\"properties\":{\"days\":{\"type\":\"integer\"}},\"required\":[\"days\"]}");
        assertThat(shape.faults(json("{\"days\":27}"))).isEmpty();
        assertThat(shape.faults(json("{\"days\":\"x\"}")).toString()).contains("/days");
        assertThat(shape.faults(json("{}"))).isNotEmpty();
    }

    @Test
    void plainTextIsNoShapeAndAnyObjectIsOne() {
        assertThat(AnswerShape.of(Optional.of(json("{\"type\":\"text\"}")))).isEmpty();
        AnswerShape any =
                AnswerShape.of(Optional.of(json("{\"type\":\"json_object\"}"))).orElseThrow();
        assertThat(any.faults(json("{\"a\":[1]}"))).isEmpty();
        assertThat(any.faults(Json.createValue(1))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"xml\"}",
                "{\"type\":\"json_schema\"}",
                "{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{\"type\":7}}}",
                "{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{\"pattern\":\"(\"}}}",
                "{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{\"patternProperties\":{\"(a+)+$\":{}}}}}"
            })
    void whatIsNoShapeIsRefused(String format) {
        assertThatThrownBy(() -> AnswerShape.of(Optional.of(json(format)))).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void aSchemaThatPointsOutsideIsNeverMet() {
        AnswerShape shape = shape("{\"$ref\":\"http://127.0.0.1:9/schema.json\"}");
        assertThat(shape.faults(json("{}"))).isNotEmpty();
    }

    @Test
    @Timeout(20)
    void anExpressionThatGoesNowhereEnds() {
        AnswerShape shape = shape("{\"properties\":{\"a\":{\"pattern\":\"^(a|aa|a?)+$\"}}}");
        String endless = "a".repeat(200) + "b";
        assertThat(shape.faults(json("{\"a\":\"" + endless + "\"}"))).isNotEmpty();
        assertThat(shape.faults(json("{\"a\":\"aaaa\"}"))).isEmpty();
    }

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(strings = {"", "http://json-schema.org/draft-07/schema#"})
    void referencesThatDoubleAtEachStepEnd(String dialect) {
        StringBuilder definitions = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            String next = "{\"$ref\":\"#/$defs/a" + (i + 1) + "\"}";
            definitions.append("\"a").append(i).append("\":{\"allOf\":[" + next + "," + next + "]},");
        }
        String schema = "{" + (dialect.isEmpty() ? "" : "\"$schema\":\"" + dialect + "\",") + "\"$defs\":{"
                + definitions + "\"a40\":{\"type\":\"object\"}},\"allOf\":[{\"$ref\":\"#/$defs/a";
        assertThat(shape(schema + "0\"}]}").faults(json("{}"))).isNotEmpty();
        assertThat(shape(schema + "31\"}]}").faults(json("{}"))).isEmpty();
    }

    @Test
    @Timeout(20)
    void aLongRowOfBlanksIsReadAtOnce() {
        String blanks = " ".repeat(500_000);
        assertThat(AnswerShape.read("{\"a\":" + blanks + "1}")).contains(json("{\"a\":1}"));
        assertThat(AnswerShape.read("```json" + blanks + "{\"a\":1}\n```")).contains(json("{\"a\":1}"));
    }

    @Test
    void jsonIsReadOutOfACodeFenceAndNotDeeperThanAnybodyWrites() {
        assertThat(AnswerShape.read("```json\n{\"a\": 1}\n```")).contains(json("{\"a\":1}"));
        assertThat(AnswerShape.read("Here: {\"a\": 1}")).isEmpty();
        assertThat(AnswerShape.read("[".repeat(100_000))).isEmpty();
    }
}
