package io.groundwork.api;

import static io.groundwork.testing.MoneyTenant.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundwork.budget.FocusValidator;
import io.groundwork.platform.kernel.Csv;
import io.groundwork.testing.Api;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.MoneyTenant;
import io.groundwork.testing.MoneyTenant.BookedSum;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
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
}
