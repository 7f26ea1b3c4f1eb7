package io.groundwork.chat.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.chat.ChatRequest;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Prompt;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestReaderTest {

    private static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}]";
    private static final String WEATHER =
            "{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}";
    private static final String CALL =
            "{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"},\"x\":1}";

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static ChatRequest read(String fields) {
        return ChatRequestReader.read(json("{\"model\":\"assistant\"," + fields + "}"), UUID.randomUUID());
    }

    private static Problem.Invalid refusal(String fields) {
        Problem.Invalid refusal = catchThrowableOfType(Problem.Invalid.class, () -> read(fields));
        assertThat(refusal).as(fields).isNotNull();
        return refusal;
    }

    @Test
    void everyFieldArrives() {
        ChatRequest request = read(HELLO
                + ",\"max_tokens\":5,\"max_completion_tokens\":7,\"temperature\":0.5,\"top_p\":1,\"seed\":-3,\"stop\":\"END\",\"n\":1,"
                + "\"response_format\":{\"type\":\"json_object\"},\"tools\":[" + WEATHER
                + "],\"tool_choice\":\"required\",\"parallel_tool_calls\":false,\"user\":\"u\",\"of_tomorrow\":{}"
                + ",\"groundwork\":{\"mode\":\"fine_tune\",\"collections\":[\"hr\"]}");
        assertThat(request.question()).isEqualTo("Hello?");
        assertThat(request.sampling().maxOutputTokens()).contains(7);
        assertThat(request.sampling().temperature()).contains(0.5);
        assertThat(request.sampling().topP()).contains(1.0);
        assertThat(request.sampling().seed()).contains(-3L);
        assertThat(request.sampling().stop()).containsExactly("END");
        assertThat(request.responseFormat()).contains(json("{\"type\":\"json_object\"}"));
        Prompt.Tools tools = request.tools().orElseThrow();
        assertThat(tools.offered()).hasSize(1);
        assertThat(tools.choice()).contains(Json.createValue("required"));
        assertThat(tools.parallel()).contains(false);
        assertThat(request.mode()).contains("fine_tune");
        assertThat(request.collections()).containsExactly("hr");
    }

    @Test
    void whatIsNullIsAbsent() {
        ChatRequest request = read(HELLO
                + ",\"n\":null,\"stop\":null,\"seed\":null,\"tools\":null,\"tool_choice\":null,\"response_format\":null,"
                + "\"max_tokens\":null,\"temperature\":null,\"groundwork\":null");
        assertThat(request.sampling()).isEqualTo(io.groundwork.platform.llm.Sampling.USUAL);
        assertThat(request.tools()).isEmpty();
        assertThat(request.responseFormat()).isEmpty();
    }

    @Test
    void whatToolsSaidFollowsTheQuestion() {
        ChatRequest request = read("\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"Rain?\"},"
                + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" + CALL + "]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":[{\"type\":\"text\",\"text\":\"dry\"}]}],"
                + "\"tools\":[" + WEATHER + "]");
        assertThat(request.question()).isEqualTo("Rain?");
        assertThat(request.earlier()).extracting(Prompt.Message::text).containsExactly("Be brief.");
        assertThat(request.following()).hasSize(2);
        JsonObject call = request.following().get(0).toolCalls().getJsonObject(0);
        assertThat(call.keySet()).containsExactlyInAnyOrder("id", "type", "function");
        assertThat(request.following().get(1).toolCallId()).contains("call_1");
        assertThat(request.following().get(1).text()).isEqualTo("dry");
    }

    @Test
    void withoutToolsNothingOfThemIsToldOfEarlierTurns() {
        String talk = "\"messages\":[{\"role\":\"user\",\"content\":\"Rain?\"},"
                + "{\"role\":\"assistant\",\"tool_calls\":[" + CALL + "]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"dry\"},"
                + "{\"role\":\"assistant\",\"content\":\"It is dry.\"},{\"role\":\"user\",\"content\":\"And tomorrow?\"}]";
        assertThat(read(talk).earlier()).extracting(Prompt.Message::text).containsExactly("Rain?", "It is dry.");
        assertThat(read(talk + ",\"tools\":[" + WEATHER + "]").earlier()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"max_tokens\":2147483648|max_tokens",
                "\"max_tokens\":0|max_tokens",
                "\"max_completion_tokens\":\"9\"|max_completion_tokens",
                "\"n\":1000|n",
                "\"n\":18446744073709551617|n",
                "\"n\":\"1\"|n",
                "\"temperature\":2.1|temperature",
                "\"temperature\":-1e999|temperature",
                "\"top_p\":\"much\"|top_p",
                "\"seed\":1.5|seed",
                "\"seed\":9223372036854775808|seed",
                "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]|stop",
                "\"stop\":[1]|stop",
                "\"stop\":\"\"|stop",
                "\"response_format\":\"json\"|response_format",
                "\"response_format\":{\"type\":\"yaml\"}|response_format.type",
                "\"response_format\":{\"type\":\"json_schema\"}|response_format.json_schema",
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a b\",\"schema\":{}}}|response_format.json_schema.name",
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":[]}}|response_format.json_schema.schema",
                "\"tools\":{}|tools",
                "\"tools\":[1]|tools[0]",
                "\"tools\":[{\"type\":\"custom\",\"function\":{\"name\":\"a\"}}]|tools[0].type",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}]|tools[0].function.name",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":1}}]|tools[0].function.parameters",
                "\"tool_choice\":\"perhaps\"|tool_choice",
                "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}|tool_choice",
                "\"parallel_tool_calls\":\"no\"|parallel_tool_calls",
                "\"groundwork\":[]|groundwork",
                "\"groundwork\":{\"mode\":\"magic\"}|groundwork.mode",
                "\"groundwork\":{\"collections\":\"hr\"}|groundwork.collections",
                "\"groundwork\":{\"conversation_id\":7}|groundwork.conversation_id"
            })
    void aWrongFieldIsNamed(String field, String param) {
        Problem.Invalid refusal = refusal(HELLO + "," + field);
        assertThat(refusal.shape()).isEqualTo(Problem.Invalid.Shape.MALFORMED);
        assertThat(refusal.fields().get(0).name()).isEqualTo(param);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7|messages",
                "[]|messages",
                "[[]]|messages[0]",
                "[{\"content\":\"x\"}]|messages[0].role",
                "[{\"role\":\"function\",\"name\":\"f\",\"content\":\"x\"}]|messages[0].role",
                "[{\"role\":\"user\"}]|messages[0].content",
                "[{\"role\":\"user\",\"content\":\"\\u0000\"}]|messages[0].content",
                "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}}]}]|messages[0].content[0]",
                "[{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]|messages[0].content[0]",
                "[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"y\"}]|messages[1].tool_call_id",
                "[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":1}]}]|messages[1].tool_calls[0]",
                "[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"tool_calls\":\"f\"}]|messages[1].tool_calls",
                "[{\"role\":\"assistant\",\"content\":\"x\"}]|messages"
            })
    void aWrongMessageIsNamed(String messages, String param) {
        assertThat(refusal("\"messages\":" + messages).fields().get(0).name()).isEqualTo(param);
    }

    @Test
    void aPictureIsRefusedWithTheRemedy() {
        assertThat(refusal("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\"}]}]")
                        .fields()
                        .get(0)
                        .text()
                        .key())
                .isEqualTo("chat.content_no_text");
    }

    @Test
    void numbersOfThingsAreBounded() {
        JsonArrayBuilder messages = Json.createArrayBuilder();
        Stream.generate(() -> json("{\"role\":\"user\",\"content\":\"x\"}"))
                .limit(501)
                .forEach(messages::add);
        assertThat(refusal("\"messages\":" + messages.build()).fields().get(0).name())
                .isEqualTo("messages");
        String tools = String.join(",", java.util.Collections.nCopies(129, WEATHER));
        assertThat(refusal(HELLO + ",\"tools\":[" + tools + "]").fields().get(0).name())
                .isEqualTo("tools");
    }

    @Test
    void aDeepSchemaOfAToolIsRefused() {
        JsonValue deep = JsonValue.EMPTY_JSON_OBJECT;
        for (int i = 0; i < 60; i++) {
            deep = Json.createObjectBuilder().add("properties", deep).build();
        }
        assertThat(refusal(HELLO + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":"
                                + deep + "}}]")
                        .fields()
                        .get(0)
                        .name())
                .isEqualTo("tools");
    }

    @Test
    void whatIsTooLongIsTooLarge() {
        String question = "{\"role\":\"user\",\"content\":\"" + "why ".repeat(10_000) + "\"}";
        assertThat(refusal("\"messages\":[" + question + "]").shape()).isEqualTo(Problem.Invalid.Shape.TOO_LARGE);
        String said = "{\"role\":\"assistant\",\"content\":\"" + "because ".repeat(130_000) + "\"}";
        assertThat(refusal("\"messages\":[" + said + ",{\"role\":\"user\",\"content\":\"x\"}]")
                        .shape())
                .isEqualTo(Problem.Invalid.Shape.TOO_LARGE);
    }
}
