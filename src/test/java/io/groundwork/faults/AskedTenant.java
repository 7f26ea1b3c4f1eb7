package io.groundwork.faults;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/** A tenant whose models are a test's own, and somebody in it who asks. */
record AskedTenant(ApiTenant tenant, Api asker) {

    static AskedTenant create() {
        ApiTenant tenant = ApiTenant.create();
        return new AskedTenant(tenant, tenant.employee("asker"));
    }

    /** @param limits the times that it is given, as far as they are not the usual ones */
    void model(String alias, String provider, URI base, int maxConcurrent, JsonObject limits) {
        JsonObject model = spec(provider, alias, base, maxConcurrent)
                .add("timeouts", limits)
                .build();
        tenant.admin().put(tenant.path("/models/" + alias), model).expect(200);
    }

    /** Whether the model is asked at all just now: its circuit. */
    String circuit(String alias) {
        return tenant.admin()
                .get(tenant.path("/models/" + alias))
                .expect(200)
                .json()
                .getJsonObject("health")
                .getString("circuit");
    }

    private static JsonObjectBuilder spec(String provider, String name, URI base, int maxConcurrent) {
        return Json.createObjectBuilder()
                .add("provider", provider)
                .add("base_url", base.toString())
                .add("model", name)
                .add("kind", "base")
                .add("max_concurrent", maxConcurrent)
                .add(
                        "price",
                        Json.createObjectBuilder()
                                .add("currency", "EUR")
                                .add("input_per_mtok", "1")
                                .add("output_per_mtok", "2"));
    }

    /** From now on every question goes to this model without retrieval, and then to these. */
    void route(String model, List<String> fallbacks, String onBreak) {
        route("prompt", model, fallbacks, onBreak);
    }

    void route(String mode, String model, List<String> fallbacks, String onBreak) {
        JsonArrayBuilder next = Json.createArrayBuilder();
        fallbacks.forEach(next::add);
        JsonObjectBuilder way = Json.createObjectBuilder()
                .add("mode", mode)
                .add("model", model)
                .add("fallbacks", next)
                .add("on_break", onBreak);
        int version = tenant.admin()
                .post(
                        tenant.path("/policies"),
                        Json.createObjectBuilder()
                                .add("default", way)
                                .add("rules", Json.createArrayBuilder())
                                .build())
                .expect(201)
                .json()
                .getInt("version");
        tenant.admin()
                .post(
                        tenant.path("/policies/" + version + "/publish"),
                        Json.createObjectBuilder().build())
                .expect(200);
    }

    static JsonObject question(boolean stream) {
        return question("What do the words say?", stream);
    }

    private static JsonObject question(String text, boolean stream) {
        return Json.createObjectBuilder()
                .add("model", "assistant")
                .add("stream", stream)
                .add(
                        "messages",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("role", "user")
                                        .add("content", text)))
                .build();
    }

    Api.Reply ask(boolean stream) {
        return asker.post("/v1/chat/completions", question(stream));
    }

    Api.Reply ask(String text, boolean stream) {
        return asker.post("/v1/chat/completions", question(text, stream));
    }

    /** Asks for a stream and shows each of its lines as soon as it is there. */
    Api.Reply askAndWatch(Consumer<String> watch) {
        return asker.watch("/v1/chat/completions", question(true), watch);
    }
}
