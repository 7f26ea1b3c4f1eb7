package io.groundwork.model;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.llm.Deadlines;
import io.groundwork.platform.llm.LanguageModels;
import io.groundwork.platform.llm.ProviderAddresses;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The models that every tenant has without anybody's doing: the built-in answerer, and what the environment sets. */
record InstallationModels(List<Model> all, Deadlines timeouts, boolean withKey) {

    private static final String CURRENCY_OF_NOTHING = "EUR";

    static InstallationModels of(Settings settings, LanguageModels models, ProviderAddresses addresses) {
        ConfiguredModel configured = new ConfiguredModel(settings);
        Optional<Model> standard = configured.read(Models.STANDARD, models, addresses);
        String currency = standard.flatMap(Model::price).map(Price::currency).orElse(CURRENCY_OF_NOTHING);
        return new InstallationModels(
                Stream.concat(Stream.of(Model.builtIn(Models.BUILT_IN, currency)), standard.stream())
                        .toList(),
                configured.deadlines(),
                configured.apiKey().isPresent());
    }

    Optional<Model> find(String alias) {
        return all.stream().filter(model -> model.alias().equals(alias)).findFirst();
    }

    /** What the built-in answerer costs, in the currency of the installation. */
    Price free() {
        return find(Models.BUILT_IN).flatMap(Model::price).orElseThrow();
    }

    boolean hasKey(Model model) {
        return withKey && model.client().isPresent();
    }
}
