package io.groundwork.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.testing.Polling;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.WebhookReceiver;
import io.groundwork.testing.WebhookReceiver.Received;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages to webhooks: signed as the Standard Webhooks have it, sent until they arrive, put on record. */
class WebhookDeliveryTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int PATIENCE_SECONDS = 60;
    /** More than a node sends at once. */
    private static final int BACKLOG = 24;

    private static final Duration LONGER_THAN_ANY_PAUSE = Duration.ofHours(30);

    private WebhookReceiver receiver;
    private Bureau bureau;
    private Instant now;

    @BeforeEach
    void open() {
        receiver = new WebhookReceiver(0);
        bureau = new Bureau(database, receiver.place());
        now = Instant.now();
    }

    @AfterEach
    void close() throws SQLException {
        receiver.close();
        bureau.close();
    }

    private void later(Duration time) {
        now = now.plus(time);
        bureau.at(now);
    }

    private Delivery only() {
        List<Delivery> all = bureau.deliveries();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void aMessageSaysWhatWasRaisedAndItsReceiverTakesIt() {
        String secret = bureau.webhook("ops", receiver.url("/in?token=x"));
        bureau.raise("company", 80);
        bureau.round();
        assertThat(receiver.received()).hasSize(1);
        Received message = receiver.received().get(0);
        assertThat(message.isTakenBy(secret)).isTrue();
        assertThat(message.isTakenBy(Signature.freshSecret())).isFalse();
        assertThat(message.path()).isEqualTo("/in?token=x");
        assertThat(message.header("webhook-id")).matches("msg_[0-9a-f]{32}");
        assertThat(message.header("content-type")).isEqualTo("application/json");
        JsonObject json = message.json();
        assertThat(json.getString("type")).isEqualTo("budget.threshold");
        JsonObject data = json.getJsonObject("data");
        assertThat(data.getString("tenant")).isEqualTo(bureau.admin.tenantSlug());
        assertThat(data.getString("budget")).isEqualTo("company");
        assertThat(data.getInt("percent")).isEqualTo(80);
        assertThat(data.getString("limit")).isEqualTo("100");
        assertThat(data.getString("spent")).isEqualTo("80.25");
        assertThat(data.getString("currency")).isEqualTo("EUR");
        assertThat(only().state()).isEqualTo("delivered");
        assertThat(only().attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.status()).isEqualTo(204);
            assertThat(attempt.failure()).isNull();
        });
    }

    @Test
    void whoAnswersBadlyIsSentTheSameAgainUntilItAnswersWell() {
        String secret = bureau.webhook("ops", receiver.url("/"));
        receiver.answer(500, 503);
        bureau.raise(1);
        bureau.round();
        bureau.round();
        assertThat(receiver.received()).hasSize(1);
        assertThat(only().nextTry()).hasValueSatisfying(next -> assertThat(next).isAfter(now));
        later(Duration.ofSeconds(6));
        bureau.round();
        later(Duration.ofSeconds(6));
        bureau.round();
        assertThat(receiver.received()).hasSize(2);
        later(Duration.ofMinutes(6));
        bureau.round();
        later(LONGER_THAN_ANY_PAUSE);
        bureau.round();
        assertThat(receiver.received()).hasSize(3).allSatisfy(message -> {
            assertThat(message.isSignedWith(secret)).isTrue();
            assertThat(message.header("webhook-id"))
                    .isEqualTo(receiver.received().get(0).header("webhook-id"));
            assertThat(message.body()).isEqualTo(receiver.received().get(0).body());
        });
        assertThat(only().state()).isEqualTo("delivered");
        assertThat(only().attempts()).extracting(Delivery.Attempt::status).containsExactly(500, 503, 204);
    }

    @Test
    void afterTheLastTryNobodyTriesAgain() {
        bureau.webhook("ops", receiver.url("/"));
        bureau.raise(1);
        for (int i = 0; i < Tries.MOST + 3; i++) {
            receiver.answer(500);
            bureau.round();
            later(LONGER_THAN_ANY_PAUSE);
        }
        assertThat(receiver.received()).hasSize(Tries.MOST);
        assertThat(only().state()).isEqualTo("failed");
        assertThat(only().nextTry()).isEmpty();
    }

    @Test
    void whoIsGoneIsToldNothingMoreUntilAnAdminSetsItAnew() {
        bureau.webhook("ops", receiver.url("/"));
        receiver.answer(500, 410);
        bureau.raise(1);
        bureau.round();
        bureau.raise(2);
        bureau.round();
        assertThat(bureau.webhooks.read(bureau.admin, "ops").disabled()).contains("gone");
        assertThat(bureau.deliveries()).extracting(Delivery::state).containsOnly("failed");
        bureau.raise(3);
        later(LONGER_THAN_ANY_PAUSE);
        bureau.round();
        assertThat(receiver.received()).hasSize(2);
        assertThat(bureau.one("select action from audit_entry where subject = 'ops' and tenant_id = "
                        + bureau.admin.tenant().value() + " order by id desc limit 1"))
                .isEqualTo("webhook.gone");
        bureau.webhooks.put(bureau.admin, "ops", new Webhook.Spec(receiver.url("/"), List.of(), true));
        bureau.raise(4);
        bureau.round();
        assertThat(receiver.received()).hasSize(3);
    }

    @Test
    void aRedirectIsNotFollowed() {
        bureau.webhook("ops", receiver.url("/"));
        receiver.answer(302);
        bureau.raise(1);
        bureau.round();
        assertThat(receiver.received()).extracting(Received::path).containsExactly("/");
        assertThat(only().attempts()).extracting(Delivery.Attempt::failure).containsExactly("redirect");
    }

    @Test
    void aSlowReceiverIsLeftAndKeepsNobodyWaiting() throws Exception {
        bureau.sender.patience = Duration.ofMillis(300);
        CountDownLatch gate = new CountDownLatch(1);
        receiver.hold(gate);
        try (WebhookReceiver quick = new WebhookReceiver(0);
                Bureau node = new Bureau(database, bureau.admin, receiver.place(), quick.place())) {
            node.sender.patience = Duration.ofSeconds(PATIENCE_SECONDS);
            node.webhook("slow", receiver.url("/"));
            node.webhook("quick", quick.url("/"));
            for (int day = 0; day < BACKLOG; day++) {
                node.raise(day);
            }
            ExecutorService threads = Executors.newCachedThreadPool();
            Polling.until(() -> {
                node.round(threads);
                return quick.received().size() == BACKLOG;
            });
            assertThat(receiver.received()).hasSize(1);
            gate.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        }
        CountDownLatch never = new CountDownLatch(1);
        receiver.hold(never);
        bureau.raise(BACKLOG);
        later(DeliveryRows.LEASE.plusSeconds(10));
        bureau.round();
        assertThat(bureau.deliveries().stream().flatMap(delivery -> delivery.attempts().stream()))
                .extracting(Delivery.Attempt::failure)
                .contains("timeout");
    }

    @Test
    void whatANodeWasSendingWhenItDiedIsSentByAnother() {
        bureau.webhook("ops", receiver.url("/"));
        bureau.raise(1);
        bureau.round(sending -> {});
        assertThat(receiver.received()).isEmpty();
        bureau.round();
        later(DeliveryRows.LEASE.minusSeconds(1));
        bureau.round();
        assertThat(receiver.received()).isEmpty();
        later(Duration.ofSeconds(2));
        bureau.round();
        bureau.round();
        assertThat(receiver.received()).hasSize(1);
        assertThat(only().attempts()).hasSize(1);
    }

    @Test
    void ofManyNodesEachAlertIsPassedOnByOneAndEachMessageSentByOne() throws Exception {
        bureau.webhook("a", receiver.url("/a"));
        bureau.webhook("b", receiver.url("/b"));
        bureau.as(bureau.admin, () -> bureau.recipients.put(bureau.admin, List.of("ada@acme.example")));
        List<Bureau> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(new Bureau(database, bureau.admin, receiver.place()));
        }
        for (int day = 0; day < 10; day++) {
            bureau.raise(day);
        }
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        List<Future<?>> all = new ArrayList<>();
        for (Bureau node : nodes) {
            all.add(threads.submit(() -> Polling.until(() -> {
                node.round();
                return receiver.received().size() >= 20;
            })));
        }
        for (Future<?> each : all) {
            each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(receiver.received()).hasSize(20);
        assertThat(receiver.received().stream()
                        .map(message -> message.header("webhook-id"))
                        .distinct())
                .hasSize(20);
        for (Bureau node : nodes) {
            node.close();
        }
    }

    @Test
    void aWebhookIsToldWhatItWants() {
        bureau.webhook("days", receiver.url("/days"), "spending.anomaly");
        bureau.webhook("money", receiver.url("/money"), "budget.exhausted", "budget.threshold");
        bureau.raise(1);
        bureau.raise("company", 100);
        bureau.round();
        assertThat(receiver.received())
                .extracting(Received::path, message -> message.json().getString("type"))
                .containsExactlyInAnyOrder(tuple("/days", "spending.anomaly"), tuple("/money", "budget.exhausted"));
    }

    @Test
    void forADayBothSecretsSign() {
        String first = bureau.webhook("ops", receiver.url("/"));
        String second = bureau.webhooks.rotate(bureau.admin, "ops").secret().orElseThrow();
        assertThat(second).isNotEqualTo(first);
        bureau.raise(1);
        bureau.round();
        assertThat(receiver.received().get(0).isTakenBy(first)).isTrue();
        assertThat(receiver.received().get(0).isTakenBy(second)).isTrue();
        later(Duration.ofHours(25));
        bureau.raise(2);
        bureau.round();
        assertThat(receiver.received().get(1).isSignedWith(first)).isFalse();
        assertThat(receiver.received().get(1).isSignedWith(second)).isTrue();
        assertThat(bureau.webhooks.put(bureau.admin, "ops", new Webhook.Spec(receiver.url("/"), List.of(), true)))
                .satisfies(put -> assertThat(put.secret()).isEmpty());
    }

    @Test
    void aTrialIsSentOnceAndToldAtOnce() {
        String secret = bureau.webhook("ops", receiver.url("/"));
        receiver.answer(500);
        assertThat(bureau.webhooks.test(bureau.admin, "ops"))
                .isEqualTo(new Webhooks.Trial(false, Optional.of(500), Optional.of("status")));
        assertThat(bureau.webhooks.test(bureau.admin, "ops").ok()).isTrue();
        later(LONGER_THAN_ANY_PAUSE);
        bureau.round();
        assertThat(receiver.received()).hasSize(2).allSatisfy(message -> {
            assertThat(message.isTakenBy(secret)).isTrue();
            assertThat(message.json().getString("type")).isEqualTo("webhook.test");
        });
        assertThat(bureau.deliveries()).extracting(Delivery::state).containsExactlyInAnyOrder("failed", "delivered");
    }

    @Test
    void aPlaceThatIsNotOpenedIsNeitherSetNorCalled() throws SQLException {
        bureau.webhook("ops", receiver.url("/"));
        bureau.raise(1);
        try (Bureau closed = new Bureau(database, bureau.admin)) {
            closed.round();
            assertThat(closed.deliveries().get(0).attempts())
                    .extracting(Delivery.Attempt::failure)
                    .containsExactly("private");
            assertThat(closed.webhooks.test(closed.admin, "ops").failure()).contains("private");
        }
        assertThat(receiver.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9/",
                "http://localhost:9/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[fd00::1]/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://0/",
                "http://10.1.2.3/",
                "http://172.16.0.1/",
                "http://192.168.1.1/",
                "http://100.64.0.1/",
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "ftp://example.org/",
                "https://user:pass@example.org/",
                "https://example.org/#part",
                "https:///path",
                "not an address",
            })
    void whereNobodyMayReachNobodyIsTold(String url) {
        assertThatThrownBy(() -> bureau.webhook("ops", url)).isInstanceOf(Problem.Invalid.class);
        assertThat(bureau.webhooks.page(bureau.admin, Page.Request.first(5)).data())
                .isEmpty();
    }

    /** An incoming webhook's address is its secret, from the path on. */
    @Test
    void theTrailTellsWhereAWebhookLeadsAndNotItsAddress() {
        String place = receiver.url("").replaceFirst("/$", "");
        bureau.webhook("ops", receiver.url("/services/T0/B0/hush"));
        Webhook.Spec anew = new Webhook.Spec(receiver.url("/services/T0/B0/hush-hush?token=hush"), List.of(), true);
        bureau.webhooks.put(bureau.admin, "ops", anew);
        bureau.webhooks.remove(bureau.admin, "ops");
        String details =
                bureau.one("select string_agg(action || ' ' || coalesce(detail ->> 'url', ''), ' then ' order by id)"
                        + " from audit_entry where subject = 'ops' and tenant_id = "
                        + bureau.admin.tenant().value());
        assertThat(details)
                .isEqualTo("webhook.created {\"to\": \"" + place + "\", \"from\": null}"
                        + " then webhook.changed changed then webhook.deleted " + place);
    }
}
