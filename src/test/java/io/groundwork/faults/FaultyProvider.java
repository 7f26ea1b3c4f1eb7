package io.groundwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.FaultProxy;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.StubScripts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A provider behind a network that does what a test wants, another one that is well, and a tenant that asks both. Before each
 * test all is well again. Use it as {@code @RegisterExtension static final FaultyProvider provider = new FaultyProvider();}.
 */
final class FaultyProvider implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    static final String SOUND = "One two three four five six seven eight nine ten.";
    static final String OTHER = "Eleven, said the other model.";
    static final String BACKUP = "backup";
    private static final int PORT = 18901;
    private static final int BACKUP_PORT = 18902;

    private ModelStub stub;
    private FaultProxy proxy;
    private ModelStub backup;
    private AskedTenant tenant;
    private int aliases;
    private volatile CountDownLatch shown;

    @Override
    public void beforeAll(ExtensionContext context) {
        stub = new ModelStub();
        proxy = new FaultProxy(PORT, stub.port());
        backup = new ModelStub(BACKUP_PORT);
        tenant = AskedTenant.create();
        tenant.model(BACKUP, "openai", backup.baseUrl(), 8, JsonObject.EMPTY_JSON_OBJECT);
    }

    /** Nothing is wrong any more, and nothing was asked yet. */
    @Override
    public void beforeEach(ExtensionContext context) {
        shown = new CountDownLatch(1);
        proxy.pass();
        stub.clear().always(StubScripts.text(SOUND));
        backup.clear().always(StubScripts.text(OTHER, 30, 0, 5));
    }

    ModelStub stub() {
        return stub;
    }

    FaultProxy proxy() {
        return proxy;
    }

    ModelStub backup() {
        return backup;
    }

    AskedTenant tenant() {
        return tenant;
    }

    /** Open once the first words were shown. */
    CountDownLatch shown() {
        return shown;
    }

    /** The provider's address, through the network. */
    URI base() {
        return URI.create("http://" + proxy.place() + "/v1");
    }

    /** A fresh name for the provider's model, so that what failed before has no say in whether it is asked. */
    String fresh() {
        aliases++;
        return "primary-" + aliases;
    }

    /** Registers the provider's model under a fresh name and sends every question to it. */
    String asked(String provider, int maxConcurrent, List<String> fallbacks) {
        String alias = fresh();
        tenant.model(alias, provider, base(), maxConcurrent, JsonObject.EMPTY_JSON_OBJECT);
        tenant.route(alias, fallbacks, "error");
        return alias;
    }

    String broken(Fault fault, List<String> fallbacks, String onBreak) {
        String alias = fresh();
        tenant.model(alias, "openai", fault.base(this), 8, fault.limits());
        tenant.route(alias, fallbacks, onBreak);
        fault.arrange(this);
        return alias;
    }

    /** Asks for the whole answer, and lets a fault strike where it will. */
    Api.Reply whole() {
        shown.countDown();
        return tenant.ask(false);
    }

    /** Asks for a stream, and lets a fault strike as soon as the first words are there. */
    Api.Reply streamed() {
        return tenant.askAndWatch(line -> {
            if (line.contains("Half")) {
                shown.countDown();
            }
        });
    }

    void billed(Fault fault, int others) {
        assertThat(stub.bills()).as("calls that the primary charges for").hasSize(fault.bills());
        assertThat(backup.bills()).as("calls that the backup charges for").hasSize(others);
    }

    /** Demands that the answer says that the other model gave it, and why. */
    static void degraded(JsonObject groundwork, String reason, String from) {
        assertThat(groundwork.getJsonObject("degraded"))
                .isEqualTo(Json.createObjectBuilder()
                        .add("reason", reason)
                        .add("from", from)
                        .add("to", BACKUP)
                        .build());
        assertThat(groundwork.getString("model")).isEqualTo(BACKUP);
    }

    static JsonObject groundwork(Api.Reply reply) {
        return reply.expect(200).json().getJsonObject("groundwork");
    }

    static String content(Api.Reply reply) {
        return reply.expect(200)
                .json()
                .getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getString("content");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        proxy.close();
        stub.close();
        backup.close();
    }
}
