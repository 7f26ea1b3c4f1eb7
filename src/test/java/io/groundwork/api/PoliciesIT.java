package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routing policies, as an outside program drafts, tries, publishes and takes them back, and as they decide answers. */
class PoliciesIT {

    private static final String PLAIN = "{'default': {'mode': 'rag', 'model': 'built-in'}}";
    private static final String WITH_HR =
            """
            {'default': {'mode': 'rag', 'model': 'built-in'},
             'rules': [{'name': 'people', 'when': {'groups': ['hr']}, 'then': {'mode': 'rag', 'model': 'secret', 'fallbacks': ['built-in']}}],
             'allow_override': ['rag']}
            """;

    private ApiTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = ApiTenant.create();
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    private JsonObject draft(String policy) {
        return tenant.admin()
                .post(tenant.path("/policies"), json(policy))
                .expect(201)
                .json();
    }

    private Api.Reply publish(int version) {
        return tenant.admin().send("POST", policy(version) + "/publish", null);
    }

    private String policy(int version) {
        return tenant.path("/policies/" + version);
    }

    private JsonObject current() {
        return tenant.admin().get(tenant.path("/policies/current")).expect(200).json();
    }

    /** A model that is registered and that nothing reaches. */
    private void register(String alias) {
        tenant.admin()
                .put(
                        tenant.path("/models/" + alias),
                        json("{'provider': 'openai', 'base_url': 'https://models.example.org/v1', 'model': 'm',"
                                + " 'kind': 'base', 'api_key': 'none', 'price': {'currency': 'EUR',"
                                + " 'input_per_mtok': '2', 'output_per_mtok': '8'}}"))
                .expect(200);
    }

    private static List<String> texts(JsonArray array, Function<JsonObject, String> part) {
        return array.getValuesAs(JsonObject.class).stream().map(part).toList();
    }

    @Test
    void draftsAreNumberedPublishedAndTakenBack() {
        assertThat(current().getInt("version")).isZero();
        JsonObject first = draft(PLAIN);
        assertThat(first).isEqualTo(json("{'problems': [], 'version': 1}"));
        assertThat(draft(PLAIN).getInt("version")).isEqualTo(2);
        assertThat(current().getInt("version")).isZero();
        publish(1).expect(200);
        publish(2).expect(200);
        assertThat(current().getInt("version")).isEqualTo(2);
        publish(1).expect(200);
        assertThat(current().getInt("version")).isEqualTo(1);
        JsonArray all =
                tenant.admin().get(tenant.path("/policies")).expect(200).json().getJsonArray("data");
        assertThat(texts(all, version -> version.getInt("version") + " " + version.getString("state")))
                .containsExactly("2 retired", "1 published");
    }

    @Test
    void whatWasReadCanBeDraftedAgain() {
        register("secret");
        tenant.group("hr");
        draft(WITH_HR);
        JsonObject read = tenant.admin().get(policy(1)).expect(200).json();
        JsonObject again = draft(read.toString());
        assertThat(again.getJsonArray("problems")).isEmpty();
        assertThat(tenant.admin().get(policy(1) + "/diff/2").expect(200).json().getJsonArray("changes"))
                .isEmpty();
    }

    @Test
    void aDocumentThatCannotBeReadIsRefusedFieldByField() {
        Api.Reply refused = tenant.admin()
                .post(
                        tenant.path("/policies"),
                        json("{'default': {'mode': 'rag'}, 'rules': [{'then': {'mode': 'x'}}]}"))
                .expect(400);
        assertThat(refused.code()).isEqualTo("invalid_request");
        assertThat(texts(refused.json().getJsonArray("errors"), error -> error.getString("field")))
                .contains("default.model", "rules[0].name", "rules[0].then.mode", "rules[0].then.model");
    }

    @Test
    void aDraftThatCannotWorkIsKeptWithItsProblemsAndIsNotPublished() {
        JsonObject draft = draft(WITH_HR);
        assertThat(texts(
                        draft.getJsonArray("problems"),
                        problem -> problem.getString("field") + " " + problem.getString("severity")))
                .containsExactlyInAnyOrder("rules[0].then.model error", "rules[0].when.groups[0] error");
        Api.Reply refused = publish(1).expect(409);
        assertThat(refused.code()).isEqualTo("not_publishable");
        assertThat(texts(refused.json().getJsonArray("errors"), error -> error.getString("field")))
                .containsExactlyInAnyOrder("rules[0].then.model", "rules[0].when.groups[0]");
        tenant.group("hr");
        register("secret");
        publish(1).expect(200);
    }

    @Test
    void aPolicyIsTheOnlyWayToAModel() {
        tenant.group("hr");
        Api ada = tenant.employee("ada", "hr");
        Api bob = tenant.employee("bob");
        draft(PLAIN);
        publish(1).expect(200);
        register("secret");
        assertThat(models(ada)).doesNotContain("secret");
        draft(WITH_HR);
        publish(2).expect(200);
        assertThat(models(ada)).contains("assistant", "built-in", "secret");
        assertThat(models(bob)).contains("assistant", "built-in").doesNotContain("secret");
        ask(bob, "secret", "").expect(403);
        assertThat(ask(bob, "secret", "").code()).isEqualTo("model_not_allowed");
        assertThat(ask(bob, "no-such-model", "").code()).isEqualTo("model_not_allowed");
        publish(1).expect(200);
        assertThat(models(ada)).doesNotContain("secret");
        assertThat(ask(ada, "secret", "").expect(403).code()).isEqualTo("model_not_allowed");
    }

    private static List<String> models(Api caller) {
        return texts(caller.get("/v1/models").expect(200).json().getJsonArray("data"), model -> model.getString("id"));
    }

    private static Api.Reply ask(Api caller, String model, String extension) {
        return caller.post(
                "/v1/chat/completions",
                json("{'model': '" + model + "', 'messages': [{'role': 'user', 'content': 'When is the vault opened?'}]"
                        + extension + "}"));
    }

    @Test
    void anAnswerSaysWhichRuleDecidedAndWhy() {
        tenant.group("hr");
        Api ada = tenant.employee("ada", "hr");
        Api bob = tenant.employee("bob");
        draft(
                """
                {'default': {'mode': 'rag', 'model': 'built-in'},
                 'rules': [{'name': 'people', 'when': {'groups': ['HR']}, 'then': {'mode': 'rag', 'model': 'built-in'}}]}
                """);
        publish(1).expect(200);
        JsonObject hers = route(ada);
        assertThat(hers.getInt("policy_version")).isEqualTo(1);
        assertThat(hers.getString("rule")).isEqualTo("people");
        assertThat(hers.getJsonArray("reasons").getValuesAs(JsonString::getString))
                .containsExactly("Rule 'people' applies to the group HR.");
        assertThat(hers.get("intent")).isEqualTo(JsonValue.NULL);
        assertThat(route(bob).getString("rule")).isEqualTo("default");
    }

    private static JsonObject route(Api caller) {
        return ask(caller, "assistant", "")
                .expect(200)
                .json()
                .getJsonObject("groundwork")
                .getJsonObject("route");
    }

    @Test
    void aModeMayBeAskedForWhereThePolicyAllowsIt() {
        Api bob = tenant.employee("bob");
        draft("{'default': {'mode': 'rag', 'model': 'built-in'}, 'allow_override': ['rag']}");
        publish(1).expect(200);
        ask(bob, "assistant", ", 'groundwork': {'mode': 'rag'}").expect(200);
        assertThat(ask(bob, "assistant", ", 'groundwork': {'mode': 'prompt'}")
                        .expect(403)
                        .code())
                .isEqualTo("mode_not_allowed");
        draft(PLAIN);
        publish(2).expect(200);
        ask(bob, "assistant", ", 'groundwork': {'mode': 'rag'}").expect(403);
    }

    @Test
    void aRolloutIsStartedRaisedAndEnded() {
        draft(PLAIN);
        publish(1).expect(200);
        draft(PLAIN);
        draft(PLAIN);
        JsonObject trying = rollout(2, "{'percent': 30}").expect(200).json();
        assertThat(trying.getString("state")).isEqualTo("rollout");
        assertThat(trying.getInt("percent")).isEqualTo(30);
        assertThat(rollout(3, "{'percent': 30}").expect(409).code()).isEqualTo("rollout_running");
        assertThat(rollout(2, "{'percent': 0}").expect(200).json().getString("state"))
                .isEqualTo("draft");
        assertThat(rollout(3, "{'percent': 100}").expect(200).json().getString("state"))
                .isEqualTo("published");
        rollout(3, "{'percent': 5}").expect(409);
        rollout(2, "{'percent': 101}").expect(400);
        rollout(2, "{}").expect(400);
        rollout(9, "{'percent': 5}").expect(404);
    }

    private Api.Reply rollout(int version, String body) {
        return tenant.admin().post(policy(version) + "/rollout", json(body));
    }

    @Test
    void aVersionIsTriedOnQuestionsWithTheGroupsOfWhoeverAsks() {
        tenant.group("hr");
        tenant.employee("ada", "hr");
        tenant.employee("bob");
        register("secret");
        draft(PLAIN);
        publish(1).expect(200);
        draft(WITH_HR);
        JsonObject simulation = tenant.admin()
                .post(
                        policy(2) + "/simulate",
                        json("{'questions': [{'text': 'Who earns what?', 'username': 'ada'},"
                                + " {'text': 'Who earns what?', 'username': 'bob'}]}"))
                .expect(200)
                .json();
        JsonArray rows = simulation.getJsonArray("data");
        assertThat(texts(rows, row -> row.getString("username") + " " + row.getString("model")))
                .containsExactly("ada secret", "bob built-in");
        JsonObject ada = rows.getJsonObject(0);
        assertThat(ada.getJsonArray("reasons").getValuesAs(JsonString::getString))
                .containsExactly("Rule 'people' applies to the group hr.");
        assertThat(ada.getJsonObject("current").getString("model")).isEqualTo("built-in");
        assertThat(ada.getBoolean("changed")).isTrue();
        // 300 of rules, 4 of the question, 8 passages of 230 at 2 a million; an answer of 250 at 8.
        assertThat(ada.getJsonObject("estimated_cost")).isEqualTo(json("{'amount': '0.006288', 'currency': 'EUR'}"));
        assertThat(simulation.getJsonObject("totals").getInt("changed")).isEqualTo(1);
        tenant.admin().post(policy(2) + "/simulate", json("{}")).expect(400);
        tenant.admin()
                .post(policy(2) + "/simulate", json("{'questions': [{'text': 'Who?', 'username': 'nobody'}]}"))
                .expect(400);
    }

    @Test
    void pastQuestionsAreTriedAndTheirWordsKeptFromThoseWhoReviewNothing() {
        Api bob = tenant.employee("bob");
        Api both = tenant.user("eve", new String[] {"admin", "reviewer"});
        ask(bob, "assistant", "").expect(200);
        draft(PLAIN);
        JsonObject hidden = tenant.admin()
                .post(policy(1) + "/simulate", json("{'last': 100}"))
                .expect(200)
                .json()
                .getJsonArray("data")
                .getJsonObject(0);
        assertThat(hidden.get("text")).isEqualTo(JsonValue.NULL);
        assertThat(hidden.getString("username")).isEqualTo("bob");
        assertThat(hidden.getString("rule")).isEqualTo("default");
        JsonArray shown = both.post(policy(1) + "/simulate", json("{'last': 100}"))
                .expect(200)
                .json()
                .getJsonArray("data");
        assertThat(texts(shown, row -> row.getString("text"))).containsExactly("When is the vault opened?");
    }

    @Test
    void adminsChangeReviewersReadAndEmployeesDoNeither() {
        draft(PLAIN);
        Api reviewer = tenant.user("rev", new String[] {"reviewer"});
        Api employee = tenant.employee("bob");
        reviewer.get(policy(1)).expect(200);
        reviewer.get(tenant.path("/policies/current")).expect(200);
        reviewer.get(policy(1) + "/diff/0").expect(200);
        reviewer.post(tenant.path("/policies"), json(PLAIN)).expect(403);
        reviewer.send("POST", policy(1) + "/publish", null).expect(403);
        reviewer.post(policy(1) + "/simulate", json("{'last': 1}")).expect(403);
        employee.get(tenant.path("/policies")).expect(403);
        employee.get(policy(1)).expect(403);
        Api.operator().get(policy(1)).expect(403);
        tenant.admin().get(policy(7)).expect(404);
        tenant.admin().get(tenant.path("/policies/seven")).expect(404);
    }

    @Test
    void theSameDraftSentTwiceIsOneVersion() {
        String key = Api.fresh("draft");
        for (int i = 0; i < 2; i++) {
            Api.Reply reply = tenant.admin()
                    .send(tenant.admin()
                            .request(tenant.path("/policies"))
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", key)
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    json(PLAIN).toString())));
            assertThat(reply.expect(201).json().getInt("version")).isEqualTo(1);
            assertThat(reply.header("Idempotent-Replayed").isPresent()).isEqualTo(i == 1);
        }
    }

    @Test
    void whatTheRoutesNeedIsNeitherDeletedNorRenamed() {
        tenant.group("hr");
        register("secret");
        draft(WITH_HR);
        publish(1).expect(200);
        assertThat(tenant.admin().delete(tenant.path("/groups/hr")).expect(409).code())
                .isEqualTo("group_in_policy");
        tenant.admin()
                .patch(tenant.path("/groups/hr"), json("{'name': 'people'}"))
                .expect(409);
        tenant.admin().patch(tenant.path("/groups/hr"), json("{'name': 'HR'}")).expect(200);
        assertThat(tenant.admin()
                        .delete(tenant.path("/models/secret"))
                        .expect(409)
                        .code())
                .isEqualTo("model_in_policy");
        publish(0).expect(200);
        assertThat(tenant.admin().delete(tenant.path("/groups/hr")).status()).isBetween(200, 204);
        tenant.admin().delete(tenant.path("/models/secret")).expect(204);
    }

    @Test
    void whoeverChangesAPolicyIsOnRecord() {
        draft(PLAIN);
        publish(1).expect(200);
        JsonArray entries = tenant.admin()
                .get(tenant.path("/audit?subject_kind=policy"))
                .expect(200)
                .json()
                .getJsonArray("data");
        assertThat(texts(entries, entry -> entry.getString("action") + " " + entry.getString("subject")))
                .contains("policy.published 1", "policy.drafted 1");
    }
}
