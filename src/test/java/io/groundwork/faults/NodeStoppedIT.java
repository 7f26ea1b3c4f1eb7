package io.groundwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.Installation;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.Polling;
import io.groundwork.testing.StubScripts;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The application is told to stop while it answers: what it had begun arrives whole, nothing new is begun, and it ends. */
class NodeStoppedIT {

    private static final int PORT = 18901;
    private static final Duration END = Duration.ofSeconds(60);

    private static ModelStub stub;
    private static AskedTenant tenant;

    @BeforeAll
    static void aSlowModel() {
        stub = new ModelStub(PORT);
        tenant = AskedTenant.create();
        tenant.model("slow", "openai", stub.baseUrl(), 8, JsonObject.EMPTY_JSON_OBJECT);
        tenant.route("slow", List.of(), "error");
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    @Test
    void aStreamThatHadBegunComesToItsEnd() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        stub.next(reply -> reply.events()
                .piece("The first half ")
                .await(release)
                .piece("and the second.")
                .finish("stop")
                .usage(10, 0, 6)
                .done());
        CompletableFuture<Api.Reply> stream = CompletableFuture.supplyAsync(() -> tenant.ask(true));
        Polling.until(() -> stub.requests().size() == 1);

        ProcessHandle application = Installation.askApplicationToEnd();
        Polling.until(() -> !Installation.isReady());
        for (boolean asStream : new boolean[] {true, false}) {
            Api.Reply refused = tenant.ask(asStream).expect(503);
            assertThat(refused.code()).isEqualTo("overloaded");
            assertThat(refused.header("Retry-After")).isPresent();
        }
        assertThat(application.isAlive()).isTrue();
        assertThat(stream).isNotDone();

        release.countDown();
        ChatStream whole =
                ChatStream.read(stream.get(30, TimeUnit.SECONDS).expect(200).body());
        assertThat(whole.text()).isEqualTo("The first half and the second.");
        assertThat(whole.done()).isTrue();
        application.onExit().get(END.toSeconds(), TimeUnit.SECONDS);
        assertThat(stub.requests()).hasSize(1);

        Installation.run();
        stub.next(StubScripts.text("Back again."));
        assertThat(ChatStream.read(tenant.ask(true).expect(200).body()).text()).isEqualTo("Back again.");
    }
}
