package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.groundwork.testing.Api;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.MoneyTenant;
import io.groundwork.testing.StubScripts;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider's invoice over the API: what it names by our ids or by its own becomes what the ledger says, exactly. */
class InvoicesIT {

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
        tenant.budget("all", "{'tenant': true}", "100", "");
        erin = tenant.api().employee("erin");
    }

    private Api.Reply reconcile(String csv) {
        String month = YearMonth.now(ZoneOffset.UTC).toString();
        return tenant.admin().send("POST", tenant.path("/invoices?provider=openai&month=" + month), "text/csv", csv);
    }

    private static List<JsonObject> of(JsonObject reconciliation, String kind) {
        return reconciliation.getJsonArray(kind).getValuesAs(JsonObject.class);
    }

    @Test
    void whatIsBilledIsMatchedCorrectedUnknownOrMissing() {
        String same = tenant.answered(erin, "assistant", 100, 0, 10);
        String more = tenant.answered(erin, "assistant", 100, 0, 20);
        stub.next(
                reply -> reply.events().piece("Nobody counted.").finish("stop").done());
        String estimated = tenant.ask(erin, "assistant")
                .expect(200)
                .header("x-groundwork-answer-id")
                .orElseThrow();
        String forgotten = tenant.answered(erin, "cheap", 100, 0, 30);
        String invoice = "client_request_id,request_id,amount,currency\n" + same + "-1,req-a,0.0101,EUR\n" + more
                + "-1,req-b,0.020123456789,EUR\n" + estimated + "-1,,0.000007,EUR\n"
                + "8d9f6a3e-0000-4000-8000-000000000000-1,req-z,7,EUR\n";

        JsonObject first = reconcile(invoice).expect(200).json();
        assertThat(first.getInt("matched")).isEqualTo(1);
        assertThat(of(first, "corrected"))
                .extracting(line -> line.getString("client_request_id"), line -> line.getString("billed"))
                .containsExactlyInAnyOrder(tuple(more + "-1", "0.020123456789"), tuple(estimated + "-1", "0.000007"));
        assertThat(of(first, "unknown")).singleElement().satisfies(line -> assertThat(line.getString("request_id"))
                .isEqualTo("req-z"));
        assertThat(of(first, "missing")).singleElement().satisfies(line -> {
            assertThat(line.getString("client_request_id")).isEqualTo(forgotten + "-1");
            assertThat(line.getString("booked")).isEqualTo("0.0004");
        });
        BigDecimal exactly = new BigDecimal("0.0101")
                .add(new BigDecimal("0.020123456789"))
                .add(new BigDecimal("0.000007"))
                .add(new BigDecimal("0.0004"));
        assertThat(tenant.ledger()).isEqualByComparingTo(exactly);
        assertThat(tenant.budgets("all", "spent")).isEqualByComparingTo(exactly);
        assertThat(usage("amount")).isEqualByComparingTo(exactly);
        assertThat(usage("estimated_amount")).isZero();

        JsonObject again = reconcile(invoice).expect(200).json();
        assertThat(again.getInt("matched")).isEqualTo(3);
        assertThat(of(again, "corrected")).isEmpty();
        assertThat(tenant.ledger()).isEqualByComparingTo(exactly);
    }

    private BigDecimal usage(String field) {
        return new BigDecimal(tenant.admin()
                .get(tenant.path("/usage?group_by=currency"))
                .expect(200)
                .json()
                .getJsonArray("data")
                .getJsonObject(0)
                .getString(field));
    }

    @Test
    void theProvidersOwnIdFindsTheCallToo() {
        stub.next(StubScripts.text("Something.", 100, 0, 10));
        tenant.ask(erin, "assistant").expect(200);
        JsonObject reconciliation = reconcile("request_id,amount,currency\nreq-stub-1,0.02,EUR\n")
                .expect(200)
                .json();
        assertThat(of(reconciliation, "corrected")).hasSize(1);
        assertThat(tenant.ledger()).isEqualByComparingTo("0.02");
    }

    @Test
    void aCorrectionStandsInTheEvidenceWithItsReason() {
        String answer = tenant.answered(erin, "assistant", 100, 0, 10);
        reconcile("client_request_id,amount,currency\n" + answer + "-1,5,EUR\n").expect(200);
        Api reviewer = tenant.api().user("rita", new String[] {"reviewer"});
        JsonObject call = reviewer.get(tenant.path("/answers/" + answer + "/evidence"))
                .expect(200)
                .json()
                .getJsonArray("ledger")
                .getJsonObject(0);
        assertThat(call.getJsonArray("charges").getValuesAs(JsonObject.class))
                .extracting(charge -> charge.getString("kind"), charge -> charge.getString("amount"))
                .containsExactly(tuple("settlement", "0.0101"), tuple("reversal", "-0.0101"), tuple("correction", "5"));
        assertThat(call.getJsonArray("charges").getJsonObject(2).getString("reason"))
                .contains("invoice of " + YearMonth.now(ZoneOffset.UTC));
        assertThat(call.getBoolean("overrun")).isTrue();
        assertThat(call.getJsonObject("cost").getString("amount")).isEqualTo("5");
    }

    @Test
    void aBadFileIsRefusedWholeAndNobodyButAnAdminSendsOne() {
        String answer = tenant.answered(erin, "assistant", 100, 0, 10);
        reconcile("client_request_id,amount,currency\n" + answer + "-1,5,EUR\n" + answer + "-1,=1+1,EUR\n")
                .expect(400);
        reconcile("amount,currency\n5,EUR\n").expect(400);
        assertThat(tenant.ledger()).isEqualByComparingTo("0.0101");
        erin.send(
                        "POST",
                        tenant.path("/invoices?provider=openai&month=2026-11"),
                        "text/csv",
                        "request_id,amount,currency\n")
                .expect(403);
    }
}
