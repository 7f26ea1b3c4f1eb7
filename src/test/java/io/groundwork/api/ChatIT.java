package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Questions and answers as an outside program sees them, with the built-in answerer. */
class ChatIT {

    private static final String COMPLETIONS = "/v1/chat/completions";
    private static final String QUESTION = "How many days of paid leave do employees receive?";
    private static final String LEAVE =
            "# Leave 😀\n\nFull-time employees receive 27 days of paid leave per calendar year. Leave is asked for in the portal, at"
                    + " least two weeks before it begins.\n";
    private static final String SALARY =
            "# Pay\n\nA glassblower of the second grade is paid EUR 4,150 a month. Pay is reviewed every April.\n";

    private static ApiTenant tenant;
    private static Api ann;
    private static Api paul;
    private static Api reviewer;

    @BeforeAll
    static void aTenantWithAnOpenAndAClosedCollection() {
        tenant = ApiTenant.create();
        tenant.group("pay");
        ann = tenant.employee("ann");
        paul = tenant.employee("paul", "pay");
        reviewer = tenant.user("rita", new String[] {"reviewer"});
        tenant.collection("handbook", ApiTenant.everyone());
        tenant.collection("salaries", ApiTenant.groupOnly("pay"));
        tenant.document("handbook", "leave", "Leave", LEAVE);
        tenant.document("salaries", "grades", "Pay by grade", SALARY);
    }

    private static JsonObject question(String text, boolean stream) {
        return Json.createObjectBuilder()
                .add("model", "assistant")
                .add("stream", stream)
                .add("stream_options", Json.createObjectBuilder().add("include_usage", stream))
                .add("some_field_of_tomorrow", 1)
                .add(
                        "messages",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("role", "system")
                                        .add("content", "Be brief."))
                                .add(Json.createObjectBuilder()
                                        .add("role", "user")
                                        .add("content", text)))
                .build();
    }

    private static JsonObject ask(Api who, String text) {
        return who.post(COMPLETIONS, question(text, false)).expect(200).json();
    }

    private static String content(JsonObject reply) {
        return reply.getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getString("content");
    }

    private static JsonObject parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    @Test
    void anAnswerCitesTheExactPassage() throws Exception {
        JsonObject reply = ask(ann, QUESTION);
        assertThat(reply.getString("object")).isEqualTo("chat.completion");
        assertThat(content(reply)).contains("27 days").contains("[1]");
        JsonObject groundwork = reply.getJsonObject("groundwork");
        assertThat(groundwork.getBoolean("grounded")).isTrue();
        assertThat(groundwork.getBoolean("abstained")).isFalse();
        assertThat(groundwork.getJsonObject("route").getString("rule")).isEqualTo("default");
        JsonObject citation = groundwork.getJsonArray("citations").getJsonObject(0);
        String text = ann.get(tenant.path("/documents/" + citation.getString("document_id") + "/versions/"
                        + citation.getInt("version") + "/text"))
                .expect(200)
                .body();
        int start = text.offsetByCodePoints(0, citation.getInt("start"));
        int end = text.offsetByCodePoints(0, citation.getInt("end"));
        assertThat(text.substring(start, end))
                .isEqualTo(citation.getString("quote"))
                .contains("27 days");
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(citation.getString("quote").getBytes(StandardCharsets.UTF_8));
        assertThat(citation.getString("sha256")).isEqualTo(HexFormat.of().formatHex(hash));
        assertThat(citation.getBoolean("verified")).isTrue();
        JsonObject annotation = reply.getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getJsonArray("annotations")
                .getJsonObject(0)
                .getJsonObject("url_citation");
        assertThat(content(reply).substring(annotation.getInt("start_index"), annotation.getInt("end_index")))
                .isEqualTo("[1]");
        assertThat(annotation.getString("url"))
                .isEqualTo(citation.getString("url"))
                .startsWith("/t/" + tenant.slug() + "/source/");
    }

    @Test
    void aStreamHasTheShapeOfOpenAis() {
        Api.Reply reply = ann.post(COMPLETIONS, question(QUESTION, true)).expect(200);
        assertThat(reply.header("content-type").orElse("")).startsWith("text/event-stream");
        List<String> data = new ArrayList<>();
        for (String event : reply.body().split("\n\n")) {
            assertThat(event).matches("(?s)(data: |: ).*");
            if (event.startsWith("data: ")) {
                data.add(event.substring("data: ".length()));
            }
        }
        assertThat(data.get(data.size() - 1)).isEqualTo("[DONE]");
        List<JsonObject> chunks =
                data.subList(0, data.size() - 1).stream().map(ChatIT::parse).toList();
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk.getString("object")).isEqualTo("chat.completion.chunk"));
        assertThat(chunks.stream().map(chunk -> chunk.getString("id")).distinct())
                .hasSize(1);
        assertThat(chunks.get(0)
                        .getJsonArray("choices")
                        .getJsonObject(0)
                        .getJsonObject("delta")
                        .getString("role"))
                .isEqualTo("assistant");
        JsonObject usage = chunks.get(chunks.size() - 1);
        assertThat(usage.getJsonArray("choices")).isEmpty();
        assertThat(usage.getJsonObject("usage").getInt("total_tokens")).isPositive();
        JsonObject last = chunks.get(chunks.size() - 2);
        assertThat(last.getJsonArray("choices").getJsonObject(0).getString("finish_reason"))
                .isEqualTo("stop");
        assertThat(last.getJsonObject("groundwork").getJsonArray("citations")).isNotEmpty();
        assertThat(last.getJsonArray("choices")
                        .getJsonObject(0)
                        .getJsonObject("delta")
                        .getJsonArray("annotations"))
                .isNotEmpty();
        StringBuilder text = new StringBuilder();
        chunks.stream()
                .flatMap(chunk -> chunk.getJsonArray("choices").getValuesAs(JsonObject.class).stream())
                .forEach(choice -> text.append(choice.getJsonObject("delta").getString("content", "")));
        assertThat(text.toString()).isEqualTo(content(ask(ann, QUESTION)));
    }

    @Test
    void whatIsHiddenAndWhatDoesNotExistAreAnsweredAlike() {
        String secret = "How much is a glassblower of the second grade paid a month?";
        JsonObject known = ask(paul, secret);
        assertThat(content(known)).contains("4,150");
        JsonObject hidden = ask(ann, secret);
        JsonObject absent = ask(ann, "Which planet has the largest rings around its poles?");
        assertThat(content(hidden)).isEqualTo(content(absent)).startsWith("I don't have that information");
        for (JsonObject reply : List.of(hidden, absent)) {
            JsonObject groundwork = reply.getJsonObject("groundwork");
            assertThat(groundwork.getBoolean("abstained")).isTrue();
            assertThat(groundwork.getBoolean("grounded")).isFalse();
            assertThat(groundwork.getJsonArray("citations")).isEmpty();
        }
        assertThat(hidden.toString())
                .doesNotContain("4,150")
                .doesNotContain("grades")
                .doesNotContain("salaries");
    }

    @Test
    void everyReplyNamesItsAnswerAndTheLimits() {
        for (Api.Reply reply : List.of(
                ann.post(COMPLETIONS, question(QUESTION, false)),
                ann.post(COMPLETIONS, question(QUESTION, true)),
                ann.send("POST", COMPLETIONS, "{}"))) {
            assertThat(UUID.fromString(reply.header("x-groundwork-answer-id").orElseThrow()))
                    .isNotNull();
            assertThat(reply.header("x-request-id")).isPresent();
            for (String what : List.of("limit", "remaining", "reset")) {
                assertThat(reply.header("x-ratelimit-" + what + "-requests")).isPresent();
                assertThat(reply.header("x-ratelimit-" + what + "-tokens")).isPresent();
            }
        }
    }

    @Test
    void badRequestsNameWhatIsWrong() {
        assertParam("{}", "model");
        assertParam("{\"model\":\"assistant\"}", "messages");
        assertParam("{\"model\":\"assistant\",\"messages\":[]}", "messages");
        assertParam("{\"model\":\"assistant\",\"messages\":[{\"role\":\"assistant\",\"content\":\"x\"}]}", "messages");
        assertParam(
                "{\"model\":\"assistant\",\"messages\":[{\"role\":\"king\",\"content\":\"x\"}]}", "messages[0].role");
        assertParam(
                "{\"model\":\"assistant\",\"messages\":[{\"role\":\"user\",\"content\":7}]}", "messages[0].content");
        assertParam("{\"model\":\"assistant\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}", "n");
        assertParam(
                "{\"model\":\"assistant\",\"stream\":\"yes\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "stream");
    }

    private static void assertParam(String body, String param) {
        JsonObject error =
                ann.send("POST", COMPLETIONS, body).expect(400).json().getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("invalid_request");
        assertThat(error.getString("param")).isEqualTo(param);
        assertThat(error.getString("type")).isEqualTo("invalid_request_error");
    }

    @Test
    void textInPartsIsTaken() {
        JsonObject body = Json.createObjectBuilder()
                .add("model", "built-in")
                .add(
                        "messages",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("role", "user")
                                        .add(
                                                "content",
                                                Json.createArrayBuilder()
                                                        .add(Json.createObjectBuilder()
                                                                .add("type", "text")
                                                                .add("text", QUESTION)))))
                .build();
        assertThat(content(ann.post(COMPLETIONS, body).expect(200).json())).contains("27 days");
    }

    @Test
    void aQuestionOfAHundredThousandCharactersIsTooLarge() {
        Api.Reply reply =
                ann.post(COMPLETIONS, question("why ".repeat(25_000), false)).expect(413);
        assertThat(reply.json().getJsonObject("error").getString("message")).contains("32,000");
    }

    @Test
    void anUnknownModelAndAModeThatThePolicyDoesNotAllowAreRefused() {
        String message = ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        assertThat(ann.send("POST", COMPLETIONS, "{\"model\":\"gpt-9\"" + message)
                        .expect(403)
                        .code())
                .isEqualTo("model_not_allowed");
        assertThat(ann.send(
                                "POST",
                                COMPLETIONS,
                                "{\"model\":\"assistant\",\"groundwork\":{\"mode\":\"prompt\"}" + message)
                        .expect(403)
                        .code())
                .isEqualTo("mode_not_allowed");
        ann.get("/v1/models/gpt-9").expect(404);
        assertThat(ann.get("/v1/models").expect(200).body()).contains("\"assistant\"", "\"built-in\"");
    }

    @Test
    void aConversationGoesOnAndIsItsOwnersAlone() {
        JsonObject groundwork = ask(ann, QUESTION).getJsonObject("groundwork");
        String conversation = groundwork.getString("conversation_id");
        JsonObject further = Json.createObjectBuilder()
                .add("model", "assistant")
                .add(
                        "messages",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("role", "user")
                                        .add("content", "And how is it asked for?")))
                .add("groundwork", Json.createObjectBuilder().add("conversation_id", conversation))
                .build();
        assertThat(ann.post(COMPLETIONS, further)
                        .expect(200)
                        .json()
                        .getJsonObject("groundwork")
                        .getString("conversation_id"))
                .isEqualTo(conversation);
        JsonObject kept =
                ann.get("/v1/conversations/" + conversation).expect(200).json();
        assertThat(kept.getJsonArray("messages")).hasSize(4);
        assertThat(kept.getJsonArray("messages").getJsonObject(1).getJsonObject("groundwork"))
                .isEqualTo(groundwork);
        assertThat(ann.get("/v1/conversations").expect(200).body()).contains(conversation);
        paul.get("/v1/conversations/" + conversation).expect(404);
        paul.post(COMPLETIONS, further).expect(404);
        paul.delete("/v1/conversations/" + conversation).expect(404);
        ann.delete("/v1/conversations/" + conversation).expect(204);
        ann.get("/v1/conversations/" + conversation).expect(404);
        ann.post(COMPLETIONS, further).expect(404);
    }

    @Test
    void whenASourceIsTakenAwayTheConversationNoLongerShowsWhatItSaid() {
        ApiTenant other = ApiTenant.create();
        other.group("pay");
        Api bea = other.employee("bea");
        other.collection("handbook", ApiTenant.everyone());
        other.document("handbook", "leave", "Leave", LEAVE);
        String conversation = ask(bea, QUESTION).getJsonObject("groundwork").getString("conversation_id");
        String address = "/v1/conversations/" + conversation;
        assertThat(bea.get(address).expect(200).body()).contains("27 days");
        other.admin()
                .put(other.path("/collections/handbook/access"), ApiTenant.groupOnly("pay"))
                .expect(200);
        assertThat(bea.get(address).expect(200).body())
                .doesNotContain("27 days")
                .contains(QUESTION)
                .contains("may not be read any more");
    }

    @Test
    void whenASourceIsTakenAwayTheAnswerIsNotGivenOnceMoreEither() {
        ApiTenant other = ApiTenant.create();
        other.group("pay");
        Api cid = other.employee("cid");
        other.collection("handbook", ApiTenant.everyone());
        other.document("handbook", "leave", "Leave", LEAVE);
        for (boolean stream : new boolean[] {false, true}) {
            Api.Reply first = keyed(cid, stream).expect(200);
            assertThat(first.body()).contains("27 days");
            assertThat(keyed(cid, stream).expect(200).body()).isEqualTo(first.body());
        }
        other.admin()
                .put(other.path("/collections/handbook/access"), ApiTenant.groupOnly("pay"))
                .expect(200);
        for (boolean stream : new boolean[] {false, true}) {
            Api.Reply again = keyed(cid, stream).expect(403);
            assertThat(again.code()).isEqualTo("answer_withheld");
            assertThat(again.body()).doesNotContain("27 days");
        }
    }

    private static Api.Reply keyed(Api person, boolean stream) {
        String body = question(QUESTION, stream).toString();
        return person.send(person.request(COMPLETIONS)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "once-" + stream)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void feedbackIsTakenFromWhoeverWasGivenTheAnswer() {
        String answer = ask(ann, QUESTION).getJsonObject("groundwork").getString("answer_id");
        String path = "/v1/answers/" + answer + "/feedback";
        JsonObject down = Json.createObjectBuilder()
                .add("verdict", "down")
                .add("reason", "wrong_source")
                .add("correction", "It is 28.")
                .build();
        ann.post(path, down).expect(204);
        ann.post(path, Json.createObjectBuilder().add("verdict", "up").build()).expect(204);
        ann.post(path, Json.createObjectBuilder().add("verdict", "sideways").build())
                .expect(400);
        paul.post(path, down).expect(404);
    }

    @Test
    void theEvidenceOfAnAnswerIsForReviewersAndWhole() {
        JsonObject groundwork = ask(paul, "How much is a glassblower of the second grade paid a month?")
                .getJsonObject("groundwork");
        String path = tenant.path("/answers/" + groundwork.getString("answer_id") + "/evidence");
        ann.get(path).expect(404);
        paul.get(path).expect(404);
        tenant.admin().get(path).expect(404);
        JsonObject evidence = reviewer.get(path).expect(200).json();
        assertThat(evidence.getJsonObject("caller").getString("username")).isEqualTo("paul");
        assertThat(evidence.getJsonObject("caller").getJsonArray("groups").toString())
                .contains("pay");
        assertThat(evidence.getString("state")).isEqualTo("given");
        assertThat(evidence.getString("sent")).contains("EUR 4,150");
        assertThat(evidence.getBoolean("intact")).isTrue();
        assertThat(evidence.getJsonArray("citations")).isEqualTo(groundwork.getJsonArray("citations"));
        assertThat(evidence.getJsonArray("candidates").getValuesAs(JsonObject.class))
                .isNotEmpty()
                .allSatisfy(candidate -> {
                    assertThat(candidate.getJsonObject("access").getString("decision"))
                            .isEqualTo("allow");
                    assertThat(candidate.getJsonObject("access").getString("rule"))
                            .isNotBlank();
                });
        assertThat(tenant.admin().get(tenant.path("/audit?limit=5")).expect(200).body())
                .contains("evidence.read");
    }

    @Test
    void theReviewersListFiltersAndGoesOn() {
        ask(ann, QUESTION);
        ask(ann, QUESTION);
        ask(paul, "Who invented the wheelbarrow in the year 231?");
        String list = tenant.path("/answers");
        ann.get(list).expect(404);
        assertThat(reviewer.get(list + "?abstained=true&text=WHEELBARROW&username=Paul")
                        .expect(200)
                        .json()
                        .getJsonArray("data"))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(row.asJsonObject().getBoolean("abstained")).isTrue());
        JsonObject first =
                reviewer.get(list + "?limit=1&username=ann").expect(200).json();
        assertThat(first.getBoolean("has_more")).isTrue();
        JsonObject second = reviewer.get(list + "?limit=1&username=ann&after=" + first.getString("next"))
                .expect(200)
                .json();
        assertThat(second.getJsonArray("data")).doesNotContainAnyElementsOf(first.getJsonArray("data"));
        assertThat(reviewer.get(list + "?from=2999-01-01T00:00:00Z")
                        .expect(200)
                        .json()
                        .getJsonArray("data"))
                .isEmpty();
        reviewer.get(list + "?from=yesterday").expect(400);
    }
}
