package io.groundwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.Installation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The application is killed in the middle of an ingestion; started again, it finishes it: nothing lost, nothing doubled. */
class ApplicationKilledIT {

    private static final int DOCUMENTS = 60;
    private static final String PARAGRAPH =
            "Shed %d holds the spare parts of pump %d. The key hangs beside the door of the office, and whoever takes it"
                    + " signs the list. Parts are counted in March and in September, and missing ones are reported at once. ";

    @Test
    void anIngestionGoesOnWhereItWasKilled() {
        ApiTenant tenant = ApiTenant.create();
        tenant.collection("sheds", ApiTenant.everyone());
        String ingestion = tenant.admin()
                .send("POST", tenant.path("/collections/sheds/documents/bulk"), "application/x-ndjson", sheds())
                .expect(202)
                .json()
                .getString("ingestion_id");
        Installation.eventually(Duration.ofSeconds(60), () -> assertThat(
                        progress(tenant, ingestion).getInt("documents_done"))
                .isPositive());
        assertThat(progress(tenant, ingestion).getInt("documents_done")).isLessThan(DOCUMENTS);

        Installation.killApplication();
        Installation.run();

        JsonObject end = tenant.finished(ingestion);
        assertThat(end.getString("state")).isEqualTo("succeeded");
        assertThat(end.getInt("documents_done")).isEqualTo(DOCUMENTS);
        List<JsonObject> documents = tenant.admin()
                .get(tenant.path("/collections/sheds/documents?limit=500"))
                .expect(200)
                .json()
                .getJsonArray("data")
                .getValuesAs(JsonObject.class);
        assertThat(documents).hasSize(DOCUMENTS).allSatisfy(document -> {
            assertThat(document.getString("state")).isEqualTo("ready");
            assertThat(document.getInt("version")).isEqualTo(1);
        });
        assertThat(documents.stream().map(document -> document.getString("external_id")))
                .doesNotHaveDuplicates();
        assertThat(passagesAbout(tenant)).doesNotHaveDuplicates().isNotEmpty();
    }

    /** The places of all passages that a wide search finds: one that was indexed twice would stand here twice. */
    private static List<String> passagesAbout(ApiTenant tenant) {
        return tenant
                .admin()
                .post(
                        "/api/v1/search",
                        Json.createObjectBuilder()
                                .add("query", "spare parts of the pump in the shed")
                                .add("top_k", 100)
                                .build())
                .expect(200)
                .json()
                .getJsonArray("hits")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(hit -> hit.getString("document_id") + " " + hit.getInt("start"))
                .toList();
    }

    private static JsonObject progress(ApiTenant tenant, String ingestion) {
        return tenant.admin()
                .get(tenant.path("/ingestions/" + ingestion))
                .expect(200)
                .json();
    }

    private static String sheds() {
        return IntStream.range(0, DOCUMENTS)
                .mapToObj(shed -> Json.createObjectBuilder()
                        .add("external_id", "shed-" + shed)
                        .add("title", "Shed " + shed)
                        .add("text", PARAGRAPH.formatted(shed, shed * 7).repeat(25))
                        .build()
                        .toString())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
