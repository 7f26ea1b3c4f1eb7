package io.groundwork.api;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.StubReply;
import io.groundwork.testing.StubScripts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What unmodified clients talk to: a tenant whose policy asks one model without retrieval, and with it where the caller
 * wishes so. The model answers by what it is asked: a tool call where there are tools, JSON where a shape is wanted, a
 * citation where there are passages, and a greeting otherwise.
 */
final class AskedByClients implements AutoCloseable {

    static final String ALIAS = "asked";
    static final String GREETING = "Hello from the model.";
    static final String TOOL_SAID = "dry and 21 degrees";
    static final String AFTER_TOOL = "Bring no umbrella.";
    static final String SHAPED = "{\"city\":\"Oskerby\",\"degrees\":21}";
    static final String QUESTION_WITH_SOURCES = "How many days of paid leave do employees receive?";
    static final String EMBEDDING_MODEL = "bge-small-en-v1.5-q";
    /** A question whose answer takes more tokens than a minute of the usual quota has. */
    static final String DEAR_QUESTION = "Spend everything.";

    static final String FAILING_QUESTION = "Fail, please.";
    /** One of the addresses that the installation under test may reach. */
    private static final int PORT = 18904;

    private static final Pattern MARK = Pattern.compile("⟦c:[0-9a-f]+⟧");

    private static final String LEAVE =
            "# Leave\n\nFull-time employees receive 27 days of paid leave per calendar year. Leave is asked for in the portal.\n";

    private final ModelStub stub = new ModelStub(PORT).always(AskedByClients::answer);
    private final ApiTenant tenant = ApiTenant.create();

    AskedByClients() {
        tenant.admin().put(tenant.path("/models/" + ALIAS), model()).expect(200);
        tenant.collection("handbook", ApiTenant.everyone());
        tenant.document("handbook", "leave", "Leave", LEAVE);
        int version = tenant.admin()
                .post(tenant.path("/policies"), policy())
                .expect(201)
                .json()
                .getInt("version");
        tenant.admin()
                .send("POST", tenant.path("/policies/" + version + "/publish"), null)
                .expect(200);
    }

    /** Somebody who may ask, with a key of their own and so a quota of their own. */
    Api person(String username) {
        return tenant.employee(username);
    }

    ApiTenant tenant() {
        return tenant;
    }

    ModelStub stub() {
        return stub;
    }

    static String base() {
        return Api.url() + "/v1";
    }

    private JsonObject model() {
        return Json.createObjectBuilder()
                .add("provider", "openai")
                .add("base_url", stub.baseUrl().toString())
                .add("model", "asked-1")
                .add("api_key", "sk-stub")
                .add(
                        "price",
                        Json.createObjectBuilder()
                                .add("currency", "EUR")
                                .add("input_per_mtok", "1.00")
                                .add("output_per_mtok", "2.00"))
                .build();
    }

    private static JsonObject policy() {
        JsonObjectBuilder direct = Json.createObjectBuilder()
                .add("mode", "prompt")
                .add("model", ALIAS)
                .add("fallbacks", Json.createArrayBuilder());
        return Json.createObjectBuilder()
                .add("default", direct)
                .add("rules", Json.createArrayBuilder())
                .add("sticky", false)
                .add("allow_override", Json.createArrayBuilder().add("rag"))
                .build();
    }

    private static void answer(StubReply reply) throws IOException {
        JsonObject asked = reply.request().json();
        String told = String.join("\n", reply.request().texts());
        boolean afterTool = told.contains(TOOL_SAID);
        if (told.contains(FAILING_QUESTION)) {
            reply.status(500, "{\"error\":{\"message\":\"as asked\"}}");
        } else if (told.contains(DEAR_QUESTION)) {
            StubScripts.text(GREETING, 25_000_000, 0, 5).run(reply);
        } else if (afterTool) {
            StubScripts.text(AFTER_TOOL).run(reply);
        } else if (asked.containsKey("tools")) {
            StubScripts.toolCall("weather", "{\"city\":\"Oskerby\"}").run(reply);
        } else if (asked.containsKey("response_format")) {
            StubScripts.text(SHAPED).run(reply);
        } else if (told.contains("27 days")) {
            StubScripts.text("Employees receive 27 days of paid leave per calendar year " + mark(told) + ".")
                    .run(reply);
        } else {
            StubScripts.text(GREETING, 40, 10, 5).run(reply);
        }
    }

    /** The mark of the last passage; the first is the example in the rules. */
    private static String mark(String told) {
        return MARK.matcher(told)
                .results()
                .map(MatchResult::group)
                .reduce((earlier, later) -> later)
                .orElse("");
    }

    @Override
    public void close() {
        stub.close();
    }
}
