package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** A POST that was sent twice with one key is done once. */
class RepeatedRequestsIT {

    private final ApiTenant tenant = ApiTenant.create();

    @Test
    void theSameRequestGetsTheSameReplyAndIsDoneOnce() {
        String body = "{\"name\":\"once\"}";
        Api.Reply first =
                keyed(tenant.admin(), tenant.path("/groups"), "k1", body).expect(201);
        Api.Reply second =
                keyed(tenant.admin(), tenant.path("/groups"), "k1", body).expect(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.header("Idempotent-Replayed")).contains("true");
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        keyed(tenant.admin(), tenant.path("/groups"), "k2", "{\"name\":\"one\"}")
                .expect(201);
        Api.Reply reused = keyed(tenant.admin(), tenant.path("/groups"), "k2", "{\"name\":\"two\"}")
                .expect(422);
        assertThat(reused.code()).isEqualTo("key_reused");
    }

    @Test
    void aKeyThatIsShownOnceIsShownAgainOnlyToTheSameRequest() {
        String body = "{\"username\":\"admin\",\"name\":\"retried\"}";
        Api.Reply first =
                keyed(tenant.admin(), tenant.path("/keys"), "k3", body).expect(201);
        Api.Reply second =
                keyed(tenant.admin(), tenant.path("/keys"), "k3", body).expect(201);
        assertThat(second.json().getString("secret")).isEqualTo(first.json().getString("secret"));
    }

    @Test
    void theOperatorsRequestsAreRepeatedLikeAllOthers() {
        String slug = Api.fresh("again");
        String body = "{\"slug\":\"" + slug
                + "\",\"name\":\"Again\",\"admin\":{\"username\":\"a\",\"email\":\"a@again.example\"}}";
        Api.Reply first = keyed(Api.operator(), "/api/v1/tenants", slug, body).expect(201);
        Api.Reply second = keyed(Api.operator(), "/api/v1/tenants", slug, body).expect(201);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void anUploadWithAKeyIsTakenOnce() {
        tenant.collection("things", ApiTenant.everyone());
        String line = "{\"external_id\":\"e\",\"title\":\"E\",\"text\":\"The kettle is descaled every Friday.\"}\n";
        String path = tenant.path("/collections/things/documents/bulk");
        Api.Reply first =
                keyed(tenant.admin(), path, "application/x-ndjson", "k5", line).expect(202);
        Api.Reply second =
                keyed(tenant.admin(), path, "application/x-ndjson", "k5", line).expect(202);
        assertThat(second.body()).isEqualTo(first.body());
    }

    private static Api.Reply keyed(Api caller, String path, String key, String body) {
        return keyed(caller, path, "application/json", key, body);
    }

    private static Api.Reply keyed(Api caller, String path, String type, String key, String body) {
        return caller.send(caller.request(path)
                .header("Content-Type", type)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
