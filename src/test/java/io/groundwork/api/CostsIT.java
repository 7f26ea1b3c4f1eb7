package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Comparing costs, and prices as a file, as an outside program does it. */
class CostsIT {

    private static final String S1 =
            """
            {'scenario': {'currency': 'USD', 'queries_per_day': 10000, 'options': {
                'rag': {'per_query': {'embed': '0.0001', 'search': '0.0002', 'generate': '0.003'}},
                'fine_tuned': {'per_query': {'generate': '0.004'}, 'per_month': {'training': '500'}}}}}
            """;

    private static ApiTenant tenant;

    @BeforeAll
    static void aTenant() {
        tenant = ApiTenant.create();
    }

    private static Api.Reply compare(Api caller, String scenario) {
        return caller.send("POST", "/api/v1/costs/compare", scenario.replace('\'', '"'));
    }

    @Test
    void whoeverIsSignedInMayCompareAndNobodyElse() {
        for (Api caller : List.of(tenant.admin(), tenant.employee("emil"), Api.operator())) {
            JsonObject options = compare(caller, S1).expect(200).json().getJsonObject("options");
            assertThat(options.getJsonObject("rag").getString("per_day")).isEqualTo("33");
            assertThat(options.getJsonObject("rag").getString("per_month")).isEqualTo("990");
            assertThat(options.getJsonObject("fine_tuned").getString("per_month"))
                    .isEqualTo("1700");
        }
        compare(Api.nobody(), S1).expect(401);
    }

    @Test
    void theReplyHasItsFields() {
        JsonObject reply = compare(tenant.admin(), S1).expect(200).json();
        assertThat(reply.getJsonObject("options").getJsonObject("rag").keySet())
                .contains("per_day", "per_month", "per_year", "once", "lines");
        JsonObject line = reply.getJsonObject("options")
                .getJsonObject("rag")
                .getJsonArray("lines")
                .getJsonObject(0);
        assertThat(line)
                .isEqualTo(
                        json(
                                "{'name':'embed','per':'query','amount':'0.0001','monthly':'30','formula':'0.0001 USD × 10,000 queries a day × 30 days'}"));
        JsonObject pair = reply.getJsonArray("break_even").getJsonObject(0);
        assertThat(pair.get("queries_per_day")).isEqualTo(JsonValue.NULL);
        assertThat(pair.getString("cheaper_now")).isEqualTo("rag");
        assertThat(pair.getString("in_words")).startsWith("rag costs less than fine_tuned at every volume.");
    }

    @Test
    void aBadLineIsNamed() {
        JsonObject problem = compare(tenant.admin(), S1.replace("'0.0002'", "'cheap'"))
                .expect(400)
                .json();
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("scenario.options.rag.per_query.search");
    }

    @Test
    void pricesGoOutAndInAsAFile() {
        Api admin = tenant.admin();
        admin.put(
                        tenant.path("/models/priced"),
                        json("{'provider':'openai','base_url':'https://models.example/v1','model':'m','kind':'base',"
                                + "'price':{'currency':'EUR','input_per_mtok':'1','output_per_mtok':'4',"
                                + "'reasoning_per_mtok':'5.50','per_request':'0.001'}}"))
                .expect(200);
        Api.Reply file = admin.get(tenant.path("/prices")).expect(200);
        assertThat(file.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(file.body()).contains(",EUR,1,1,1,4,5.5,0.001,,,,\r\n");
        JsonObject again = admin.send("POST", tenant.path("/prices"), "text/csv", file.body())
                .expect(200)
                .json();
        assertThat(again).isEqualTo(json("{'added':0,'unchanged':1}"));
        JsonObject problem = admin.send(
                        "POST", tenant.path("/prices"), "text/csv", file.body() + "priced,2099-01-01,EUR,=1+1,1,1,1\n")
                .expect(400)
                .json();
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("lines[3].input_per_mtok");
        tenant.employee("erna").get(tenant.path("/prices")).expect(403);
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }
}
