package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server of the Model Context Protocol as its clients meet it. */
class McpIT {

    private static final String LATEST = "2025-11-25";
    private static final String QUESTION = "When is the merger with Norwell planned?";

    private static ApiTenant tenant;
    private static Api member;
    private static Api outsider;
    private static Api stranger;

    @BeforeAll
    static void twoPeopleWithDifferentAccessAndAStranger() {
        tenant = ApiTenant.create();
        tenant.group("board");
        member = tenant.employee("mira", "board");
        outsider = tenant.employee("olaf");
        tenant.collection("open", ApiTenant.everyone());
        tenant.collection("closed", ApiTenant.groupOnly("board"));
        tenant.document("open", "leave", "Leave", "Employees may take twenty-five days of paid leave a year.");
        tenant.document(
                "closed", "merger", "Project Kestrel", "The merger with Norwell is planned for the third of March.");
        stranger = ApiTenant.create().employee("sven");
    }

    @Test
    void aConversationOfTheProtocolFromItsBeginning() {
        JsonObject hello = result(rpc(
                member,
                "initialize",
                Json.createObjectBuilder()
                        .add("protocolVersion", LATEST)
                        .add("capabilities", JsonValue.EMPTY_JSON_OBJECT)
                        .add(
                                "clientInfo",
                                Json.createObjectBuilder().add("name", "it").add("version", "1"))));
        assertThat(hello.getString("protocolVersion")).isEqualTo(LATEST);
        Api.Reply initialized = send(member, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        assertThat(initialized.expect(202).body()).isEmpty();
        assertThat(result(rpc(member, "ping", Json.createObjectBuilder()))).isEmpty();
        assertThat(tools()).extracting(tool -> tool.getString("name")).containsExactly("search", "ask");
    }

    @Test
    void eachFindsWhatTheyMayReadAndNothingElse() {
        assertThat(found(member, "merger with Norwell")).contains("merger");
        assertThat(found(outsider, "merger with Norwell")).doesNotContain("merger");
        assertThat(found(stranger, "merger with Norwell")).isEmpty();
    }

    @Test
    void aSearchFindsTheSameAsTheEndpointForPrograms() {
        JsonObject arguments = Json.createObjectBuilder()
                .add("query", "paid leave")
                .add("top_k", 2)
                .add("collections", Json.createArrayBuilder().add("open"))
                .build();
        JsonObject result = call(member, "search", arguments);
        JsonObject direct = member.post("/api/v1/search", arguments).expect(200).json();
        assertThat(result.getJsonObject("structuredContent").getJsonArray("hits"))
                .isEqualTo(direct.getJsonArray("hits"));
        conforms("search", result.getJsonObject("structuredContent"));
    }

    @Test
    void anAnswerHasItsCitationsAndLinksToTheirPages() {
        JsonObject result = call(member, "ask", question(QUESTION).build());
        JsonObject answer = result.getJsonObject("structuredContent");
        conforms("ask", answer);
        assertThat(answer.getString("answer")).contains("third of March").contains("[1]");
        assertThat(answer.getBoolean("grounded")).isTrue();
        JsonObject citation = answer.getJsonArray("citations").getJsonObject(0);
        assertThat(citation.getString("external_id")).isEqualTo("merger");
        List<JsonObject> content = result.getJsonArray("content").getValuesAs(JsonObject.class);
        assertThat(content.get(0).getString("text")).contains("Project Kestrel").contains(citation.getString("url"));
        assertThat(content.get(1).getString("type")).isEqualTo("resource_link");
        assertThat(URI.create(content.get(1).getString("uri")))
                .hasScheme("http")
                .hasPath("/t/" + tenant.slug() + "/source/" + citation.getString("document_id") + "/1");
    }

    @Test
    void whoMayNotReadIsToldThatThereIsNoAnswerAndNoMore() {
        for (Api other : List.of(outsider, stranger)) {
            JsonObject answer = call(other, "ask", question(QUESTION).build()).getJsonObject("structuredContent");
            assertThat(answer.getBoolean("abstained")).isTrue();
            assertThat(answer.getJsonArray("citations")).isEmpty();
            assertThat(answer.toString()).doesNotContain("Kestrel").doesNotContain("March");
        }
    }

    @Test
    void aConversationGoesOnForItsOwnerAlone() {
        String conversation = call(member, "ask", question(QUESTION).build())
                .getJsonObject("structuredContent")
                .getString("conversation_id");
        JsonObject next = question("And how many days of paid leave are there?")
                .add("conversation_id", conversation)
                .build();
        assertThat(call(member, "ask", next).getJsonObject("structuredContent").getString("conversation_id"))
                .isEqualTo(conversation);
        assertThat(member.get("/v1/conversations/" + conversation)
                        .expect(200)
                        .json()
                        .getJsonArray("messages"))
                .hasSize(4);
        JsonObject absent =
                question("And?").add("conversation_id", "no-such-thing").build();
        JsonObject refused = call(member, "ask", absent);
        assertThat(refused.getBoolean("isError")).isTrue();
        for (Api other : List.of(outsider, stranger, tenant.admin())) {
            assertThat(call(other, "ask", next)).isEqualTo(refused);
        }
    }

    @Test
    void anAnswerIsOnRecordLikeEveryOther() {
        Api reviewer = tenant.user("rosa", new String[] {"reviewer"});
        String answer = call(member, "ask", question(QUESTION).build())
                .getJsonObject("structuredContent")
                .getString("answer_id");
        JsonObject evidence = reviewer.get(tenant.path("/answers/" + answer + "/evidence"))
                .expect(200)
                .json();
        assertThat(evidence.getString("question")).isEqualTo(QUESTION);
        assertThat(evidence.getJsonObject("caller").getString("username")).isEqualTo("mira");
    }

    @Test
    void aRepeatedQuestionWithItsKeyIsAnsweredOnce() {
        String message = message("tools/call", tool("ask", question(QUESTION).build()));
        String first = keyed(member, message).expect(200).body();
        Api.Reply again = keyed(member, message).expect(200);
        assertThat(again.header("Idempotent-Replayed")).contains("true");
        assertThat(again.body()).isEqualTo(first);
    }

    @Test
    void badArgumentsAreNamedInAResultThatTheModelCanMend() {
        JsonObject bad = Json.createObjectBuilder()
                .add("query", " ")
                .add("top_k", 1000)
                .add("collections", "open")
                .build();
        JsonObject result = call(member, "search", bad);
        assertThat(result.getBoolean("isError")).isTrue();
        assertThat(result.getJsonArray("content").getJsonObject(0).getString("text"))
                .contains("query:", "top_k:", "collections:");
        assertThat(call(member, "ask", question("x".repeat(40_000)).build()).getBoolean("isError"))
                .isTrue();
        assertThat(call(member, "ask", question("leave\u0000").build()).getBoolean("isError"))
                .isTrue();
    }

    @Test
    void theOperatorSeesTheToolsAndFindsNothing() {
        result(rpc(Api.operator(), "tools/list", Json.createObjectBuilder()));
        assertThat(call(Api.operator(), "search", query("leave")).getBoolean("isError"))
                .isTrue();
        assertThat(call(Api.operator(), "ask", question("leave").build()).getBoolean("isError"))
                .isTrue();
    }

    @Test
    void nobodyIsAskedForAKey() {
        for (Api nobody : List.of(Api.nobody(), new Api("gw_" + tenant.slug() + "_nonsense"))) {
            assertThat(send(nobody, message("ping", Json.createObjectBuilder()))
                            .expect(401)
                            .header("WWW-Authenticate")
                            .orElseThrow())
                    .startsWith("Bearer");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT"})
    void thereIsNoStreamAndNoSession(String method) {
        assertThat(member.send(method, "/mcp", null).expect(405).header("Allow").orElseThrow())
                .contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost.evil.example", "null", "http://127.0.0.1@evil"})
    void pagesOfOtherSitesAreTurnedAway(String origin) {
        assertThat(from(origin).expect(403).code()).isEqualTo("origin_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:6274", "http://127.0.0.1", "https://[::1]:8443"})
    void pagesOfThisMachineMaySpeak(String origin) {
        from(origin).expect(200);
    }

    @Test
    void aBrowserThatAsksFirstIsToldSoWithoutAKey() {
        Api.Reply welcome = member.send(preflight("http://localhost:6274")).expect(204);
        assertThat(welcome.header("Access-Control-Allow-Origin")).contains("http://localhost:6274");
        assertThat(welcome.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(welcome.header("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization", "Content-Type", "MCP-Protocol-Version");
        assertThat(welcome.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(from("http://localhost:6274").expect(200).header("Access-Control-Allow-Origin"))
                .contains("http://localhost:6274");
        Api.Reply foreign = member.send(preflight("https://evil.example")).expect(403);
        assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void aKeptReplyIsNotForPagesOfOtherSites() {
        String key = "kept-" + UUID.randomUUID();
        String message = message("ping", Json.createObjectBuilder());
        member.send(post(member, message).header("Idempotency-Key", key)).expect(200);
        Api.Reply again = member.send(post(member, message).header("Idempotency-Key", key));
        assertThat(again.expect(200).header("Idempotent-Replayed")).contains("true");
        Api.Reply foreign = member.send(
                post(member, message).header("Idempotency-Key", key).header("Origin", "https://evil.example"));
        assertThat(foreign.expect(403).code()).isEqualTo("origin_not_allowed");
    }

    @Test
    void anUnknownRevisionIsRefusedAndAnUnnamedOneIsTheFirst() {
        JsonObject refused = member.send(post(member, message("ping", Json.createObjectBuilder()))
                        .header("MCP-Protocol-Version", "1999-01-01"))
                .expect(400)
                .json();
        assertThat(refused.getJsonObject("error").getString("message")).contains(LATEST);
        String list = "[" + message("ping", Json.createObjectBuilder()) + "]";
        assertThat(member.send(post(member, list)).expect(200).body()).startsWith("[");
        assertThat(code(send(member, list).expect(400))).isEqualTo(-32600);
    }

    @Test
    void theFirstRevisionGetsNoKindOfContentThatItDoesNotKnow() {
        JsonObject reply = member.send(post(
                        member,
                        message("tools/call", tool("ask", question(QUESTION).build()))))
                .expect(200)
                .json();
        assertThat(reply.getJsonObject("result").getJsonArray("content").getValuesAs(JsonObject.class))
                .extracting(content -> content.getString("type"))
                .containsExactly("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"jsonrpc\":", "nonsense", "\u0000"})
    void whatIsNotJsonIsAParseError(String body) {
        assertThat(code(send(member, body).expect(400))).isEqualTo(-32700);
    }

    @Test
    void hostileBodiesAreRefusedAndHarmNothing() {
        assertThat(code(send(member, "[".repeat(200_000)).expect(400))).isEqualTo(-32700);
        assertThat(send(member, "{\"x\":\"" + "x".repeat(5_000_000) + "\"}").status())
                .isEqualTo(413);
        member.send("POST", "/mcp", "text/plain", "{}").expect(415);
        result(rpc(member, "ping", Json.createObjectBuilder()));
    }

    private static List<JsonObject> tools() {
        return result(rpc(member, "tools/list", Json.createObjectBuilder()))
                .getJsonArray("tools")
                .getValuesAs(JsonObject.class);
    }

    private static void conforms(String tool, JsonObject structured) {
        JsonObject schema = tools().stream()
                .filter(described -> described.getString("name").equals(tool))
                .findFirst()
                .orElseThrow()
                .getJsonObject("outputSchema");
        Validator.Result checked = new ValidatorFactory()
                .withDefaultDialect(new Dialects.Draft2020Dialect())
                .withJsonNodeFactory(new JakartaJsonNode.Factory())
                .validate(schema, structured);
        assertThat(checked.getErrors())
                .extracting(error -> error.getInstanceLocation() + " " + error.getError())
                .isEmpty();
    }

    private static List<String> found(Api caller, String query) {
        return call(caller, "search", query(query))
                .getJsonObject("structuredContent")
                .getJsonArray("hits")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(hit -> hit.getString("external_id"))
                .toList();
    }

    private static JsonObject query(String text) {
        return Json.createObjectBuilder().add("query", text).build();
    }

    private static JsonObjectBuilder question(String text) {
        return Json.createObjectBuilder().add("question", text);
    }

    private static JsonObject call(Api caller, String tool, JsonObject arguments) {
        return result(rpc(caller, "tools/call", tool(tool, arguments)));
    }

    private static JsonObjectBuilder tool(String name, JsonObject arguments) {
        return Json.createObjectBuilder().add("name", name).add("arguments", arguments);
    }

    private static Api.Reply rpc(Api caller, String method, JsonObjectBuilder params) {
        return send(caller, message(method, params));
    }

    private static String message(String method, JsonObjectBuilder params) {
        return Json.createObjectBuilder()
                .add("jsonrpc", "2.0")
                .add("id", 1)
                .add("method", method)
                .add("params", params)
                .build()
                .toString();
    }

    private static JsonObject result(Api.Reply reply) {
        return reply.expect(200).json().getJsonObject("result");
    }

    private static int code(Api.Reply reply) {
        return reply.json().getJsonObject("error").getInt("code");
    }

    private static Api.Reply send(Api caller, String body) {
        return caller.send(post(caller, body).header("MCP-Protocol-Version", LATEST));
    }

    private static Api.Reply keyed(Api caller, String body) {
        return caller.send(
                post(caller, body).header("MCP-Protocol-Version", LATEST).header("Idempotency-Key", "mcp-it-1"));
    }

    private static Api.Reply from(String origin) {
        return member.send(
                post(member, message("ping", Json.createObjectBuilder())).header("Origin", origin));
    }

    /** As a browser sends it, before the request itself and without its key. */
    private static HttpRequest.Builder preflight(String origin) {
        return HttpRequest.newBuilder(member.request("/mcp").build().uri())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type,mcp-protocol-version")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    }

    private static HttpRequest.Builder post(Api caller, String body) {
        return caller.request("/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
