package io.groundwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.Installation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away under the running application, and comes back. */
class DatabaseAwayIT {

    private static final Duration SECONDS = Duration.ofSeconds(20);

    private static ApiTenant tenant;
    private static String document;

    @BeforeAll
    static void aTenantWithADocument() {
        tenant = ApiTenant.create();
        tenant.collection("notes", ApiTenant.everyone());
        document = tenant.document("notes", "gate", "The gate", "The north gate is locked at seven in the evening.");
    }

    @AfterEach
    void bringEverythingBack() {
        Installation.run();
    }

    @Test
    void requestsSayToTryAgainWhileItIsAwayAndSucceedSoonAfterItIsBack() {
        Installation.stopDatabase();
        Installation.eventually(SECONDS, () -> {
            Api.Reply reply = tenant.admin().get(tenant.path("/collections"));
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("database_away");
            assertThat(reply.header("Retry-After")).isPresent();
            assertThat(reply.body()).doesNotContainIgnoringCase("postgres").doesNotContain("Exception");
        });
        assertThat(Api.nobody().get("/health/ready").status()).isEqualTo(503);
        assertThat(Api.nobody().get("/health/live").status()).isEqualTo(200);
        Installation.run();
        Installation.eventually(SECONDS, this::theDocumentIsFound);
    }

    @Test
    void aDatabaseKilledOutrightComesBackWithEverythingInIt() {
        Installation.killDatabase();
        Installation.run();
        Installation.eventually(SECONDS, this::theDocumentIsFound);
        tenant.document("notes", "well", "The well", "The well behind the barn is covered in winter.");
    }

    private void theDocumentIsFound() {
        tenant.admin().get("/api/v1/me").expect(200);
        assertThat(tenant.admin()
                        .get("/api/v1/tenants/" + tenant.slug() + "/documents/" + document + "/versions/1/text")
                        .expect(200)
                        .body())
                .contains("north gate");
    }
}
