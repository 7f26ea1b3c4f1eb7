package io.groundwork.model;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.llm.LanguageModels;
import io.groundwork.platform.llm.ProviderAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The models of a tenant. Without any setting there is one, the built-in answerer; a language model that the operator sets
 * becomes the one that answers, and the built-in one steps in when it cannot.
 */
@ApplicationScoped
public class Models {

    /** The name under which the tenant's policy decides which model answers. */
    public static final String ASSISTANT = "assistant";

    public static final String BUILT_IN = "built-in";
    public static final String STANDARD = "standard";
    private static final String CURRENCY_OF_NOTHING = "EUR";

    private Model builtIn;
    private Optional<Model> configured;

    /** For the container's proxies only. */
    protected Models() {}

    @Inject
    public Models(Settings settings, LanguageModels models, ProviderAddresses addresses) {
        configured = new ConfiguredModel(settings).read(STANDARD, models, addresses);
        String currency = configured.flatMap(Model::price).map(Price::currency).orElse(CURRENCY_OF_NOTHING);
        builtIn = Model.builtIn(BUILT_IN, currency);
    }

    /** Reads the settings at the start, so that a wrong one stops it rather than the first question. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        open(null);
    }

    /** All models of the caller's tenant, by alias. */
    public List<Model> all(Caller caller) {
        return Stream.concat(Stream.of(builtIn), configured.stream()).toList();
    }

    /** One of the caller's tenant's models. */
    public Optional<Model> find(Caller caller, String alias) {
        return all(caller).stream().filter(model -> model.alias().equals(alias)).findFirst();
    }

    /** The aliases that the caller may name, {@link #ASSISTANT} first. */
    public List<String> open(Caller caller) {
        return Stream.concat(Stream.of(ASSISTANT, BUILT_IN), configured.map(Model::alias).stream())
                .toList();
    }

    /** Who answers under this alias; empty where the caller has no such model. */
    public Optional<ModelChoice> choose(Caller caller, String alias) {
        return switch (alias) {
            case ASSISTANT ->
                Optional.of(configured
                        .map(model -> new ModelChoice(model, Optional.of(builtIn)))
                        .orElse(new ModelChoice(builtIn, Optional.empty())));
            case BUILT_IN -> Optional.of(new ModelChoice(builtIn, Optional.empty()));
            case STANDARD -> configured.map(model -> new ModelChoice(model, Optional.empty()));
            default -> Optional.empty();
        };
    }
}
