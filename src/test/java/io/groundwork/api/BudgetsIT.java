package io.groundwork.api;

import static io.groundwork.testing.MoneyTenant.COMPLETIONS;
import static io.groundwork.testing.MoneyTenant.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.Installation;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.MoneyTenant;
import io.groundwork.testing.StubScripts;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Budgets over the API: what they say, whom they stop and how, and that nothing is spent beyond them. */
class BudgetsIT {

    private static final int PORT = 18906;

    private static ModelStub stub;
    private static MoneyTenant tenant;
    private static Api erin;

    @BeforeAll
    static void aTenantWithTwoModels() {
        stub = new ModelStub(PORT);
        tenant = MoneyTenant.create(stub);
        tenant.api().group("sales");
        erin = tenant.api().employee("erin", "sales");
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    @BeforeEach
    void forget() {
        stub.clear();
        tenant.withoutBudgets();
    }

    private static String budget(String name) {
        return tenant.path("/budgets/" + name);
    }

    private static List<JsonObject> budgets() {
        return tenant.admin()
                .get(tenant.path("/budgets"))
                .expect(200)
                .json()
                .getJsonArray("data")
                .getValuesAs(JsonObject.class);
    }

    private static JsonObject put(String name, String scope, String limit, String onExhausted) {
        return tenant.budget(name, scope, limit, ", 'alert_percent': [80, 50], 'on_exhausted': " + onExhausted);
    }

    private static JsonObject question(String more) {
        return MoneyTenant.question("assistant", more);
    }

    @Test
    void aBudgetIsSetReadListedChangedAndTakenAway() {
        JsonObject made = put("all", "{'tenant': true}", "100.50", "'refuse'");
        assertThat(made.getString("limit")).isEqualTo("100.5");
        assertThat(made.getString("spent")).isEqualTo("0");
        assertThat(made.getString("remaining")).isEqualTo("100.5");
        assertThat(made.getString("on_exhausted")).isEqualTo("refuse");
        assertThat(made.getJsonObject("scope").getBoolean("tenant")).isTrue();
        assertThat(made.getString("resets_at")).endsWith("-01T00:00:00Z");
        assertThat(made.getJsonArray("alert_percent")).hasToString("[50,80]");
        put("own", "{'user': 'erin'}", "1", "{'degrade': {'mode': 'prompt', 'model': 'cheap'}}");
        assertThat(budgets()).extracting(each -> each.getString("name")).containsExactly("all", "own");
        put("all", "{'tenant': true}", "7", "'refuse'");
        assertThat(tenant.admin().get(budget("all")).expect(200).json().getString("limit"))
                .isEqualTo("7");
        tenant.admin().delete(budget("all")).expect(204);
        tenant.admin().get(budget("all")).expect(404);
    }

    @Test
    void whatABudgetCannotSayIsToldFieldByField() {
        Api.Reply refused = tenant.admin()
                .put(
                        budget("bad"),
                        json(
                                "{'scope': {'tenant': true, 'user': 'erin'}, 'period': 'year', 'limit': 'much', 'currency': 'EURO',"
                                        + " 'alert_percent': [0], 'on_exhausted': 'shrug'}"))
                .expect(400);
        assertThat(refused.json().getJsonArray("errors").getValuesAs(JsonObject.class))
                .extracting(field -> field.getString("field"))
                .containsExactlyInAnyOrder("scope", "period", "limit", "currency", "alert_percent", "on_exhausted");
        for (String wrong : List.of(
                "{'scope': {'group': 'nobody'}, 'period': 'day', 'limit': '1', 'currency': 'EUR', 'on_exhausted': 'refuse'}",
                "{'scope': {'model': 'unheard-of'}, 'period': 'day', 'limit': '1', 'currency': 'EUR'}",
                "{'scope': {'tenant': true}, 'period': 'day', 'limit': '-1', 'currency': 'EUR'}",
                "{'scope': {'tenant': true}, 'period': 'day', 'limit': '1', 'currency': 'EUR',"
                        + " 'on_exhausted': {'degrade': {'mode': 'prompt', 'model': 'unheard-of'}}}")) {
            tenant.admin().put(budget("bad"), json(wrong)).expect(400);
        }
        erin.get(tenant.path("/budgets")).expect(403);
        ApiTenant.create().admin().get(budget("all")).expect(404);
    }

    @Test
    void whatAnAnswerCostIsSpentToTheLastDigitAndNothingStaysReserved() {
        put("all", "{'tenant': true}", "100", "'refuse'");
        put("group", "{'group': 'sales'}", "50", "'refuse'");
        stub.next(StubScripts.text("Something.", 123, 0, 45));
        JsonObject reply = erin.post(COMPLETIONS, question("")).expect(200).json();
        JsonObject cost = reply.getJsonObject("groundwork").getJsonObject("cost");
        assertThat(cost.getString("amount")).isEqualTo("0.045123");
        assertThat(budgets()).hasSize(2).allSatisfy(budget -> {
            assertThat(budget.getString("spent")).isEqualTo("0.045123");
            assertThat(budget.getString("reserved")).isEqualTo("0");
        });
        assertThat(stub.requests().get(0).body()).contains("\"max_tokens\":4096");
    }

    @Test
    void aCallThatFailedAndTheOneThatStepsInAreBothSettled() {
        put("all", "{'tenant': true}", "100", "'refuse'");
        stub.next(reply -> reply.status(500, "{}"));
        stub.next(StubScripts.text("Something.", 100, 0, 10));
        JsonObject reply = erin.post(COMPLETIONS, question("")).expect(200).json();
        assertThat(reply.getJsonObject("groundwork").getJsonObject("cost").getString("amount"))
                .isEqualTo("0.0002");
        assertThat(budgets().get(0).getString("spent")).isEqualTo("0.0002");
        assertThat(budgets().get(0).getString("reserved")).isEqualTo("0");
    }

    @Test
    void aUsedUpBudgetRefusesInOpenAisShapeAndSaysWhoseItIsAndUntilWhen() {
        Instant resets =
                Instant.parse(put("own", "{'user': 'erin'}", "0.1", "'refuse'").getString("resets_at"));
        for (String how : List.of("", "'stream': true, ")) {
            Api.Reply refused = erin.post(COMPLETIONS, question(how)).expect(429);
            JsonObject error = refused.json().getJsonObject("error");
            assertThat(error.getString("code")).isEqualTo("budget_exhausted");
            assertThat(error.getString("type")).isEqualTo("rate_limit_error");
            assertThat(error.getString("message")).contains("your own budget", "(UTC)");
            assertThat(Long.parseLong(refused.header("Retry-After").orElseThrow()))
                    .isCloseTo(Duration.between(Instant.now(), resets).toSeconds(), within(30L));
        }
        assertThat(stub.requests()).isEmpty();
        erin.get("/v1/conversations").expect(200);
        tenant.admin().delete(budget("own")).expect(204);
        stub.next(StubScripts.text("Something."));
        erin.post(COMPLETIONS, question("")).expect(200);
    }

    @Test
    void theAnswerBecomesAsShortAsTheMoneyDemands() {
        put("own", "{'user': 'erin'}", "0.5", "'refuse'");
        stub.next(StubScripts.text("Something.", 10, 0, 20));
        erin.post(COMPLETIONS, question("")).expect(200);
        int limit = stub.requests().get(0).json().getInt("max_tokens");
        assertThat(limit).isBetween(256, 500);
    }

    @Test
    void theBudgetsOwnWayIsTakenAndToldWhenItIsUsedUp() {
        put("own", "{'user': 'erin'}", "0.1", "{'degrade': {'mode': 'prompt', 'model': 'cheap'}}");
        stub.next(StubScripts.text("Something.", 10, 0, 20));
        JsonObject told =
                erin.post(COMPLETIONS, question("")).expect(200).json().getJsonObject("groundwork");
        assertThat(told.getJsonObject("degraded"))
                .isEqualTo(json("{'reason': 'budget_exhausted', 'from': 'dear', 'to': 'cheap'}"));
        assertThat(told.getJsonObject("cost").getString("amount")).isEqualTo("0.00021");
        assertThat(budgets().get(0).getString("spent")).isEqualTo("0.00021");
    }

    @Test
    void ofManyAtOnceNobodyPassesTheLimit() throws Exception {
        put("all", "{'tenant': true}", "4", "'refuse'");
        CountDownLatch go = new CountDownLatch(1);
        stub.always(reply -> {
            reply.await(go);
            reply.events().piece("Something.").finish("stop").usage(10, 0, 390).done();
        });
        ExecutorService clients = Executors.newFixedThreadPool(24);
        List<Future<Api.Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            replies.add(clients.submit(() -> erin.post(COMPLETIONS, question("'max_tokens': 400, "))));
        }
        // Whoever is refused is told at once; the others wait until nobody else can be let in.
        Installation.eventually(Duration.ofSeconds(60), () -> {
            long refused = replies.stream().filter(Future::isDone).count();
            assertThat(new BigDecimal(budgets().get(0).getString("remaining"))).isLessThan(new BigDecimal("4"));
            assertThat(refused + stub.requests().size()).isEqualTo(24);
        });
        assertThat(new BigDecimal(budgets().get(0).getString("reserved")))
                .isBetween(new BigDecimal("3.6"), new BigDecimal("4"));
        go.countDown();
        int given = 0;
        for (Future<Api.Reply> reply : replies) {
            given += reply.get(60, TimeUnit.SECONDS).status() == 200 ? 1 : 0;
        }
        clients.shutdown();
        assertThat(given).isBetween(9, 10);
        assertThat(budgets().get(0).getString("reserved")).isEqualTo("0");
        assertThat(new BigDecimal(budgets().get(0).getString("spent")))
                .isEqualByComparingTo(new BigDecimal("0.39001").multiply(BigDecimal.valueOf(given)));
    }
}
