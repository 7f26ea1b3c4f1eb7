package io.groundwork.faults;

import static io.groundwork.faults.FaultyProvider.BACKUP;
import static io.groundwork.faults.FaultyProvider.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.StubReply;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A right is taken away while the first model is at work: the model that steps in is not given what it had opened. */
class RevokedMeanwhileIT {

    private static final String QUESTION = "How many lanterns hang in the lighthouse?";
    private static final String INSIDE = "There are 27 lanterns in the upper gallery of the lighthouse.";
    private static final String OPEN = "There are 4 lanterns at the entrance of the lighthouse.";
    private static final String MEMBERSHIP = "/groups/insiders/members/asker";

    @RegisterExtension
    static final FaultyProvider provider = new FaultyProvider();

    private static ApiTenant tenant;

    @BeforeAll
    static void documentsForFewAndForAll() {
        tenant = provider.tenant().tenant();
        tenant.group("insiders");
        tenant.collection("inside", ApiTenant.groupOnly("insiders"));
        tenant.collection("open", ApiTenant.everyone());
        tenant.document("inside", "upper", "Upper gallery", INSIDE);
        tenant.document("open", "entrance", "Entrance", OPEN);
    }

    @BeforeEach
    void mayReadBoth() {
        tenant.admin()
                .put(tenant.path(MEMBERSHIP), JsonObject.EMPTY_JSON_OBJECT)
                .expect(204);
    }

    private static String asked(String onBreak) {
        String alias = provider.asked("openai", 8, List.of(BACKUP));
        provider.tenant().route("rag", alias, List.of(BACKUP), onBreak);
        return alias;
    }

    private static void takeAway() {
        tenant.admin().delete(tenant.path(MEMBERSHIP)).expect(204);
    }

    private static void toldOnlyWhatIsOpen() {
        assertThat(told(provider.stub())).contains(INSIDE, OPEN);
        assertThat(told(provider.backup())).contains(OPEN).doesNotContain(INSIDE);
    }

    private static String told(ModelStub stub) {
        assertThat(stub.requests()).hasSize(1);
        return stub.requests().get(0).texts().toString();
    }

    @Test
    void whoStepsInSilentlyIsNotGivenIt() {
        String alias = asked("error");
        provider.stub().always(reply -> {
            takeAway();
            reply.status(500, "{}");
        });
        Api.Reply reply = provider.tenant().ask(QUESTION, false);
        toldOnlyWhatIsOpen();
        FaultyProvider.degraded(FaultyProvider.groundwork(reply), "provider_error", alias);
        assertThat(FaultyProvider.groundwork(reply).getJsonArray("citations").toString())
                .doesNotContain(INSIDE);
    }

    @Test
    void whoBeginsAgainIsNotGivenIt() {
        asked("restart");
        provider.stub().always(RevokedMeanwhileIT::breakOff);
        ChatStream stream = ChatStream.read(
                provider.tenant().ask(QUESTION, true).expect(200).body());
        toldOnlyWhatIsOpen();
        assertThat(stream.done()).isTrue();
        assertThat(stream.text()).startsWith("There are").endsWith(OTHER);
    }

    private static void breakOff(StubReply reply) throws IOException {
        reply.events().piece("There are ");
        takeAway();
        reply.event("{not json").done();
    }
}
