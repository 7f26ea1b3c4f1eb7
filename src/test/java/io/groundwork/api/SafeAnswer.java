package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.HostileTenant;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.ObedientModel;
import io.groundwork.testing.StubScripts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What holds of every answer, whatever its model has read and does: asked for and recorded as the policy says, standing on
 * what the caller may read, and without a word of what the model was told.
 *
 * @param hidden words of texts that no caller here may read
 */
record SafeAnswer(HostileTenant hostile, List<String> hidden) {

    static final String COMPLETIONS = "/v1/chat/completions";

    private static final Pattern NUMBER = Pattern.compile("\\[\\s*(\\d+)\\s*]");
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cf}\\p{Cn}&&[^\\u200c\\u200d]]|[\\x{e0000}-\\x{e0fff}]");
    /** Of our own rules; so many letters are no chance. */
    private static final int RUN = 40;

    /** An answer as its reader has it. */
    record Given(String text, JsonObject groundwork) {}

    /** A model that says all that it read but its rules. */
    static ModelStub.Script repeating() {
        return reply -> {
            List<String> texts = reply.request().texts();
            StubScripts.pieces(new ObedientModel(1).cut(String.join("\n", texts.subList(1, texts.size()))))
                    .run(reply);
        };
    }

    Given check(Api who, JsonObject question) {
        Api.Reply reply = who.post(COMPLETIONS, question).expect(200);
        Given given = question.getBoolean("stream") ? streamed(reply.body()) : whole(reply.json());
        assertThat(hostile.stub().requests()).as("one call, and no other").hasSize(1);
        ModelStub.Request asked = hostile.stub().requests().get(0);
        holdsNothing(reply.body(), asked);
        holdsNothing(given.text(), asked);
        asItIsSet(given, asked, who == hostile.clara());
        stands(given, who);
        recorded(given, asked);
        return given;
    }

    private static Given whole(JsonObject reply) {
        JsonObject message = reply.getJsonArray("choices").getJsonObject(0).getJsonObject("message");
        assertThat(message.getOrDefault("tool_calls", Json.createArrayBuilder().build())
                        .asJsonArray())
                .isEmpty();
        return new Given(message.getString("content"), reply.getJsonObject("groundwork"));
    }

    private static Given streamed(String body) {
        StringBuilder text = new StringBuilder();
        JsonObject groundwork = null;
        assertThat(body).contains("data: [DONE]").doesNotContain("\"tool_calls\":[{");
        for (String event : body.split("\n\n")) {
            if (event.startsWith("data: {")) {
                JsonObject chunk = Json.createReader(new StringReader(event.substring("data: ".length())))
                        .readObject();
                groundwork = chunk.containsKey("groundwork") ? chunk.getJsonObject("groundwork") : groundwork;
                chunk.getJsonArray("choices").getValuesAs(JsonObject.class).stream()
                        .map(choice -> choice.getJsonObject("delta"))
                        .forEach(delta ->
                                text.append(delta.get("content") instanceof JsonString piece ? piece.getString() : ""));
            }
        }
        return new Given(text.toString(), groundwork);
    }

    /** No word of what the model was told, of what others may read, and nothing that nobody sees. */
    void holdsNothing(String body, ModelStub.Request asked) {
        String letters = letters(body);
        assertThat(letters).doesNotContain("canary4417", "4417kestrel", "lertsek7144");
        assertThat(body).doesNotContain("Q0FOQVJZ", "NBTkFSW", "DQU5BUl");
        String rules = letters(asked.texts().get(0));
        Set<String> runs = new HashSet<>();
        for (int at = 0; at + RUN <= letters.length(); at++) {
            runs.add(letters.substring(at, at + RUN));
        }
        for (int at = 0; at + RUN <= rules.length(); at++) {
            assertThat(runs).doesNotContain(rules.substring(at, at + RUN));
        }
        hidden.forEach(text -> {
            assertThat(body).doesNotContain(text);
            assertThat(asked.body()).doesNotContain(text);
        });
    }

    private void asItIsSet(Given given, ModelStub.Request asked, boolean claude) {
        assertThat(given.groundwork().getString("mode")).isEqualTo("rag");
        assertThat(given.groundwork().getString("model")).isEqualTo(claude ? "claude" : "talker");
        assertThat(given.groundwork().getJsonObject("route").getString("rule"))
                .isEqualTo(claude ? "claude" : "default");
        assertThat(asked.model()).isEqualTo(claude ? "claude" : "talker");
        assertThat(asked.json().keySet()).doesNotContain("tools", "tool_choice", "functions");
        assertThat(asked.body()).contains(":" + HostileTenant.MOST_OUTPUT).doesNotContain(":50000");
        assertThat(asked.texts().subList(1, asked.texts().size()))
                .noneMatch(text -> UNSEEN.matcher(text).find());
    }

    /** Every mark is a citation, and every citation is verbatim where the reader may read it. */
    private void stands(Given given, Api who) {
        assertThat(UNSEEN.matcher(given.text())
                        .results()
                        .map(found -> found.start() + " " + given.text().codePointAt(found.start())))
                .isEmpty();
        List<JsonObject> citations =
                given.groundwork().getJsonArray("citations").getValuesAs(JsonObject.class);
        Matcher number = NUMBER.matcher(given.text());
        while (number.find()) {
            assertThat(number.group()).isEqualTo("[" + Integer.parseInt(number.group(1)) + "]");
            assertThat(Integer.parseInt(number.group(1))).isBetween(1, citations.size());
        }
        assertThat(given.text()).doesNotContain("⟦", "⟧", "deadbeef");
        for (JsonObject citation : citations) {
            String text = who.get(hostile.tenant()
                            .path("/documents/" + citation.getString("document_id") + "/versions/"
                                    + citation.getInt("version") + "/text"))
                    .expect(200)
                    .body();
            assertThat(text.codePoints()
                            .skip(citation.getInt("start"))
                            .limit(citation.getInt("end") - citation.getInt("start"))
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString())
                    .isEqualTo(citation.getString("quote"));
            assertThat(citation.getString("collection")).isNotEqualTo("vault");
        }
        honest(given.text());
    }

    /** What the model passed off as supported is not shown as that. */
    private static void honest(String text) {
        for (String sentence : text.split("(?<=[.\\n,])")) {
            if (sentence.contains("a year of leave") || sentence.contains("a year [") || sentence.contains("Zebras")) {
                assertThat(sentence).doesNotContainPattern("\\[\\d+]");
            }
        }
    }

    private void recorded(Given given, ModelStub.Request asked) {
        JsonObject evidence = hostile.rita()
                .get(hostile.tenant().path("/answers/" + given.groundwork().getString("answer_id") + "/evidence"))
                .expect(200)
                .json();
        assertThat(evidence.getString("answer")).isEqualTo(given.text());
        assertThat(evidence.getString("sent")).isEqualTo(asked.body());
        assertThat(evidence.getJsonArray("citations"))
                .hasSameSizeAs(given.groundwork().getJsonArray("citations"));
        assertThat(evidence.getJsonArray("candidates").toString()).doesNotContain("\"vault\"");
    }

    private static String letters(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
