package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.Installation;
import io.groundwork.testing.MailReceiver;
import io.groundwork.testing.SpendingTenant;
import io.groundwork.testing.WebhookReceiver;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Notices of a running installation: raised by questions, told to a program and by mail, and listed. */
class NoticesIT {

    private static final int RECEIVER = 18901;
    /** Where the installation under test has its mail server. */
    private static final int MAIL = 18902;

    private static final int MODEL = 18908;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static WebhookReceiver receiver;
    private static MailReceiver mail;
    private static SpendingTenant tenant;

    @BeforeAll
    static void open() {
        receiver = new WebhookReceiver(RECEIVER);
        mail = new MailReceiver(MAIL, how -> how);
        tenant = new SpendingTenant(MODEL);
    }

    @AfterAll
    static void close() {
        tenant.close();
        mail.close();
        receiver.close();
    }

    private static List<WebhookReceiver.Received> told(String path) {
        return receiver.received().stream()
                .filter(message -> message.path().equals(path))
                .toList();
    }

    private static JsonObject get(String path) {
        return tenant.api().admin().get(tenant.api().path(path)).expect(200).json();
    }

    private static List<JsonObject> list(String path) {
        return get(path).getJsonArray("data").getValuesAs(JsonObject.class);
    }

    private static Api.Reply put(String path, JsonObject body) {
        return tenant.api().admin().put(tenant.api().path(path), body);
    }

    private static JsonObject hook(String url, String... events) {
        JsonArrayBuilder wanted = Json.createArrayBuilder();
        for (String event : events) {
            wanted.add(event);
        }
        return Json.createObjectBuilder().add("url", url).add("events", wanted).build();
    }

    @Test
    void whatIsSpentIsToldOnceToAProgramThatAnswersTheSecondTimeAndByMail() {
        String secret = put("/webhooks/ops", hook(receiver.url("/in")))
                .expect(200)
                .json()
                .getString("secret");
        JsonObject recipients = Json.createObjectBuilder()
                .add("recipients", Json.createArrayBuilder().add("ada@acme.example"))
                .build();
        assertThat(put("/notice-mail", recipients).expect(200).json().getBoolean("mail_server"))
                .isTrue();
        receiver.answer(500);
        tenant.budget("company", "1", 50, 100);
        tenant.spend(600).expect(200);
        Installation.eventually(PATIENCE, () -> {
            assertThat(told("/in")).hasSize(2);
            assertThat(mail.received()).hasSize(1);
            assertThat(list("/deliveries?webhook=ops")).singleElement().satisfies(delivery -> assertThat(
                            delivery.getString("state"))
                    .isEqualTo("delivered"));
        });
        assertThat(told("/in")).allSatisfy(message -> {
            assertThat(message.isTakenBy(secret)).isTrue();
            assertThat(message.header("webhook-id"))
                    .isEqualTo(told("/in").get(0).header("webhook-id"));
            assertThat(message.json().getString("type")).isEqualTo("budget.threshold");
            assertThat(message.json().getJsonObject("data").getString("spent")).isEqualTo("0.6");
            assertThat(message.body()).doesNotContain("Say something", "erin", secret);
        });
        assertThat(list("/deliveries?webhook=ops")
                        .get(0)
                        .getJsonArray("attempts")
                        .getValuesAs(JsonObject.class))
                .extracting(attempt -> attempt.getInt("status"))
                .containsExactly(500, 204);
        JsonObject alert = list("/alerts").get(0);
        assertThat(alert.getString("budget")).isEqualTo("company");
        assertThat(alert.getInt("percent")).isEqualTo(50);
        assertThat(alert.getBoolean("read")).isFalse();
        assertThat(reached("company")).containsExactly(50);
        tenant.spend(310).expect(200);
        tenant.ask().expect(429);
        tenant.ask().expect(429);
        Installation.eventually(PATIENCE, () -> assertThat(told("/in")).hasSize(3));
        assertThat(told("/in").get(2).json().getString("type")).isEqualTo("budget.exhausted");
        assertThat(reached("company")).containsExactly(50, 100);
        assertThat(list("/alerts")).hasSize(2);
        tenant.api()
                .admin()
                .post(tenant.api().path("/alerts/read"), JsonValue.EMPTY_JSON_OBJECT)
                .expect(204);
        assertThat(list("/alerts"))
                .allSatisfy(each -> assertThat(each.getBoolean("read")).isTrue());
    }

    private static List<Integer> reached(String budget) {
        return get("/budgets/" + budget).getJsonArray("alerts_reached").getValuesAs(JsonNumber::intValue);
    }

    @Test
    void aWebhookIsSetListedTriedGivenANewSecretAndTakenAway() {
        JsonObject made = put("/webhooks/other", hook(receiver.url("/other"), "spending.anomaly"))
                .expect(200)
                .json();
        String secret = made.getString("secret");
        assertThat(secret).startsWith("whsec_");
        JsonObject again =
                put("/webhooks/other", hook(receiver.url("/other"))).expect(200).json();
        assertThat(again.containsKey("secret")).isFalse();
        assertThat(get("/webhooks/other").toString()).doesNotContain("whsec");
        assertThat(get("/webhooks").toString()).contains("other").doesNotContain("whsec");
        Api admin = tenant.api().admin();
        String address = tenant.api().path("/webhooks/other");
        assertThat(admin.send("POST", address + "/test", null)
                        .expect(200)
                        .json()
                        .getBoolean("ok"))
                .isTrue();
        String next =
                admin.send("POST", address + "/secret", null).expect(200).json().getString("secret");
        assertThat(next).isNotEqualTo(secret);
        assertThat(told("/other")).singleElement().satisfies(message -> assertThat(message.isTakenBy(secret))
                .isTrue());
        admin.delete(address).expect(204);
        admin.get(address).expect(404);
        admin.send("POST", address + "/test", null).expect(404);
    }

    @Test
    void whatCannotBeToldIsRefusedFieldByField() {
        assertThat(put("/webhooks/bad", hook("http://127.0.0.1:22/", "everything"))
                        .expect(400)
                        .json()
                        .getJsonArray("errors")
                        .getValuesAs(JsonObject.class))
                .extracting(field -> field.getString("field"))
                .containsExactlyInAnyOrder("url", "events");
        for (String url :
                List.of("http://169.254.169.254/", "http://localhost/", "http://[::1]/", "ftp://acme.example/")) {
            put("/webhooks/bad", hook(url)).expect(400);
        }
        for (String address : List.of("ada", "a@b.c\r\nBcc: eve@evil.example", "Ada <a@b.c>")) {
            JsonObject recipients = Json.createObjectBuilder()
                    .add("recipients", Json.createArrayBuilder().add(address))
                    .build();
            put("/notice-mail", recipients).expect(400);
        }
    }

    @Test
    void onlyTheTenantsOwnAdminsSeeAndSetThem() {
        ApiTenant other = ApiTenant.create();
        for (String path : List.of("/alerts", "/webhooks", "/deliveries", "/notice-mail")) {
            tenant.employee().get(tenant.api().path(path)).expect(403);
            other.admin().get(tenant.api().path(path)).expect(404);
        }
        tenant.employee()
                .put(tenant.api().path("/webhooks/x"), hook(receiver.url("/")))
                .expect(403);
        tenant.employee()
                .post(tenant.api().path("/alerts/read"), JsonValue.EMPTY_JSON_OBJECT)
                .expect(403);
    }
}
