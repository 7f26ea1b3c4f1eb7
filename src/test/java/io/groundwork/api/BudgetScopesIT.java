package io.groundwork.api;

import static io.groundwork.testing.MoneyTenant.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.Installation;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.MoneyTenant;
import io.groundwork.testing.StubScripts;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom each kind of budget stops and whom it lets pass, and what is tried before somebody is stopped. */
class BudgetScopesIT {

    private static final int PORT = 18907;
    /** Less than the shortest useful answer of the dear model, and plenty for the cheap one. */
    private static final String LITTLE = "0.1";

    private static ModelStub stub;
    private static MoneyTenant tenant;
    private static Api erin;
    private static Api ned;
    private static Api erinsOtherKey;
    private static String otherKey;

    @BeforeAll
    static void aTenantWithNestedGroups() {
        stub = new ModelStub(PORT);
        tenant = MoneyTenant.create(stub);
        tenant.api().group("sales");
        tenant.admin()
                .post(tenant.path("/groups"), json("{'name': 'north', 'members': [], 'parents': ['sales']}"))
                .expect(201);
        erin = tenant.api().employee("erin", "north");
        ned = tenant.api().employee("ned");
        JsonObject key = tenant.admin()
                .post(tenant.path("/keys"), json("{'username': 'erin', 'name': 'other'}"))
                .expect(201)
                .json();
        otherKey = key.getString("id");
        erinsOtherKey = new Api(key.getString("secret"));
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    @BeforeEach
    void forget() {
        stub.clear().always(StubScripts.text("Something.", 100, 0, 10));
        tenant.withoutBudgets();
    }

    private static String refused(Api person, String model) {
        Api.Reply reply = tenant.ask(person, model).expect(429);
        assertThat(reply.code()).isEqualTo("budget_exhausted");
        assertThat(reply.header("Retry-After")).isPresent();
        return reply.json().getJsonObject("error").getString("message");
    }

    private static void passes(Api person, String model) {
        tenant.ask(person, model).expect(200);
    }

    @Test
    void aUsersBudgetStopsThatUserByAnyKeyAndNobodyElse() {
        tenant.budget("b", "{'user': 'erin'}", LITTLE, "");
        assertThat(refused(erin, "assistant")).contains("your own budget");
        refused(erinsOtherKey, "assistant");
        passes(ned, "assistant");
        passes(erin, "cheap");
    }

    @Test
    void aKeysBudgetStopsThatKeyAlone() {
        tenant.budget("b", "{'key': '" + otherKey + "'}", LITTLE, "");
        assertThat(refused(erinsOtherKey, "assistant")).contains("this API key");
        passes(erin, "assistant");
    }

    @Test
    void aGroupsBudgetStopsTheMembersOfTheGroupsInsideIt() {
        tenant.budget("b", "{'group': 'sales'}", LITTLE, "");
        assertThat(refused(erin, "assistant")).contains("your group sales");
        passes(ned, "assistant");
    }

    @Test
    void aModelsBudgetStopsEverybodyWhoAsksIt() {
        tenant.budget("b", "{'model': 'dear'}", LITTLE, "");
        assertThat(refused(erin, "assistant")).contains("dear");
        refused(ned, "assistant");
        passes(ned, "cheap");
    }

    @Test
    void aMembersPartStopsTheMemberWhileTheGroupHasMoney() {
        tenant.budget("b", "{'group': 'sales'}", "100", ", 'member_limit': '" + LITTLE + "'");
        assertThat(refused(erin, "assistant")).contains("your own part");
        passes(erin, "cheap");
        assertThat(tenant.budgets("b", "spent")).isEqualByComparingTo("0.0002");
    }

    @Test
    void allThatApplyAdmitACallOrNoneIsCharged() {
        tenant.budget("wide", "{'tenant': true}", "100", "");
        tenant.budget("group", "{'group': 'sales'}", "50", "");
        tenant.budget("tight", "{'user': 'erin'}", LITTLE, "");
        refused(erin, "assistant");
        for (String name : new String[] {"wide", "group", "tight"}) {
            assertThat(tenant.budgets(name, "spent")).isZero();
            assertThat(tenant.budgets(name, "reserved")).isZero();
        }
        passes(erin, "cheap");
        for (String name : new String[] {"wide", "group", "tight"}) {
            assertThat(tenant.budgets(name, "spent")).as(name).isEqualByComparingTo("0.0002");
        }
    }

    @Test
    void whoIsOverBudgetStillReadsHistoryAndUsage() {
        passes(erin, "assistant");
        tenant.budget("b", "{'user': 'erin'}", "0", "");
        refused(erin, "assistant");
        JsonObject conversations = erin.get("/v1/conversations").expect(200).json();
        assertThat(conversations.getJsonArray("data")).isNotEmpty();
        String conversation =
                conversations.getJsonArray("data").getJsonObject(0).getString("id");
        erin.get("/v1/conversations/" + conversation).expect(200);
        assertThat(erin.get("/api/v1/usage/mine").expect(200).body()).contains("0.0101");
    }

    @Test
    void aLimitThatIsLoweredMeanwhileLetsTheCallEndAndStopsTheNext() throws Exception {
        tenant.budget("b", "{'user': 'erin'}", "100", "");
        CountDownLatch go = new CountDownLatch(1);
        stub.next(reply -> {
            reply.await(go);
            reply.events()
                    .piece("Something.")
                    .finish("stop")
                    .usage(100, 0, 4000)
                    .done();
        });
        CompletableFuture<Api.Reply> asked = CompletableFuture.supplyAsync(() -> tenant.ask(erin, "assistant"));
        Installation.eventually(
                Duration.ofSeconds(30), () -> assertThat(stub.requests()).hasSize(1));
        tenant.budget("b", "{'user': 'erin'}", "1", "");
        refused(erin, "assistant");
        go.countDown();
        asked.get(60, TimeUnit.SECONDS).expect(200);
        assertThat(tenant.budgets("b", "spent")).isEqualByComparingTo("4.0001");
        assertThat(tenant.budgets("b", "reserved")).isZero();
        assertThat(tenant.budgets("b", "remaining")).isZero();
        refused(erin, "assistant");
        tenant.budget("b", "{'user': 'erin'}", "10", "");
        passes(erin, "assistant");
    }

    @Test
    void whatHasNoPriceYetIsNotAsked() {
        MoneyTenant other = MoneyTenant.create(stub);
        String later = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
        other.admin()
                .put(
                        other.path("/models/later"),
                        json("{'provider': 'openai', 'base_url': 'http://127.0.0.1:" + PORT
                                + "/v1', 'model': 'later', 'kind': 'base', 'price': {'currency': 'EUR',"
                                + " 'input_per_mtok': '1', 'output_per_mtok': '1', 'valid_from': '" + later + "'}}"))
                .expect(200);
        assertThat(other.admin()
                        .send("POST", other.path("/models/later/test"), null)
                        .expect(200)
                        .json()
                        .getString("code"))
                .isEqualTo("price_unknown");
        assertThat(stub.requests()).isEmpty();
    }

    /** A tenant whose answers come from a long handbook, at a euro for a thousand tokens read. */
    private static MoneyTenant withAHandbook(String then) {
        MoneyTenant reading = MoneyTenant.create(stub);
        reading.model("reader", "1000", "1");
        reading.api().collection("handbook", ApiTenant.everyone());
        String text = "The library opens at nine in the morning on working days. ".repeat(40);
        for (int i = 0; i < 8; i++) {
            reading.api().document("handbook", "d" + i, "Library " + i, "Rule " + i + ". " + text);
        }
        reading.publish("{'default': {'mode': 'rag', 'model': 'reader'}, 'rules': []}");
        reading.budget("b", "{'tenant': true}", "3", ", 'on_exhausted': " + then);
        return reading;
    }

    private static JsonObject asked(MoneyTenant reading) {
        Api person = reading.api().employee("erin");
        return person.post(
                        MoneyTenant.COMPLETIONS,
                        json(
                                "{'model': 'assistant', 'messages': [{'role': 'user', 'content': 'When does the library open?'}]}"))
                .expect(200)
                .json()
                .getJsonObject("groundwork");
    }

    @Test
    void aShorterContextIsTriedBeforeSomebodyIsStopped() {
        MoneyTenant reading = withAHandbook("{'degrade': {'mode': 'rag', 'model': 'reader', 'top_k': 1}}");
        JsonObject told = asked(reading);
        assertThat(told.getJsonObject("degraded").getString("reason")).isEqualTo("budget_exhausted");
        assertThat(told.getString("model")).isEqualTo("reader");
        assertThat(stub.requests()).singleElement().satisfies(request -> assertThat(request.body())
                .containsOnlyOnce("Library "));
    }

    @Test
    void retrievalAloneIsTriedBeforeSomebodyIsStopped() {
        MoneyTenant reading = withAHandbook("{'degrade': {'mode': 'rag', 'model': 'built-in'}}");
        JsonObject told = asked(reading);
        assertThat(told.getString("model")).isEqualTo("built-in");
        assertThat(told.getJsonArray("citations")).isNotEmpty();
        assertThat(told.getJsonObject("cost").getString("amount")).isEqualTo("0");
        assertThat(stub.requests()).isEmpty();
        assertThat(reading.ledger()).isZero();
    }

    @Test
    void aCollectionThatIsNotDegradableStopsTheQuestionInstead() {
        MoneyTenant reading = withAHandbook("{'degrade': {'mode': 'rag', 'model': 'built-in'}}");
        reading.admin()
                .patch(reading.path("/collections/handbook"), json("{'degradable': false}"))
                .expect(200);
        Api person = reading.api().employee("emma");
        Api.Reply stopped = person.post(
                MoneyTenant.COMPLETIONS,
                json(
                        "{'model': 'assistant', 'messages': [{'role': 'user', 'content': 'When does the library open?'}]}"));
        assertThat(stopped.expect(429).code()).isEqualTo("budget_exhausted");
        assertThat(stub.requests()).isEmpty();
        assertThat(reading.budgets("b", "reserved")).isEqualByComparingTo(BigDecimal.ZERO);
    }
}
