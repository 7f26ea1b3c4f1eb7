package io.groundwork.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import io.groundwork.testing.Api;
import io.groundwork.testing.Chromium;
import io.groundwork.testing.Chromium.Visitor;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The demo company's questions, each asked by its person: answered from the right document, or not at all. */
class DemoQuestionsIT {

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private static final Map<String, Visitor> PEOPLE = new HashMap<>();

    @AfterAll
    static void everybodyLeaves() {
        PEOPLE.values().forEach(Visitor::close);
    }

    @TestFactory
    Stream<DynamicTest> everyQuestionIsAnsweredAsTheDescriptionSays() {
        return new DemoManifest()
                .all("questions").stream()
                        .map(question -> DynamicTest.dynamicTest(
                                question.getString("username") + ": " + question.getString("question"),
                                () -> check(question)));
    }

    private static void check(JsonObject question) {
        JsonObject reply = ask(question.getString("username"), question.getString("question"));
        JsonObject groundwork = reply.getJsonObject("groundwork");
        JsonObject expected = question.getJsonObject("expect");
        List<String> cited = groundwork.getJsonArray("citations").getValuesAs(JsonObject.class).stream()
                .map(citation -> citation.getString("external_id"))
                .toList();
        assertThat(groundwork.getBoolean("abstained")).as("%s", reply).isEqualTo(expected.getBoolean("abstain"));
        if (expected.getBoolean("abstain")) {
            assertThat(cited).isEmpty();
        } else {
            assertThat(cited).as("%s", reply).containsAll(texts(expected, "documents"));
            assertThat(groundwork.getJsonArray("citations").getValuesAs(JsonObject.class))
                    .allSatisfy(citation ->
                            assertThat(citation.getBoolean("verified")).isTrue());
        }
        assertThat(cited).noneMatch(texts(expected, "withheld")::contains);
    }

    private static JsonObject ask(String username, String question) {
        Visitor person = PEOPLE.computeIfAbsent(username, browser::person);
        JsonObject body = Json.createObjectBuilder()
                .add("model", "assistant")
                .add(
                        "messages",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("role", "user")
                                        .add("content", question)))
                .build();
        APIResponse response = person.context()
                .request()
                .post(
                        Api.url() + "/v1/chat/completions",
                        RequestOptions.create()
                                .setHeader("Content-Type", "application/json")
                                .setHeader("X-Groundwork-Client", "page")
                                .setData(body.toString()));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return Json.createReader(new StringReader(response.text())).readObject();
    }

    private static List<String> texts(JsonObject object, String list) {
        JsonValue value = object.getOrDefault(list, JsonValue.EMPTY_JSON_ARRAY);
        return value instanceof JsonArray array
                ? array.getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList()
                : List.of();
    }
}
