package io.groundwork.faults;

import static io.groundwork.testing.MoneyTenant.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.Installation;
import io.groundwork.testing.ModelStub;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The application is killed while a model speaks: the money that was held is settled by an estimate, and never by nothing. */
class MoneyAfterKillIT {

    private static final int PORT = 18906;

    @Test
    void whatWasHeldForACallIsSettledAfterItsTimeAndNothingStaysReserved() {
        try (ModelStub stub = new ModelStub(PORT)) {
            CountDownLatch killed = new CountDownLatch(1);
            stub.always(reply -> reply.events().piece("It began to answer").await(killed));
            ApiTenant tenant = ApiTenant.create();
            tenant.admin()
                    .put(
                            tenant.path("/models/dear"),
                            json(
                                    "{'provider': 'openai', 'base_url': 'http://127.0.0.1:" + PORT
                                            + "/v1', 'model': 'dear', 'kind': 'base', 'timeouts': {'total_ms': 5000},"
                                            + " 'price': {'currency': 'EUR', 'input_per_mtok': '1000', 'output_per_mtok': '1000'}}"))
                    .expect(200);
            int version = tenant.admin()
                    .post(
                            tenant.path("/policies"),
                            json("{'default': {'mode': 'prompt', 'model': 'dear'}, 'rules': []}"))
                    .expect(201)
                    .json()
                    .getInt("version");
            tenant.admin()
                    .send("POST", tenant.path("/policies/" + version + "/publish"), null)
                    .expect(200);
            tenant.admin()
                    .put(
                            tenant.path("/budgets/all"),
                            json("{'scope': {'tenant': true}, 'period': 'total', 'limit': '10', 'currency': 'EUR'}"))
                    .expect(200);
            Api erin = tenant.employee("erin");
            CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> erin.post(
                    "/v1/chat/completions",
                    json("{'model': 'assistant', 'messages': [{'role': 'user', 'content': 'Say something.'}]}")));
            Installation.eventually(
                    Duration.ofSeconds(30), () -> assertThat(stub.requests()).hasSize(1));
            assertThat(amount(tenant, "reserved")).isPositive();

            Installation.killApplication();
            killed.countDown();
            Installation.run();

            Installation.eventually(Duration.ofSeconds(90), () -> assertThat(amount(tenant, "reserved"))
                    .isZero());
            assertThat(amount(tenant, "spent")).isBetween(new BigDecimal("0.01"), new BigDecimal("1"));
            assertThat(asked).isCompletedExceptionally();
            itsProvidersBillIsBooked(tenant, stub);
        }
    }

    /** What nobody came back to is on the bill by the name that we gave it, and then it is known to the last digit. */
    private static void itsProvidersBillIsBooked(ApiTenant tenant, ModelStub stub) {
        String ours = stub.requests().get(0).headers().get("X-Client-Request-Id");
        JsonObject reconciled = tenant.admin()
                .send(
                        "POST",
                        tenant.path("/invoices?provider=openai&month=" + YearMonth.now(ZoneOffset.UTC)),
                        "text/csv",
                        "client_request_id,amount,currency\n" + ours + ",0.123456789,EUR\n")
                .expect(200)
                .json();
        assertThat(reconciled.getJsonArray("corrected")).hasSize(1);
        assertThat(amount(tenant, "spent")).isEqualByComparingTo("0.123456789");
    }

    private static BigDecimal amount(ApiTenant tenant, String field) {
        JsonObject budget =
                tenant.admin().get(tenant.path("/budgets/all")).expect(200).json();
        return new BigDecimal(budget.getString(field));
    }
}
