package io.groundwork.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** A tenant of a test's own whose questions cost exactly what the test wants: a euro for each thousand tokens of an answer. */
public final class SpendingTenant implements AutoCloseable {

    private static final String COMPLETIONS = "/v1/chat/completions";

    private final ModelStub stub;
    private final ApiTenant api;
    private final Api erin;

    /** @param port that the installation may reach */
    public SpendingTenant(int port) {
        stub = new ModelStub(port);
        api = ApiTenant.create();
        erin = api.employee("erin");
        JsonObjectBuilder price = Json.createObjectBuilder()
                .add("currency", "EUR")
                .add("input_per_mtok", "0")
                .add("output_per_mtok", "1000");
        JsonObjectBuilder model = Json.createObjectBuilder()
                .add("provider", "openai")
                .add("base_url", stub.baseUrl().toString())
                .add("model", "dear")
                .add("kind", "base")
                .add("price", price);
        api.admin().put(api.path("/models/dear"), model.build()).expect(200);
        JsonObjectBuilder usual = Json.createObjectBuilder()
                .add("mode", "prompt")
                .add("model", "dear")
                .add("fallbacks", Json.createArrayBuilder());
        JsonObject draft = Json.createObjectBuilder()
                .add("default", usual)
                .add("rules", Json.createArrayBuilder())
                .build();
        int version = api.admin()
                .post(api.path("/policies"), draft)
                .expect(201)
                .json()
                .getInt("version");
        api.admin()
                .send("POST", api.path("/policies/" + version + "/publish"), null)
                .expect(200);
    }

    public ApiTenant api() {
        return api;
    }

    public Api employee() {
        return erin;
    }

    /** A budget of the whole tenant that tells when these parts of it are used. */
    public void budget(String name, String limit, int... percents) {
        var alerts = Json.createArrayBuilder();
        for (int percent : percents) {
            alerts.add(percent);
        }
        JsonObject budget = Json.createObjectBuilder()
                .add("scope", Json.createObjectBuilder().add("tenant", true))
                .add("period", "month")
                .add("limit", limit)
                .add("currency", "EUR")
                .add("alert_percent", alerts)
                .add("on_exhausted", "refuse")
                .build();
        api.admin().put(api.path("/budgets/" + name), budget).expect(200);
    }

    /** Asks something whose answer takes so many tokens. */
    public Api.Reply spend(int tokens) {
        stub.next(StubScripts.text("Something.", 10, 0, tokens));
        return ask();
    }

    /** Asks something; the stub has no answer to it. */
    public Api.Reply ask() {
        JsonObjectBuilder question =
                Json.createObjectBuilder().add("role", "user").add("content", "Say something.");
        JsonObject body = Json.createObjectBuilder()
                .add("model", "assistant")
                .add("messages", Json.createArrayBuilder().add(question))
                .build();
        return erin.post(COMPLETIONS, body);
    }

    @Override
    public void close() {
        stub.close();
    }
}
