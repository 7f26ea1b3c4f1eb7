package io.groundwork.model;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.llm.AdapterServer;
import io.groundwork.platform.llm.AnthropicEndpoint;
import io.groundwork.platform.llm.LanguageModel;
import io.groundwork.platform.llm.LanguageModels;
import io.groundwork.platform.llm.OpenAiEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The guarded clients of this node, one for each model of each tenant. A client lasts until its model is changed, by
 * whichever node: then the next question finds another revision and a client is made for that one, with a guard that has
 * seen no failure. Calls that began before end as they began.
 */
@ApplicationScoped
class Connections {

    private final Map<Place, Held> held = new ConcurrentHashMap<>();

    private LanguageModels models;
    private ModelKeys keys;
    private GuardSettings settings;
    /** Another one in tests alone. */
    Clock clock = Clock.systemUTC();

    /** @param own whether the tenant put the model itself: the installation's of that alias is another one */
    private record Place(int tenant, String alias, boolean own) {}

    private record Held(long revision, GuardedModel model) {}

    /** For the container's proxies only. */
    protected Connections() {}

    @Inject
    Connections(LanguageModels models, ModelKeys keys, Settings settings) {
        this.models = models;
        this.keys = keys;
        this.settings = GuardSettings.of(settings);
    }

    /** The client of a model of the registry; empty for what is not asked over the network. */
    Optional<GuardedModel> of(Caller caller, StoredModel model) {
        if (!model.provider().remote()) {
            return Optional.empty();
        }
        return Optional.of(
                held(own(caller, model.alias()), model.revision(), model.maxConcurrent(), () -> client(caller, model)));
    }

    /** The client of the installation's model, which every tenant has a guard of its own for. */
    GuardedModel ofInstallation(Caller caller, String alias, LanguageModel client) {
        return held(new Place(caller.tenant().value(), alias, false), 0, ModelSpec.USUAL_CONCURRENT, () -> client);
    }

    void forget(Caller caller, String alias) {
        held.remove(own(caller, alias));
    }

    private static Place own(Caller caller, String alias) {
        return new Place(caller.tenant().value(), alias, true);
    }

    private GuardedModel held(Place place, long revision, int maxConcurrent, Supplier<LanguageModel> client) {
        Held now = held.get(place);
        if (now == null || now.revision() != revision) {
            now = held.compute(
                    place,
                    (key, before) -> before != null && before.revision() >= revision
                            ? before
                            : new Held(
                                    revision,
                                    new GuardedModel(
                                            client.get(), new Guard(place.alias(), maxConcurrent, settings, clock))));
        }
        return now.model();
    }

    private LanguageModel client(Caller caller, StoredModel model) {
        return model.provider() == Provider.ANTHROPIC
                ? models.anthropic(new AnthropicEndpoint(
                        address(model), model.askedName(), keys.open(caller, model), model.timeouts()))
                : models.openAi(endpoint(caller, model));
    }

    /** The server of an OpenAI-compatible model, for its adapters. */
    AdapterServer server(Caller caller, StoredModel model) {
        return models.adapters(endpoint(caller, model));
    }

    private OpenAiEndpoint endpoint(Caller caller, StoredModel model) {
        return new OpenAiEndpoint(address(model), model.askedName(), keys.open(caller, model), model.timeouts());
    }

    private static URI address(StoredModel model) {
        return URI.create(model.baseUrl().orElseThrow());
    }
}
