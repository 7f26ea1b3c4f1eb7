package io.groundwork.faults;

import static io.groundwork.faults.FaultyProvider.BACKUP;
import static io.groundwork.faults.FaultyProvider.OTHER;
import static io.groundwork.faults.FaultyProvider.SOUND;
import static io.groundwork.faults.FaultyProvider.content;
import static io.groundwork.faults.FaultyProvider.degraded;
import static io.groundwork.faults.FaultyProvider.groundwork;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.StubScripts;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of a question when its model's provider fails: a status of its own, an error event or another model's answer
 * with a notice; never a silent cut, and never a second call to the same provider.
 */
class ProviderFaultsIT {

    @RegisterExtension
    static final FaultyProvider provider = new FaultyProvider();

    static Stream<Fault> inMidst() {
        return Stream.of(Fault.values()).filter(Fault::inMidst);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnotherModelItIsAStatus(Fault fault) {
        provider.broken(fault, List.of(), "error");
        Api.Reply reply = provider.whole().expect(fault.status());
        assertThat(reply.code()).isEqualTo(fault.code());
        assertThat(reply.body()).doesNotContain(Fault.HIDDEN);
        provider.billed(fault, 0);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnotherModelAStreamEndsInAnErrorAndNotInSilence(Fault fault) {
        provider.broken(fault, List.of(), "error");
        Api.Reply reply = provider.streamed();
        if (reply.status() == 200) {
            ChatStream stream = ChatStream.read(reply.body());
            brokeOff(stream, fault);
            assertThat(stream.text().isEmpty()).isEqualTo(!fault.inMidst());
        } else {
            assertThat(fault.inMidst()).isFalse();
            assertThat(reply.expect(fault.status()).code()).isEqualTo(fault.code());
        }
        assertThat(reply.body()).doesNotContain(Fault.HIDDEN);
        provider.billed(fault, 0);
    }

    private static void brokeOff(ChatStream stream, Fault fault) {
        assertThat(stream.done()).isFalse();
        assertThat(stream.error().orElseThrow().getString("code")).isEqualTo(fault.code());
    }

    @ParameterizedTest
    @EnumSource
    void withAnotherModelThatOneAnswers(Fault fault) {
        String alias = provider.broken(fault, List.of(BACKUP), "error");
        Api.Reply reply = provider.whole();
        assertThat(content(reply)).isEqualTo(OTHER);
        degraded(groundwork(reply), fault.reason(), alias);
        provider.billed(fault, 1);
    }

    @ParameterizedTest
    @EnumSource
    void withAnotherModelAStreamIsThatOnesUnlessWordsWereShown(Fault fault) {
        String alias = provider.broken(fault, List.of(BACKUP), "error");
        ChatStream stream = ChatStream.read(provider.streamed().expect(200).body());
        if (fault.inMidst()) {
            brokeOff(stream, fault);
        } else {
            assertThat(stream.done()).isTrue();
            assertThat(stream.text()).isEqualTo(OTHER);
            degraded(stream.groundwork(), fault.reason(), alias);
        }
        provider.billed(fault, fault.inMidst() ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("inMidst")
    void whereThePolicySaysSoAStreamIsBegunAgainWithANotice(Fault fault) {
        String alias = provider.broken(fault, List.of(BACKUP), "restart");
        ChatStream stream = ChatStream.read(provider.streamed().expect(200).body());
        assertThat(stream.done()).isTrue();
        assertThat(stream.error()).isEmpty();
        assertThat(stream.text()).startsWith("Half").contains("another model").endsWith(OTHER);
        degraded(stream.groundwork(), fault.reason(), alias);
        provider.billed(fault, 1);
    }

    @Test
    void theBuiltInAnswererIsAFallbackToo() {
        provider.broken(Fault.BROKEN, List.of("built-in"), "error");
        JsonObject groundwork = groundwork(provider.whole());
        assertThat(groundwork.getString("model")).isEqualTo("built-in");
        assertThat(groundwork.getJsonObject("degraded").getString("reason")).isEqualTo("provider_error");
    }

    @Test
    void anAnswerWhoseFinishWasToldIsWholeWithoutItsLastEvent() {
        provider.asked("openai", 8, List.of());
        provider.stub()
                .always(reply -> reply.events().piece("Whole.").finish("stop").raw(Fault.LAST_CHUNK));
        ChatStream stream = ChatStream.read(provider.streamed().expect(200).body());
        assertThat(stream.done()).isTrue();
        assertThat(stream.text()).isEqualTo("Whole.");
        assertThat(stream.groundwork().get("degraded")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void theOtherKindOfProviderFailsAndAnswersAlike() {
        String alias = provider.asked("anthropic", 8, List.of(BACKUP));
        ChatStream stream = ChatStream.read(provider.streamed().expect(200).body());
        assertThat(stream.text()).isEqualTo(SOUND);
        assertThat(stream.done()).isTrue();

        provider.stub().clear().always(reply -> reply.events()
                .messageStart(9, 0, 0)
                .anthropic(
                        "error", "{\"error\":{\"type\":\"overloaded_error\",\"message\":\"" + Fault.HIDDEN + "\"}}"));
        ChatStream other = ChatStream.read(provider.streamed().expect(200).body());
        assertThat(other.text()).isEqualTo(OTHER);
        degraded(other.groundwork(), "provider_limited", alias);
        assertThat(provider.stub().bills()).hasSize(1);
    }

    @Test
    void manyLongLinesAtOnceDoNoHarm() {
        provider.asked("openai", 32, List.of(BACKUP));
        provider.stub().always(reply -> Fault.tenMegabytes(reply.events()));
        List<CompletableFuture<Api.Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            replies.add(CompletableFuture.supplyAsync(() -> provider.tenant().ask(false)));
        }
        replies.forEach(reply -> assertThat(reply.join().status()).isIn(200, 503));
        provider.stub().clear().always(StubScripts.text(SOUND));
        provider.asked("openai", 8, List.of());
        assertThat(content(provider.whole())).isEqualTo(SOUND);
    }
}
