package io.groundwork.bench;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** A tenant whose only employee asks models of a stub, by a policy that reads no documents. */
public record BudgetTenant(ApiTenant api, Api erin) {

    /** What a crowd on a small machine may need. */
    public static final int PATIENT_MILLIS = 120_000;

    /** A call of which nobody comes back is settled soon. */
    static final int HASTY_MILLIS = 4_000;

    /**
     * A tenant of the bench's own.
     *
     * @param millis how long a call may take
     * @param models the first is asked, the others step in
     */
    public static BudgetTenant create(int stub, int millis, String... models) {
        ApiTenant tenant = ApiTenant.create();
        JsonArrayBuilder others = Json.createArrayBuilder();
        for (int i = 0; i < models.length; i++) {
            tenant.admin()
                    .put(tenant.path("/models/" + models[i]), model(stub, millis, models[i]))
                    .expect(200);
            if (i > 0) {
                others.add(models[i]);
            }
        }
        JsonObjectBuilder usual =
                Json.createObjectBuilder().add("mode", "prompt").add("model", models[0]);
        int version = tenant.admin()
                .post(
                        tenant.path("/policies"),
                        Json.createObjectBuilder()
                                .add("default", usual.add("fallbacks", others))
                                .add("rules", Json.createArrayBuilder())
                                .build())
                .expect(201)
                .json()
                .getInt("version");
        tenant.admin()
                .send("POST", tenant.path("/policies/" + version + "/publish"), null)
                .expect(200);
        return new BudgetTenant(tenant, tenant.employee("erin"));
    }

    private static JsonObject model(int stub, int millis, String name) {
        BillingStub.Prices prices = BillingStub.PRICES.get(name);
        return Json.createObjectBuilder()
                .add("provider", "openai")
                .add("base_url", "http://127.0.0.1:" + stub + "/v1")
                .add("model", name)
                .add("kind", "base")
                .add(
                        "timeouts",
                        Json.createObjectBuilder()
                                .add("first_token_ms", millis)
                                .add("idle_ms", millis)
                                .add("total_ms", millis))
                .add(
                        "price",
                        Json.createObjectBuilder()
                                .add("currency", "EUR")
                                .add("input_per_mtok", prices.input())
                                .add("cached_input_per_mtok", prices.cached())
                                .add("output_per_mtok", prices.output())
                                .add("per_request", prices.perRequest()))
                .build();
    }

    /** Money for the whole tenant. */
    public BudgetTenant budget(String name, String limit) {
        api.admin()
                .put(
                        api.path("/budgets/" + name),
                        Json.createObjectBuilder()
                                .add("scope", Json.createObjectBuilder().add("tenant", true))
                                .add("period", "total")
                                .add("limit", limit)
                                .add("currency", "EUR")
                                .build())
                .expect(200);
        return this;
    }

    /** Sends the provider's bill of this month, which names everything that it was asked. */
    public Api.Reply reconcile(String invoice) {
        String path = api.path("/invoices?provider=openai&complete=true&month=" + YearMonth.now(ZoneOffset.UTC));
        return api.admin()
                .send(HttpRequest.newBuilder(URI.create(Api.url() + path))
                        .header("Authorization", "Bearer " + api.admin().key())
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(invoice)))
                .expect(200);
    }
}
