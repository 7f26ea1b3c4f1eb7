package io.groundwork.routing;

import io.groundwork.model.Kind;
import io.groundwork.model.Model;
import io.groundwork.model.Price;
import io.groundwork.model.Provider;
import io.groundwork.model.Supports;
import io.groundwork.platform.llm.LanguageModel;
import io.groundwork.platform.llm.Prompt;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The models of a tenant that exists in a test alone. */
final class Registry {

    private static final LanguageModel NEVER_ASKED = new LanguageModel() {
        @Override
        public String name() {
            return "never asked";
        }

        @Override
        public Call prepare(Prompt prompt) {
            throw new AssertionError("deciding asks no model");
        }
    };

    private final Map<String, Model> models = new HashMap<>();

    Registry() {
        models.put("built-in", Model.builtIn("built-in", "EUR"));
    }

    Registry base(String alias, String tier) {
        return put(alias, Kind.BASE, tier, null, Model.State.READY, true);
    }

    Registry fineTuned(String alias, String base) {
        return put(alias, Kind.FINE_TUNED, "small", base, Model.State.READY, true);
    }

    /** A frontier model at this price per million tokens. */
    Registry priced(String alias, String input, String output) {
        BigDecimal in = new BigDecimal(input);
        Price price = new Price("EUR", in, in, in, new BigDecimal(output));
        return put(alias, Kind.BASE, "frontier", null, Model.State.READY, Optional.of(price));
    }

    Registry put(String alias, Kind kind, String tier, String base, Model.State state, boolean priced) {
        return put(alias, kind, tier, base, state, priced ? Optional.of(Price.free("EUR")) : Optional.empty());
    }

    private Registry put(String alias, Kind kind, String tier, String base, Model.State state, Optional<Price> price) {
        models.put(
                alias,
                new Model(
                        alias,
                        Provider.OPENAI,
                        alias,
                        Optional.ofNullable(tier),
                        kind,
                        Optional.ofNullable(base),
                        Supports.usual(Provider.OPENAI),
                        price,
                        state,
                        Optional.empty(),
                        Optional.of(NEVER_ASKED)));
        return this;
    }

    /** As a truth table has them: {@code {kind, tier, base, state, price}} by alias. */
    static Registry of(Map<String, Map<String, Object>> table) {
        Registry registry = new Registry();
        table.forEach((alias, model) -> registry.put(
                alias,
                Kind.of((String) model.getOrDefault("kind", "base")).orElseThrow(),
                (String) model.get("tier"),
                (String) model.get("base"),
                Model.State.valueOf(((String) model.getOrDefault("state", "ready")).toUpperCase(Locale.ROOT)),
                !Boolean.FALSE.equals(model.get("price"))));
        return registry;
    }

    Map<String, Model> models() {
        return Map.copyOf(models);
    }
}
