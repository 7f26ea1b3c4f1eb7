package io.groundwork.api;

import static io.groundwork.testing.MoneyTenant.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundwork.budget.FocusValidator;
import io.groundwork.platform.kernel.Csv;
import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.Installation;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.MoneyTenant;
import io.groundwork.testing.MoneyTenant.BookedSum;
import io.groundwork.testing.StubScripts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was used over the API, held against the ledger in the database: to the last digit, in every form that it leaves in. */
class UsageIT {

    private static final int PORT = 18907;
    private static final String FORMULA = "=1+1";

    private static ModelStub stub;
    private static MoneyTenant tenant;
    private static Api erin;
    private static Api ned;

    @BeforeAll
    static void aTenantThatAskedManyThings() {
        stub = new ModelStub(PORT);
        tenant = MoneyTenant.create(stub);
        tenant.api().group("north");
        tenant.api().group("sales");
        erin = tenant.api().employee("erin", "north", "sales");
        ned = tenant.api().employee("ned");
        tenant.answered(erin, "assistant", 123, 7, 45);
        tenant.answered(erin, "cheap", 1, 0, 1);
        tenant.answered(ned, "assistant", 999_983, 13, 1_237);
        tenant.answered(ned, "cheap", 33, 0, 77);
        stub.next(reply -> reply.status(500, "{}"));
        tenant.answered(erin, "assistant", 17, 0, 3);
        stub.next(reply ->
                reply.events().piece("Nobody ").piece("counted.").finish("stop").done());
        tenant.ask(ned, "assistant").expect(200);
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    @BeforeEach
    void forget() {
        stub.clear();
    }

    private static JsonObject usage(String groupBy) {
        return tenant.admin()
                .get(tenant.path("/usage?group_by=" + groupBy))
                .expect(200)
                .json();
    }

    private static List<JsonObject> rows(JsonObject usage) {
        return usage.getJsonArray("data").getValuesAs(JsonObject.class);
    }

    private static BigDecimal amount(JsonObject row) {
        return new BigDecimal(row.getString("amount"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    user, u.username
                    model, r.model
                    purpose, r.purpose
                    mode, r.mode
                    "user,model", u.username || ' ' || r.model
                    "model,provider", r.model || ' ' || r.provider
                    "group,model", "coalesce(nullif(array_to_string(r.groups, ', '), '') || ' ', '') || r.model"
                    "mode,user", r.mode || ' ' || u.username
                    """)
    void whateverItIsGroupedByEachRowIsTheLedgersSum(String groupBy, String expression) {
        JsonObject usage = usage(groupBy);
        TreeMap<String, BigDecimal> told = new TreeMap<>();
        for (JsonObject row : rows(usage)) {
            String of = List.of(groupBy.split(",")).stream()
                    .filter(dimension -> !row.isNull(dimension))
                    .map(row::getString)
                    .collect(Collectors.joining(" "));
            told.merge(of, amount(row), BigDecimal::add);
        }
        List<BookedSum> ledger = tenant.ledger(expression);
        assertThat(told).hasSameSizeAs(ledger);
        assertThat(ledger)
                .allSatisfy(sum -> assertThat(told.get(sum.of())).as(sum.of()).isEqualByComparingTo(sum.amount()));
        assertThat(usage.getJsonArray("totals").getValuesAs(JsonObject.class))
                .singleElement()
                .satisfies(total -> assertThat(amount(total)).isEqualByComparingTo(tenant.ledger()));
        assertThat(tenant.ledger()).isGreaterThan(new BigDecimal("2.237"));
    }

    @Test
    void estimatesAreToldApart() {
        assertThat(rows(usage("user,model")).stream()
                        .filter(row -> new BigDecimal(row.getString("estimated_amount")).signum() > 0)
                        .map(row -> row.getString("user") + " " + row.getString("model")))
                .containsExactly("ned dear");
    }

    @Test
    void theTableSumsUpToTheLedgerAndHoldsNoFormula() {
        String csv = tenant.admin()
                .send(tenant.admin()
                        .request(tenant.path("/usage?group_by=group,user"))
                        .header("Accept", "text/csv"))
                .expect(200)
                .body();
        assertThat(Csv.read(csv).stream().flatMap(line -> line.cells().stream()))
                .contains("north, sales", "erin")
                .noneMatch(cell -> Set.of('=', '+', '@', '-').contains(cell.isEmpty() ? ' ' : cell.charAt(0)));
        BigDecimal sum = Csv.read(csv).stream()
                .skip(1)
                .map(line -> new BigDecimal(line.cells().get(3)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(tenant.ledger());
    }

    /** People, groups and models cannot be named like one at all; a tenant can. */
    @Test
    void aFormulaAsANameIsRefusedOrInert() {
        JsonObject named = json("{'name': '" + FORMULA + "', 'username': '" + FORMULA + "', 'email': 'a@b.example'}");
        tenant.admin().post(tenant.path("/groups"), named).expect(400);
        tenant.admin().post(tenant.path("/users"), named).expect(400);
        MoneyTenant other = MoneyTenant.create(stub);
        Api.operator()
                .patch("/api/v1/tenants/" + other.api().slug(), json("{'name': '" + FORMULA + "'}"))
                .expect(200);
        other.answered(other.api().employee("erin"), "assistant", 1, 0, 1);
        assertThat(other.admin().get(other.path("/usage/focus")).expect(200).body())
                .contains(",'" + FORMULA + ",");
    }

    @Test
    void theFocusExportConformsAndSumsUpToTheLedger() throws IOException {
        String csv = tenant.admin().get(tenant.path("/usage/focus")).expect(200).body();
        assertThat(FocusValidator.complaints(csv)).isEmpty();
        assertThat(FocusValidator.rows(csv).stream()
                        .map(row -> new BigDecimal(row.get("BilledCost")))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(tenant.ledger());
        assertThat(FocusValidator.rows(csv).get(0).get("Tags")).contains("groundwork/purpose");
    }

    @Test
    void whatIsOnesOwnIsSeenByOneselfAndTheWholeByAdminsAlone() {
        JsonObject mine =
                erin.get("/api/v1/usage/mine?group_by=user").expect(200).json();
        assertThat(rows(mine)).extracting(row -> row.getString("user")).containsExactly("erin");
        erin.get(tenant.path("/usage")).expect(403);
        erin.get(tenant.path("/usage/focus")).expect(403);
    }

    @Test
    void aChangeOfPriceRewritesNothing() {
        MoneyTenant other = MoneyTenant.create(stub);
        Api person = other.api().employee("erin");
        Api reviewer = other.api().user("rita", new String[] {"reviewer"});
        String first = other.answered(person, "assistant", 1000, 0, 100);
        other.model("dear", "2", "3000");
        String second = other.answered(person, "assistant", 1000, 0, 100);
        assertThat(other.ledger()).isEqualByComparingTo("0.403");
        assertThat(priceOfOutput(other, reviewer, first)).isEqualTo("1000");
        assertThat(priceOfOutput(other, reviewer, second)).isEqualTo("3000");
    }

    private static String priceOfOutput(MoneyTenant of, Api reviewer, String answer) {
        return call(of, reviewer, answer, 0).getJsonObject("price").getString("output");
    }

    private static JsonObject call(MoneyTenant of, Api reviewer, String answer, int place) {
        return reviewer.get(of.path("/answers/" + answer + "/evidence"))
                .expect(200)
                .json()
                .getJsonArray("ledger")
                .getJsonObject(place);
    }

    @Test
    void theEvidenceShowsWhatWasHeldAndBookedForEachCall() {
        MoneyTenant other = MoneyTenant.create(stub);
        Api person = other.api().employee("erin");
        Api reviewer = other.api().user("rita", new String[] {"reviewer"});
        stub.next(reply -> reply.status(500, "{}"));
        String answer = other.answered(person, "assistant", 100, 0, 10);
        JsonObject failed = call(other, reviewer, answer, 0);
        assertThat(failed.getString("model")).isEqualTo("dear");
        assertThat(failed.getString("state")).isEqualTo("settled");
        assertThat(failed.getJsonObject("cost").getString("amount")).isEqualTo("0");
        assertThat(new BigDecimal(failed.getJsonObject("reserved").getString("amount")))
                .isGreaterThan(new BigDecimal("4"));
        JsonObject answered = call(other, reviewer, answer, 1);
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
        person.get(other.path("/answers/" + answer + "/evidence")).expect(404);
    }

    @Test
    void theSameRequestTwiceIsOneCharge() {
        MoneyTenant other = MoneyTenant.create(stub);
        Api person = other.api().employee("erin");
        stub.always(StubScripts.text("Something.", 100, 0, 10));
        for (int i = 0; i < 2; i++) {
            person.send(person.request(MoneyTenant.COMPLETIONS)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "again")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    MoneyTenant.question("assistant", "").toString())))
                    .expect(200);
        }
        assertThat(stub.requests()).hasSize(1);
        assertThat(other.ledger()).isEqualByComparingTo("0.0101");
    }

    @Test
    void tryingAModelOutIsPaidByWhoTriesIt() {
        MoneyTenant other = MoneyTenant.create(stub);
        stub.next(StubScripts.text("ready", 9, 0, 1));
        other.admin().send("POST", other.path("/models/dear/test"), null).expect(200);
        assertThat(other.ledger("u.username || ' ' || r.purpose"))
                .singleElement()
                .satisfies(sum -> {
                    assertThat(sum.of()).isEqualTo("admin test");
                    assertThat(sum.amount()).isEqualByComparingTo("0.001009");
                });
        other.budget("all", "{'tenant': true}", "0.001", "");
        JsonObject refused = other.admin()
                .send("POST", other.path("/models/dear/test"), null)
                .expect(200)
                .json();
        assertThat(refused.getBoolean("ok")).isFalse();
        assertThat(refused.getString("code")).isEqualTo("budget_exhausted");
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void whereATenantAsksAPriceForEmbeddingItIsPaidWithTheAnswerAndByItself() {
        MoneyTenant other = MoneyTenant.create(stub);
        other.api().collection("hours", ApiTenant.everyone());
        other.api().document("hours", "h", "Hours", "The library opens at nine in the morning.");
        other.admin()
                .put(
                        other.path("/models/built-in"),
                        json("{'provider': 'extractive', 'kind': 'base', 'price': {'currency': 'EUR',"
                                + " 'input_per_mtok': '0', 'output_per_mtok': '0', 'embedding_per_mtok': '2'}}"))
                .expect(200);
        other.publish("{'default': {'mode': 'rag', 'model': 'built-in'}, 'rules': []}");
        Api person = other.api().employee("erin");
        JsonObject reply = person.post(
                        MoneyTenant.COMPLETIONS,
                        json(
                                "{'model': 'assistant', 'messages': [{'role': 'user', 'content': 'When does the library open?'}]}"))
                .expect(200)
                .json();
        BigDecimal cost = new BigDecimal(
                reply.getJsonObject("groundwork").getJsonObject("cost").getString("amount"));
        assertThat(cost).isPositive().isEqualByComparingTo(other.ledger());
        assertThat(other.ledger("r.purpose")).extracting(BookedSum::of).containsExactly("embedding");
        JsonObject vectors = person.post(
                        "/v1/embeddings",
                        json("{'model': 'bge-small-en-v1.5-q', 'input': 'The library opens at nine.'}"))
                .expect(200)
                .json();
        long tokens = vectors.getJsonObject("usage").getInt("total_tokens");
        assertThat(other.ledger().subtract(cost))
                .isEqualByComparingTo(BigDecimal.valueOf(tokens).multiply(new BigDecimal("0.000002")));
        other.budget("own", "{'user': 'erin'}", "0.00000001", "");
        person.post("/v1/embeddings", json("{'model': 'bge-small-en-v1.5-q', 'input': 'The library opens at nine.'}"))
                .expect(429);
        assertThat(person.post(MoneyTenant.COMPLETIONS, MoneyTenant.question("assistant", ""))
                        .expect(429)
                        .code())
                .isEqualTo("budget_exhausted");
    }

    @Test
    void aComparisonOfCostsCanBeginWithWhatWasPaid() {
        JsonObject offered = tenant.admin()
                .get(tenant.path("/costs/scenarios"))
                .expect(200)
                .json()
                .getJsonArray("data")
                .getJsonObject(0);
        assertThat(offered.getString("source")).isEqualTo("usage");
        JsonObject scenario = offered.getJsonObject("scenario");
        JsonObject compared = tenant.admin()
                .post(
                        "/api/v1/costs/compare",
                        Json.createObjectBuilder().add("scenario", scenario).build())
                .expect(200)
                .json();
        BigDecimal perQuery = compared.getJsonObject("options").getJsonObject("Prompt").getJsonArray("lines").stream()
                .map(line -> new BigDecimal(line.asJsonObject().getString("amount")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(scenario.getString("queries_per_day")).isEqualTo("6");
        assertThat(perQuery.multiply(BigDecimal.valueOf(6)))
                .isCloseTo(tenant.ledger(), within(new BigDecimal("0.00000001")));
        assertThat(erin.get(tenant.path("/costs/scenarios")).expect(200).body()).doesNotContain("\"usage\"");
    }

    @Test
    void whoLeavesPaysForWhatWasStreamed() throws Exception {
        MoneyTenant other = MoneyTenant.create(stub);
        Api person = other.api().employee("erin");
        stub.next(reply -> {
            reply.events().piece("This much ").piece("was said.");
            reply.clientLeaves(Duration.ofSeconds(30));
        });
        HalfReader.readUntil(person, MoneyTenant.question("assistant", "'stream': true, "), "was said.");
        Installation.eventually(
                Duration.ofSeconds(30), () -> assertThat(other.ledger()).isPositive());
        assertThat(other.ledger()).isBetween(new BigDecimal("0.004"), new BigDecimal("0.1"));
        JsonObject row = other.admin()
                .get(other.path("/usage?group_by=user"))
                .expect(200)
                .json()
                .getJsonArray("data")
                .getJsonObject(0);
        assertThat(new BigDecimal(row.getString("estimated_amount"))).isEqualByComparingTo(other.ledger());
    }
}
