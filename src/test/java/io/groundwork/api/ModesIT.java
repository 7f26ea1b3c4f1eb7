package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.Installation;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.StubScripts;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Language models over the API: four modes, what each is told, what is on record, and who steps in when one fails. */
class ModesIT {

    private static final String COMPLETIONS = "/v1/chat/completions";
    private static final String QUESTION = "How many days of paid leave do employees receive?";
    private static final String LEAVE =
            "# Leave\n\nFull-time employees receive 27 days of paid leave per calendar year. Leave is asked for in the portal, at"
                    + " least two weeks before it begins.\n";
    private static final Pattern MARK = Pattern.compile("mark ⟦c:(\\w+)⟧");
    private static final String SHAPE =
            """
            {"type": "json_schema", "json_schema": {"name": "leave", "schema": {"type": "object", "required": ["days"],
             "properties": {"days": {"type": "integer"}}}}}
            """;
    private static final List<String> GROUPS = List.of("prompt", "tuned", "whole", "again", "withhold");

    private static ModelStub stub;
    private static ApiTenant tenant;
    private static Api reviewer;

    @BeforeAll
    static void aTenantWithModelsAndAPolicy() {
        stub = new ModelStub(18903);
        tenant = ApiTenant.create();
        GROUPS.forEach(tenant::group);
        reviewer = tenant.user("rita", new String[] {"reviewer"});
        tenant.collection("handbook", ApiTenant.everyone());
        tenant.document("handbook", "leave", "Leave", LEAVE);
        model("talker", "base");
        model("spare", "base");
        model("tuned", "fine_tuned");
        publish(
                """
                {"default": {"mode": "rag", "model": "talker", "fallbacks": ["spare", "built-in"]},
                 "rules": [
                  {"name": "prompt", "when": {"groups": ["prompt"]}, "then": {"mode": "prompt", "model": "talker", "prompt": "Say colleague."}},
                  {"name": "tuned", "when": {"groups": ["tuned"]}, "then": {"mode": "hybrid", "model": "tuned", "fallbacks": ["talker"]}},
                  {"name": "whole", "when": {"groups": ["whole"]}, "then": {"mode": "rag", "model": "talker", "corpus": "whole"}},
                  {"name": "again", "when": {"groups": ["again"]}, "then": {"mode": "rag", "model": "talker", "fallbacks": ["spare"], "on_break": "restart"}},
                  {"name": "withhold", "when": {"groups": ["withhold"]}, "then": {"mode": "rag", "model": "talker", "uncited": "withhold"}}]}
                """);
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    @BeforeEach
    void forget() {
        stub.clear();
    }

    private static void model(String alias, String kind) {
        JsonObjectBuilder body = Json.createObjectBuilder()
                .add("provider", "openai")
                .add("base_url", "http://127.0.0.1:18903/v1")
                .add("model", alias)
                .add("kind", kind)
                .add(
                        "price",
                        Json.createObjectBuilder()
                                .add("currency", "EUR")
                                .add("input_per_mtok", "2")
                                .add("cached_input_per_mtok", "1")
                                .add("output_per_mtok", "10"));
        if (kind.equals("fine_tuned")) {
            body.add("base", "talker");
        }
        tenant.admin().put(tenant.path("/models/" + alias), body.build()).expect(200);
    }

    private static void publish(String policy) {
        JsonObject draft = tenant.admin()
                .post(tenant.path("/policies"), parse(policy))
                .expect(201)
                .json();
        tenant.admin()
                .send("POST", tenant.path("/policies/" + draft.getInt("version") + "/publish"), null)
                .expect(200);
    }

    private static JsonObject parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static JsonObjectBuilder question(String text) {
        return Json.createObjectBuilder()
                .add("model", "assistant")
                .add(
                        "messages",
                        Json.createArrayBuilder()
                                .add(message("system", "Talk like a pirate."))
                                .add(message("user", text)));
    }

    private static JsonObjectBuilder message(String role, String text) {
        return Json.createObjectBuilder().add("role", role).add("content", text);
    }

    private static JsonObject ask(Api who) {
        return who.post(COMPLETIONS, question(QUESTION).build()).expect(200).json();
    }

    private static String content(JsonObject reply) {
        return reply.getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getString("content");
    }

    private static JsonObject evidence(JsonObject reply) {
        return evidence(reply.getJsonObject("groundwork").getString("answer_id"));
    }

    private static JsonObject evidence(String answer) {
        return reviewer.get(tenant.path("/answers/" + answer + "/evidence"))
                .expect(200)
                .json();
    }

    /** An answer that marks the first passage it was given. */
    private static ModelStub.Script marked(String before) {
        return reply -> {
            Matcher mark = MARK.matcher(String.join("\n", reply.request().texts()));
            String text = mark.find() ? before + " ⟦c:" + mark.group(1) + "⟧." : before + ".";
            StubScripts.text(text, 1000, 400, 20).run(reply);
        };
    }

    private static JsonArray messages(int request) {
        return stub.requests().get(request).json().getJsonArray("messages");
    }

    @Test
    void withRetrievalThePassagesComeLastAndTheReviewerSeesWhatTheModelSaw() {
        stub.always(marked("Employees receive 27 days of paid leave"));
        Api ann = tenant.employee("ann");
        JsonObject reply = ask(ann);
        JsonObject groundwork = reply.getJsonObject("groundwork");
        assertThat(content(reply)).isEqualTo("Employees receive 27 days of paid leave [1].");
        assertThat(groundwork.getString("mode")).isEqualTo("rag");
        assertThat(groundwork.getBoolean("grounded")).isTrue();
        assertThat(groundwork.getJsonObject("cost").getString("amount")).isEqualTo("0.0018");
        assertThat(groundwork
                        .getJsonObject("usage")
                        .getJsonNumber("cached_share")
                        .doubleValue())
                .isEqualTo(0.4);
        JsonObject evidence = evidence(reply);
        assertThat(evidence.getString("sent")).isEqualTo(stub.requests().get(0).body());
        assertThat(evidence.getString("prompt_version")).isEqualTo("rag-2");
        assertThat(evidence.getString("raw_answer")).contains("⟦c:");
        assertThat(evidence.getJsonArray("attempts")).hasSize(1);
        JsonObject further = question("And how is it asked for?")
                .add(
                        "groundwork",
                        Json.createObjectBuilder().add("conversation_id", groundwork.getString("conversation_id")))
                .build();
        ann.post(COMPLETIONS, further).expect(200);
        assertThat(ann.get("/v1/conversations/" + groundwork.getString("conversation_id"))
                        .expect(200)
                        .json()
                        .getJsonNumber("cached_share")
                        .doubleValue())
                .isEqualTo(0.4);
        JsonArray before = messages(0);
        JsonArray after = messages(1);
        assertThat(after.subList(0, before.size() - 1)).isEqualTo(before.subList(0, before.size() - 1));
        assertThat(after.subList(0, after.size() - 1).toString()).doesNotContain("27 days of paid leave per", "pirate");
        assertThat(after.get(after.size() - 1).toString()).contains("27 days of paid leave per");
    }

    @Test
    void aPromptedModelIsToldTheTenantsWordsAndTheClientsButNoDocuments() {
        stub.always(StubScripts.text("Ahoy, colleague [1]."));
        JsonObject reply = ask(tenant.employee("pia", "prompt"));
        assertThat(content(reply)).isEqualTo("Ahoy, colleague (1).");
        JsonObject groundwork = reply.getJsonObject("groundwork");
        assertThat(groundwork.getString("mode")).isEqualTo("prompt");
        assertThat(groundwork.getBoolean("grounded")).isFalse();
        assertThat(groundwork.getBoolean("abstained")).isFalse();
        assertThat(groundwork.getJsonArray("citations")).isEmpty();
        assertThat(stub.requests().get(0).texts().toString())
                .contains("Say colleague.", "pirate")
                .doesNotContain("27 days");
        assertThat(evidence(reply).getString("prompt_version")).isEqualTo("prompt-1");
        assertThat(evidence(reply).getJsonArray("candidates")).isEmpty();
    }

    @Test
    void aFineTunedModelIsToldOneLineAndWhoStepsInIsToldEverything() {
        stub.next(reply -> reply.status(500, "{}")).next(marked("They receive 27 days of paid leave"));
        JsonObject reply = ask(tenant.employee("tess", "tuned"));
        JsonObject groundwork = reply.getJsonObject("groundwork");
        assertThat(groundwork.getString("mode")).isEqualTo("rag");
        assertThat(groundwork.getJsonObject("degraded").getString("reason")).isEqualTo("provider_error");
        assertThat(groundwork.getJsonObject("degraded").getString("to")).isEqualTo("talker");
        assertThat(messages(0).getJsonObject(0).getString("content").strip().lines())
                .hasSize(1);
        assertThat(messages(1).getJsonObject(0).getString("content").lines()).hasSizeGreaterThan(8);
        JsonArray attempts = evidence(reply).getJsonArray("attempts");
        for (int i = 0; i < 2; i++) {
            assertThat(attempts.getJsonObject(i).getString("sent"))
                    .isEqualTo(stub.requests().get(i).body());
            assertThat(attempts.getJsonObject(i).getBoolean("intact")).isTrue();
        }
        assertThat(attempts.getJsonObject(0).getString("failure")).isEqualTo("provider_error");
        assertThat(attempts.getJsonObject(1).getString("prompt_version")).isEqualTo("rag-2");
    }

    @Test
    void aSmallCorpusIsSentWholeAndStaysTheSameFromQuestionToQuestion() {
        stub.always(marked("They receive 27 days of paid leave"));
        Api wim = tenant.employee("wim", "whole");
        JsonObject reply = ask(wim);
        assertThat(reply.getJsonObject("groundwork").getJsonArray("citations")).hasSize(1);
        assertThat(reply.getJsonObject("groundwork").getJsonObject("route").toString())
                .contains("Everything that the person may read");
        wim.post(COMPLETIONS, question("What else?").build()).expect(200);
        assertThat(messages(1).subList(0, 2)).isEqualTo(messages(0).subList(0, 2));
        assertThat(messages(0).getJsonObject(1).getString("content")).contains("27 days of paid leave per");
        assertThat(messages(0).getJsonObject(2).getString("content")).isEqualTo(QUESTION);
    }

    @Test
    void whatStandsOnNothingIsShownAsSuchOrWithheldAsThePolicySays() {
        stub.always(StubScripts.text("Everybody has at least 99 days of it."));
        JsonObject shown = ask(tenant.employee("una"));
        assertThat(content(shown)).contains("99 days");
        assertThat(shown.getJsonObject("groundwork").getBoolean("grounded")).isFalse();
        assertThat(shown.getJsonObject("groundwork").getInt("uncited_sentences"))
                .isEqualTo(1);
        JsonObject withheld = ask(tenant.employee("will", "withhold"));
        assertThat(content(withheld)).startsWith("I don't have that information");
        assertThat(withheld.getJsonObject("groundwork").getBoolean("abstained")).isTrue();
    }

    /** Bytes that come just before a connection breaks may be lost, so the stub breaks off only once they were seen. */
    private static Api.Reply streamed(Api person, CountDownLatch seen) {
        return person.watch(COMPLETIONS, question(QUESTION).add("stream", true).build(), line -> {
                    if (line.contains("They receive")) {
                        seen.countDown();
                    }
                })
                .expect(200);
    }

    @Test
    void aStreamThatBreaksEndsInAnErrorAndIsOnRecord() {
        CountDownLatch seen = new CountDownLatch(1);
        stub.next(reply ->
                reply.events().piece("They receive 27 days ").await(seen).breakOff());
        Api.Reply reply = streamed(tenant.employee("bea"), seen);
        assertThat(reply.body()).contains("They receive", "event: error").doesNotContain("[DONE]");
        JsonObject evidence = evidence(reply.header("x-groundwork-answer-id").orElseThrow());
        assertThat(evidence.getString("state")).isEqualTo("failed");
        assertThat(evidence.getString("raw_answer")).startsWith("They receive 27 days");
        assertThat(evidence.getJsonObject("usage").getBoolean("estimated")).isTrue();
    }

    @Test
    void aStreamThatBreaksIsBegunAgainWhereThePolicySaysSo() {
        CountDownLatch seen = new CountDownLatch(1);
        stub.next(reply -> reply.events().piece("They receive ").await(seen).breakOff())
                .next(marked("They receive 27 days of paid leave"));
        Api.Reply reply = streamed(tenant.employee("aga", "again"), seen);
        assertThat(reply.body()).contains("broke off here", "[1]", "[DONE]").doesNotContain("event: error");
        JsonObject evidence = evidence(reply.header("x-groundwork-answer-id").orElseThrow());
        assertThat(evidence.getString("state")).isEqualTo("given");
        assertThat(evidence.getString("answer")).startsWith("They receive").contains("(The answer broke off here.");
        assertThat(evidence.getString("answered_by")).isEqualTo("spare");
    }

    @Test
    void anAnswerInAShapeIsMendedOnceOrNotGiven() {
        Api ian = tenant.employee("ian");
        JsonObject shaped =
                question(QUESTION).add("response_format", parse(SHAPE)).build();
        stub.next(StubScripts.text("27")).next(StubScripts.text("{\"days\": 27}"));
        assertThat(content(ian.post(COMPLETIONS, shaped).expect(200).json())).isEqualTo("{\"days\":27}");
        stub.next(StubScripts.text("27")).next(StubScripts.text("28"));
        Api.Reply unmet = ian.post(COMPLETIONS, shaped).expect(502);
        assertThat(unmet.code()).isEqualTo("provider_error");
        assertThat(unmet.body()).contains("demanded shape");
        JsonObject builtIn =
                Json.createObjectBuilder(shaped).add("model", "built-in").build();
        stub.clear();
        assertThat(ian.post(COMPLETIONS, builtIn).expect(400).body()).contains("response_format");
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void anAnswerOfWhichTheEvidenceCannotBeWrittenIsNotGiven() throws SQLException {
        Api eve = tenant.employee("eve");
        stub.always(marked("They receive 27 days of paid leave"));
        withoutRightTo("insert on evidence_outcome", () -> {
            Api.Reply reply = eve.post(COMPLETIONS, question(QUESTION).build()).expect(503);
            assertThat(reply.code()).isEqualTo("evidence_unavailable");
            assertThat(reply.body()).doesNotContain("27");
        });
        stub.requests().clear();
        withoutRightTo("insert on evidence", () -> {
            Api.Reply reply = eve.post(COMPLETIONS, question(QUESTION).build()).expect(503);
            assertThat(reply.code()).isEqualTo("evidence_unavailable");
            assertThat(stub.requests()).isEmpty();
        });
        assertThat(content(ask(eve))).contains("27 days");
    }

    private static void withoutRightTo(String right, Runnable work) throws SQLException {
        superuser("revoke " + right + " from groundwork_app");
        try {
            work.run();
        } finally {
            superuser("grant " + right + " to groundwork_app");
        }
    }

    private static void superuser(String sql) throws SQLException {
        try (Connection connection = Installation.database();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
