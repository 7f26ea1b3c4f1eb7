package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What changes when a proxy ends TLS before the application, and tells it so. */
class BehindTlsIT {

    private static ApiTenant tenant;

    @BeforeAll
    static void aTenant() {
        tenant = ApiTenant.create();
    }

    @Test
    void theCookieGoesOverTlsAloneAndTheBrowserIsToldToStayThere() {
        Api.Reply page = signIn("https");
        assertThat(page.header("Set-Cookie").orElseThrow()).contains("Secure", "HttpOnly", "SameSite=");
        assertThat(page.header("Strict-Transport-Security")).isPresent();
    }

    @Test
    void withoutTlsThePagesCanStillBeUsed() {
        Api.Reply page = signIn("http");
        assertThat(page.header("Set-Cookie").orElseThrow()).doesNotContain("Secure");
        assertThat(page.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void linksThatToolsAreGivenLeadThroughTheProxy() {
        Api member = tenant.employee("mira");
        tenant.collection("open", ApiTenant.everyone());
        tenant.document("open", "leave", "Leave", "Employees may take twenty-five days of paid leave a year.");
        JsonObject call = Json.createObjectBuilder()
                .add("jsonrpc", "2.0")
                .add("id", 1)
                .add("method", "tools/call")
                .add(
                        "params",
                        Json.createObjectBuilder()
                                .add("name", "ask")
                                .add(
                                        "arguments",
                                        Json.createObjectBuilder()
                                                .add("question", "How many days of paid leave may employees take?")))
                .build();
        Api.Reply reply = member.send(member.request("/mcp")
                .header("X-Forwarded-Proto", "https")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(call.toString())));
        assertThat(reply.expect(200).body()).contains(Api.url().replace("http://", "https://") + "/t/");
    }

    private static Api.Reply signIn(String scheme) {
        return Api.nobody()
                .send(Api.nobody().request("/t/" + tenant.slug() + "/sign-in").header("X-Forwarded-Proto", scheme));
    }
}
