package io.groundwork.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.testing.AdapterShelf;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Versions of a fine-tuned model at a server that loads and unloads them while it runs. */
class AdaptersTest {

    @RegisterExtension
    static final RegistryAtAStub shop = new RegistryAtAStub();

    private Registry registry;
    private Adapters adapters;
    private AdapterShelf shelf;
    private ModelSpec spec;

    @BeforeEach
    void aFineTunedModelAtAServer() throws SQLException {
        shelf = new AdapterShelf();
        shop.stub().clear().always(shelf);
        registry = shop.fresh();
        adapters = shop.wired().bean(Adapters.class);
        spec = Registry.vary(shop.spec()).kind(Kind.FINE_TUNED, "llama").spec();
        registry.put("voice", spec);
    }

    private Adapter load(String path, String version) {
        return registry.as(() -> adapters.load(registry.admin, "voice", path, Optional.ofNullable(version)));
    }

    private String asked() {
        return registry.find("voice").orElseThrow().name();
    }

    @Test
    void aVersionIsLoadedUnderAFreshNameAndAskedByIt() {
        Adapter first = load("/adapters/voice", null);
        assertThat(first.name()).matches("voice-1-[0-9a-f]{8}");
        assertThat(shelf.loaded()).containsExactly(first.name());
        assertThat(asked()).isEqualTo(first.name());
        Adapter again = load("/adapters/voice", "1");
        assertThat(again.name())
                .as("one version, loaded twice")
                .matches("voice-1-.*")
                .isNotEqualTo(first.name());
        assertThat(asked()).isEqualTo(again.name());
        assertThat(registry.as(() -> registry.models.test(registry.admin, "voice"))
                        .ok())
                .isTrue();
        assertThat(shop.stub().requests().get(shop.stub().requests().size() - 1).model())
                .isEqualTo(again.name());
    }

    @Test
    void theVersionBeforeStaysUntilItsLastCallMustHaveEnded() {
        Adapter first = load("/adapters/1", "1");
        Adapter second = load("/adapters/2", "2");
        assertThat(shelf.loaded()).containsExactlyInAnyOrder(first.name(), second.name());
        double wait = registry.as(() -> shop.wired()
                .bean(Sql.class)
                .one(
                        "select extract(epoch from due_at - now())::float8 as wait from job where kind = ? and subject = ?",
                        row -> row.real("wait"),
                        AdapterUnloading.KIND,
                        first.id())
                .orElseThrow());
        assertThat(wait).isGreaterThan(spec.timeouts().total().toSeconds());
        assertThat(state(first.id())).isEqualTo(Adapter.State.DRAINING);
        unload(first.id());
        assertThat(shelf.loaded()).containsExactly(second.name());
        assertThat(state(first.id())).isEqualTo(Adapter.State.UNLOADED);
        unload(second.id());
        assertThat(shelf.loaded()).as("what is asked is never unloaded").containsExactly(second.name());
    }

    private void unload(UUID adapter) {
        shop.wired().run(registry.admin, () -> shop.wired()
                .bean(AdapterUnloading.class)
                .run(registry.admin, adapter));
    }

    private Adapter.State state(UUID id) {
        return registry.as(() -> adapters.history(registry.admin, "voice")).stream()
                .filter(adapter -> adapter.id().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void whatTheServerDoesNotLoadIsNotAsked() {
        Adapter first = load("/adapters/1", null);
        assertThatThrownBy(() -> load("/missing/2", null))
                .isInstanceOfSatisfying(Problem.Unavailable.class, refused -> assertThat(
                                refused.text().in(java.util.Locale.ENGLISH))
                        .contains("404"));
        assertThat(asked()).isEqualTo(first.name());
        assertThat(registry.as(() -> adapters.history(registry.admin, "voice"))).hasSize(1);
    }

    @Test
    void takenBackTheModelItselfIsAsked() {
        Adapter first = load("/adapters/1", null);
        takeBack();
        assertThat(asked()).isEqualTo("large-1");
        assertThat(state(first.id())).isEqualTo(Adapter.State.DRAINING);
        assertThatThrownBy(this::takeBack).isInstanceOf(Problem.NotFound.class);
    }

    private void takeBack() {
        shop.wired().run(registry.admin, () -> adapters.unload(registry.admin, "voice"));
    }

    @Test
    void aModelStaysAtTheServerThatHoldsItsAdapters() {
        Adapter first = load("/adapters/1", null);
        ModelSpec elsewhere = Registry.vary(spec)
                .provider(Provider.OPENAI, "https://models.example.com/v1")
                .spec();
        assertThatThrownBy(() -> registry.put("voice", elsewhere)).isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(this::delete).isInstanceOf(Problem.Conflict.class);
        takeBack();
        assertThatThrownBy(this::delete).as("it drains").isInstanceOf(Problem.Conflict.class);
        unload(first.id());
        delete();
        assertThat(registry.find("voice")).isEmpty();
    }

    private void delete() {
        shop.wired().run(registry.admin, () -> registry.models.delete(registry.admin, "voice"));
    }

    @Test
    void onlyAFineTunedModelOfAServerOfOursTakesAdapters() {
        registry.put("base", Registry.vary(spec).kind(Kind.BASE, null).spec());
        assertThatThrownBy(
                        () -> registry.as(() -> adapters.load(registry.admin, "base", "/adapters/1", Optional.empty())))
                .isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> load("", "v 1"))
                .isInstanceOfSatisfying(Problem.Invalid.class, invalid -> assertThat(invalid.fields())
                        .hasSize(2));
        assertThatThrownBy(() -> shop.wired()
                        .as(
                                registry.employee,
                                () -> adapters.load(registry.employee, "voice", "/adapters/1", Optional.empty())))
                .isInstanceOf(Problem.Refused.class);
        assertThat(shop.stub().requests()).isEmpty();
    }
}
