package io.groundwork.api;

import static io.groundwork.testing.MoneyTenant.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.Installation;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.MoneyTenant;
import io.groundwork.testing.MoneyTenant.BookedSum;
import io.groundwork.testing.StubScripts;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each kind of call costs whom, seen in the ledger, the evidence and the usage of a tenant of its own. */
class PaidCallsIT {

    private static final int PORT = 18907;

    private static ModelStub stub;

    private MoneyTenant tenant;
    private Api erin;

    @BeforeAll
    static void open() {
        stub = new ModelStub(PORT);
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    @BeforeEach
    void aTenant() {
        stub.clear();
        tenant = MoneyTenant.create(stub);
        erin = tenant.api().employee("erin");
    }

    @Test
    void aChangeOfPriceRewritesNothing() {
        Api reviewer = tenant.api().user("rita", new String[] {"reviewer"});
        String first = tenant.answered(erin, "assistant", 1000, 0, 100);
        tenant.model("dear", "2", "3000");
        String second = tenant.answered(erin, "assistant", 1000, 0, 100);
        assertThat(tenant.ledger()).isEqualByComparingTo("0.403");
        assertThat(priceOfOutput(reviewer, first)).isEqualTo("1000");
        assertThat(priceOfOutput(reviewer, second)).isEqualTo("3000");
    }

    private String priceOfOutput(Api reviewer, String answer) {
        return call(reviewer, answer, 0).getJsonObject("price").getString("output");
    }

    private JsonObject call(Api reviewer, String answer, int place) {
        return reviewer.get(tenant.path("/answers/" + answer + "/evidence"))
                .expect(200)
                .json()
                .getJsonArray("ledger")
                .getJsonObject(place);
    }

    @Test
    void theEvidenceShowsWhatWasHeldAndBookedForEachCall() {
        Api reviewer = tenant.api().user("rita", new String[] {"reviewer"});
        stub.next(reply -> reply.status(500, "{}"));
        String answer = tenant.answered(erin, "assistant", 100, 0, 10);
        JsonObject failed = call(reviewer, answer, 0);
        assertThat(failed.getString("model")).isEqualTo("dear");
        assertThat(failed.getString("state")).isEqualTo("settled");
        assertThat(failed.getJsonObject("cost").getString("amount")).isEqualTo("0");
        assertThat(new BigDecimal(failed.getJsonObject("reserved").getString("amount")))
                .isGreaterThan(new BigDecimal("4"));
        JsonObject answered = call(reviewer, answer, 1);
        assertThat(answered.getString("client_request_id"))
                .isEqualTo(answer + "-2")
                .isEqualTo(stub.requests().get(1).headers().get("X-Client-Request-Id"));
        assertThat(answered.getJsonObject("cost").getString("amount")).isEqualTo("0.0002");
        assertThat(answered.getJsonArray("charges").getValuesAs(JsonObject.class))
                .singleElement()
                .satisfies(charge -> {
                    assertThat(charge.getString("kind")).isEqualTo("settlement");
                    assertThat(charge.getBoolean("estimated")).isFalse();
                    assertThat(charge.getString("provider_request_id")).isEqualTo("req-stub-1");
                });
        assertThat(answered.getJsonArray("entries").getValuesAs(JsonObject.class))
                .extracting(entry -> entry.getString("account"))
                .containsExactly("held", "commitment", "commitment", "held", "expense", "payable:openai");
        erin.get(tenant.path("/answers/" + answer + "/evidence")).expect(404);
    }

    @Test
    void theSameRequestTwiceIsOneCharge() {
        stub.always(StubScripts.text("Something.", 100, 0, 10));
        for (int i = 0; i < 2; i++) {
            erin.send(erin.request(MoneyTenant.COMPLETIONS)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "again")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    MoneyTenant.question("assistant", "").toString())))
                    .expect(200);
        }
        assertThat(stub.requests()).hasSize(1);
        assertThat(tenant.ledger()).isEqualByComparingTo("0.0101");
    }

    @Test
    void tryingAModelOutIsPaidByWhoTriesIt() {
        stub.next(StubScripts.text("ready", 9, 0, 1));
        tenant.admin().send("POST", tenant.path("/models/dear/test"), null).expect(200);
        assertThat(tenant.ledger("u.username || ' ' || r.purpose"))
                .singleElement()
                .satisfies(sum -> {
                    assertThat(sum.of()).isEqualTo("admin test");
                    assertThat(sum.amount()).isEqualByComparingTo("0.001009");
                });
        tenant.budget("all", "{'tenant': true}", "0.001", "");
        JsonObject refused = tenant.admin()
                .send("POST", tenant.path("/models/dear/test"), null)
                .expect(200)
                .json();
        assertThat(refused.getBoolean("ok")).isFalse();
        assertThat(refused.getString("code")).isEqualTo("budget_exhausted");
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void whereATenantAsksAPriceForEmbeddingItIsPaidWithTheAnswerAndByItself() {
        tenant.api().collection("hours", ApiTenant.everyone());
        tenant.api().document("hours", "h", "Hours", "The library opens at nine in the morning.");
        tenant.admin()
                .put(
                        tenant.path("/models/built-in"),
                        json("{'provider': 'extractive', 'kind': 'base', 'price': {'currency': 'EUR',"
                                + " 'input_per_mtok': '0', 'output_per_mtok': '0', 'embedding_per_mtok': '2'}}"))
                .expect(200);
        tenant.publish("{'default': {'mode': 'rag', 'model': 'built-in'}, 'rules': []}");
        JsonObject reply = erin.post(
                        MoneyTenant.COMPLETIONS,
                        json(
                                "{'model': 'assistant', 'messages': [{'role': 'user', 'content': 'When does the library open?'}]}"))
                .expect(200)
                .json();
        BigDecimal cost = new BigDecimal(
                reply.getJsonObject("groundwork").getJsonObject("cost").getString("amount"));
        assertThat(cost).isPositive().isEqualByComparingTo(tenant.ledger());
        assertThat(tenant.ledger("r.purpose")).extracting(BookedSum::of).containsExactly("embedding");
        JsonObject vectors = erin.post(
                        "/v1/embeddings",
                        json("{'model': 'bge-small-en-v1.5-q', 'input': 'The library opens at nine.'}"))
                .expect(200)
                .json();
        long tokens = vectors.getJsonObject("usage").getInt("total_tokens");
        assertThat(tenant.ledger().subtract(cost))
                .isEqualByComparingTo(BigDecimal.valueOf(tokens).multiply(new BigDecimal("0.000002")));
        tenant.budget("own", "{'user': 'erin'}", "0.00000001", "");
        erin.post("/v1/embeddings", json("{'model': 'bge-small-en-v1.5-q', 'input': 'The library opens at nine.'}"))
                .expect(429);
        assertThat(erin.post(MoneyTenant.COMPLETIONS, MoneyTenant.question("assistant", ""))
                        .expect(429)
                        .code())
                .isEqualTo("budget_exhausted");
    }

    @Test
    void whoLeavesPaysForWhatWasStreamed() throws Exception {
        stub.next(reply -> {
            reply.events().piece("This much ").piece("was said.");
            reply.clientLeaves(Duration.ofSeconds(30));
        });
        HalfReader.readUntil(erin, MoneyTenant.question("assistant", "'stream': true, "), "was said.");
        Installation.eventually(
                Duration.ofSeconds(30), () -> assertThat(tenant.ledger()).isPositive());
        assertThat(tenant.ledger()).isBetween(new BigDecimal("0.004"), new BigDecimal("0.1"));
        JsonObject row = tenant.admin()
                .get(tenant.path("/usage?group_by=user"))
                .expect(200)
                .json()
                .getJsonArray("data")
                .getJsonObject(0);
        assertThat(new BigDecimal(row.getString("estimated_amount"))).isEqualByComparingTo(tenant.ledger());
    }
}
