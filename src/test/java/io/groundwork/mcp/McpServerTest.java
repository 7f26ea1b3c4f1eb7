package io.groundwork.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.JsonBody;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol's messages, whatever the tools do. */
class McpServerTest {

    private static final int NO_MESSAGE = -32600;
    private static final int UNKNOWN_METHOD = -32601;
    private static final int BAD_PARAMETERS = -32602;
    private static final int FAILED = -32603;

    /** Finds what it was asked for, and fails in three ways. */
    private static final class Echo extends SearchTool {
        @Override
        public ToolResult call(Exchange exchange, JsonBody arguments) {
            String query = arguments.text("query");
            arguments.check();
            switch (query) {
                case "absent":
                    throw Problem.NotFound.thing();
                case "broken":
                    throw new IllegalStateException("an inner detail");
                default:
                    JsonObject found =
                            Json.createObjectBuilder().add("found", query).build();
                    return new ToolResult(
                            Json.createArrayBuilder()
                                    .add(ToolResult.text(query))
                                    .build(),
                            found);
            }
        }
    }

    private static final class Silent extends AskTool {}

    private final McpServer server = new McpServer(new Tools(new Echo(), new Silent(), null));

    @ParameterizedTest
    @CsvSource({
        "2025-11-25, 2025-11-25",
        "2025-06-18, 2025-06-18",
        "2025-03-26, 2025-03-26",
        "2024-11-05, 2025-11-25",
        "2999-01-01, 2025-11-25"
    })
    void theRevisionIsTheClientsWhereItIsSpokenHere(String wished, String agreed) {
        JsonObject result = result("{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'"
                + wished + "','capabilities':{},'clientInfo':{'name':'test','version':'1'}}}");
        assertThat(result.getString("protocolVersion")).isEqualTo(agreed);
        assertThat(result.getJsonObject("capabilities").keySet()).containsExactly("tools");
        assertThat(result.getJsonObject("serverInfo").getString("name")).isEqualTo("groundwork");
        assertThat(result.getString("instructions")).contains("citations");
    }

    @Test
    void aReplyBearsTheIdOfItsRequestAsItWasWritten() {
        assertThat(reply("{'jsonrpc':'2.0','id':'a b','method':'ping'}").getString("id"))
                .isEqualTo("a b");
        assertThat(reply("{'jsonrpc':'2.0','id':0,'method':'ping'}").getInt("id"))
                .isZero();
        assertThat(result("{'jsonrpc':'2.0','id':7,'method':'ping'}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'jsonrpc':'2.0','method':'notifications/initialized'}",
                "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':3}}",
                "{'jsonrpc':'2.0','method':'no/such/notification'}",
                "{'jsonrpc':'2.0','id':4,'result':{}}",
                "{'jsonrpc':'2.0','id':4,'error':{'code':1,'message':'no'}}"
            })
    void whatWantsNoReplyGetsNone(String message) {
        assertThat(answer(Revision.LATEST, message)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "null",
                "'tools/list'",
                "{}",
                "{'jsonrpc':'1.0','id':1,'method':'ping'}",
                "{'jsonrpc':'2.0','id':null,'method':'ping'}",
                "{'jsonrpc':'2.0','id':1.5,'method':'ping'}",
                "{'jsonrpc':'2.0','id':{},'method':'ping'}",
                "{'jsonrpc':'2.0','id':1}",
                "{'jsonrpc':'2.0','id':1,'method':5}",
                "{'jsonrpc':'2.0','id':1,'method':'ping','params':[1]}",
                "[{'jsonrpc':'2.0','id':1,'method':'ping'}]"
            })
    void whatIsNoMessageIsRefused(String text) {
        assertThatThrownBy(() -> answer(Revision.LATEST, text))
                .isInstanceOfSatisfying(RpcFault.class, fault -> assertThat(code(fault.reply(JsonValue.NULL)))
                        .isEqualTo(NO_MESSAGE));
    }

    @Test
    void theFirstRevisionTakesListsAndAnswersEachOfThem() {
        JsonValue replies = answer(
                        Revision.UNNAMED,
                        "[{'jsonrpc':'2.0','id':1,'method':'ping'},{'jsonrpc':'2.0','method':'notifications/initialized'},"
                                + "{'jsonrpc':'2.0','id':2,'method':'nothing'},5,"
                                + "{'jsonrpc':'2.0','id':3,'method':'initialize','params':{}}]")
                .orElseThrow()
                .body();
        assertThat(replies.asJsonArray()).hasSize(4);
        assertThat(replies.asJsonArray().getJsonObject(0).getInt("id")).isEqualTo(1);
        assertThat(code(replies.asJsonArray().getJsonObject(1))).isEqualTo(UNKNOWN_METHOD);
        assertThat(code(replies.asJsonArray().getJsonObject(2))).isEqualTo(NO_MESSAGE);
        assertThat(code(replies.asJsonArray().getJsonObject(3))).isEqualTo(NO_MESSAGE);
        assertThat(answer(Revision.UNNAMED, "[{'jsonrpc':'2.0','method':'notifications/initialized'}]"))
                .isEmpty();
        assertThatThrownBy(() -> answer(Revision.UNNAMED, "[]")).isInstanceOf(RpcFault.class);
        assertThatThrownBy(() -> answer(Revision.UNNAMED, "[" + "1,".repeat(20) + "1]"))
                .isInstanceOf(RpcFault.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"resources/list", "prompts/list", "logging/setLevel", "completion/complete", "tasks/list", ""})
    void whatIsNotOfferedIsAnUnknownMethod(String method) {
        assertThat(code(reply("{'jsonrpc':'2.0','id':1,'method':'" + method + "'}")))
                .isEqualTo(UNKNOWN_METHOD);
    }

    @Test
    void bothToolsAreDescribed() {
        JsonObject result = result("{'jsonrpc':'2.0','id':1,'method':'tools/list'}");
        assertThat(result.getJsonArray("tools").getValuesAs(JsonObject.class))
                .allSatisfy(tool -> {
                    assertThat(tool.keySet())
                            .contains("title", "description", "inputSchema", "outputSchema", "annotations");
                    assertThat(tool.getJsonObject("inputSchema").getString("type"))
                            .isEqualTo("object");
                })
                .extracting(tool -> tool.getString("name"))
                .containsExactly("search", "ask");
        assertThat(result.containsKey("nextCursor")).isFalse();
        assertThat(code(reply("{'jsonrpc':'2.0','id':1,'method':'tools/list','params':{'cursor':'x'}}")))
                .isEqualTo(BAD_PARAMETERS);
    }

    @Test
    void aToolsResultIsThereForModelsAndForPrograms() {
        JsonObject result = result(call("'search'", "{'query':'leave'}"));
        assertThat(result.getBoolean("isError")).isFalse();
        assertThat(result.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo("leave");
        assertThat(result.getJsonObject("structuredContent").getString("found")).isEqualTo("leave");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'no-such-tool'", "'Search'", "5", "null", "'" + "x" + "\\u0000'"})
    void anUnknownToolIsAFaultThatNamesThoseThatExist(String name) {
        JsonObject reply = reply(call(name, "{}"));
        assertThat(code(reply)).isEqualTo(BAD_PARAMETERS);
        assertThat(reply.getJsonObject("error").getString("message")).contains("search, ask");
    }

    @Test
    void argumentsMustHaveNames() {
        assertThat(code(reply(call("'search'", "['leave']")))).isEqualTo(BAD_PARAMETERS);
    }

    @Test
    void whatGoesWrongInsideAToolIsAResultThatTellsHowToDoBetter() {
        JsonObject missing = result(call("'search'", "{}"));
        assertThat(missing.getBoolean("isError")).isTrue();
        assertThat(missing.containsKey("structuredContent")).isFalse();
        assertThat(missing.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo("query: This field is required.");
        assertThat(result(call("'search'", "{'query':'absent'}")).getBoolean("isError"))
                .isTrue();
    }

    @Test
    void aFaultOfOursTellsNoInnerDetail() {
        JsonObject reply = reply(call("'search'", "{'query':'broken'}"));
        assertThat(code(reply)).isEqualTo(FAILED);
        assertThat(reply.toString()).doesNotContain("inner detail");
    }

    private static String call(String name, String arguments) {
        return "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':" + name + ",'arguments':" + arguments
                + "}}";
    }

    private static int code(JsonObject reply) {
        return reply.getJsonObject("error").getInt("code");
    }

    private JsonObject result(String message) {
        return reply(message).getJsonObject("result");
    }

    private JsonObject reply(String message) {
        return answer(Revision.LATEST, message).orElseThrow().body().asJsonObject();
    }

    private Optional<McpServer.Answer> answer(Revision revision, String message) {
        Exchange exchange = new Exchange(Caller.operator(), revision, URI.create("http://localhost/"));
        return server.answer(
                exchange,
                Json.createReader(new StringReader(message.replace('\'', '"'))).readValue());
    }
}
