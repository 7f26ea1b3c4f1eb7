package io.groundwork.model.web;

import io.groundwork.model.FurtherPrices;
import io.groundwork.model.KeyChange;
import io.groundwork.model.Kind;
import io.groundwork.model.Model;
import io.groundwork.model.ModelDetail;
import io.groundwork.model.ModelSpec;
import io.groundwork.model.Models;
import io.groundwork.model.NewPrice;
import io.groundwork.model.Provider;
import io.groundwork.model.Supports;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Deadlines;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form of a model, filled with what it is, or with what is usual for a new one. Values go by the API's names. */
@Named
@RequestScoped
public class ModelForm {

    private static final String KEY = "api_key";
    private static final String KEPT_KEY = "kept_key";
    private static final String CURRENCY = "price_currency";
    private static final String INPUT = "price_input_per_mtok";
    private static final String OUTPUT = "price_output_per_mtok";

    @Inject
    private Models models;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    @Inject
    private TypedKey typedKey;

    private final Map<String, Object> values = new HashMap<>();
    private final Fields fields = new Fields(values);
    private boolean hasKey;

    @PostConstruct
    void load() {
        values.put("provider", Provider.OPENAI.word());
        values.put("kind", Kind.BASE.word());
        values.put(CURRENCY, "EUR");
        limits(Supports.usual(Provider.OPENAI), Deadlines.USUAL, ModelSpec.USUAL_CONCURRENT);
        here.parameter("alias").ifPresent(alias -> fill(models.read(caller.get(), alias)));
    }

    private void fill(ModelDetail detail) {
        Model model = detail.model();
        hasKey = detail.hasKey();
        values.put("provider", model.provider().word());
        values.put("base_url", detail.baseUrl().orElse(""));
        values.put("model", model.provider().remote() ? detail.name() : "");
        values.put("kind", model.kind().word());
        values.put("base", model.base().orElse(""));
        values.put("tier", model.tier().orElse(""));
        values.put("disabled", detail.disabled());
        values.put("retires_on", model.retiresOn().map(Object::toString).orElse(""));
        model.price().ifPresent(price -> values.put(CURRENCY, price.currency()));
        limits(model.supports(), detail.timeouts(), detail.maxConcurrent());
    }

    private void limits(Supports supports, Deadlines timeouts, int concurrent) {
        values.put("supports_context_tokens", supports.contextTokens());
        values.put("supports_tools", supports.tools());
        values.put("supports_json_schema", supports.jsonSchema());
        values.put("supports_seed", supports.seed());
        values.put("supports_temperature", supports.temperature());
        values.put("timeouts_connect_ms", timeouts.connect().toMillis());
        values.put("timeouts_first_token_ms", timeouts.firstToken().toMillis());
        values.put("timeouts_idle_ms", timeouts.idle().toMillis());
        values.put("timeouts_total_ms", timeouts.total().toMillis());
        values.put("max_concurrent", concurrent);
    }

    public Map<String, Object> getValues() {
        return values;
    }

    public boolean isHasKey() {
        return hasKey;
    }

    public Provider[] getProviders() {
        return Provider.values();
    }

    public Kind[] getKinds() {
        return Kind.values();
    }

    /**
     * The alias that was typed.
     *
     * @throws Problem.Invalid if it is taken: adding a model must not replace one
     */
    String newAlias(List<Model> all) {
        String alias =
                fields.text("alias").orElseThrow(() -> Problem.Invalid.field("alias", "platform.field_required"));
        if (all.stream().anyMatch(model -> model.alias().equals(alias))) {
            throw Problem.Invalid.field("alias", "model.alias_taken", alias);
        }
        return alias;
    }

    ModelSpec spec() {
        Provider provider = Provider.of(fields.text("provider").orElse(""))
                .orElseThrow(() -> Problem.Invalid.field("provider", "model.provider_form"));
        return new ModelSpec(
                provider,
                provider.remote() ? fields.text("base_url") : Optional.empty(),
                fields.text("model"),
                key(),
                fields.text("tier"),
                Kind.of(fields.text("kind").orElse("")).orElse(Kind.BASE),
                fields.text("base"),
                supports(),
                price(),
                timeouts(),
                fields.number("max_concurrent"),
                fields.flag("disabled"),
                fields.day("retires_on"));
    }

    private KeyChange key() {
        return fields.flag("remove_key")
                ? KeyChange.REMOVE
                : fields.text(KEY)
                        .or(() -> fields.text(KEPT_KEY).map(typedKey::opened))
                        .map(KeyChange::to)
                        .orElse(KeyChange.KEEP);
    }

    private Supports supports() {
        return new Supports(
                fields.flag("supports_tools"),
                fields.flag("supports_json_schema"),
                fields.flag("supports_seed"),
                fields.flag("supports_temperature"),
                fields.number("supports_context_tokens"));
    }

    private Deadlines timeouts() {
        return new Deadlines(
                millis("timeouts_connect_ms"),
                millis("timeouts_first_token_ms"),
                millis("timeouts_idle_ms"),
                millis("timeouts_total_ms"));
    }

    private Duration millis(String field) {
        return Duration.ofMillis(fields.number(field));
    }

    /** A further price; none where no amount was typed. */
    private Optional<NewPrice> price() {
        if (fields.text(INPUT).isEmpty() && fields.text(OUTPUT).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NewPrice(
                fields.text(CURRENCY).orElse(""),
                fields.neededAmount(INPUT),
                fields.amount("price_cached_input_per_mtok"),
                fields.amount("price_cache_write_per_mtok"),
                fields.neededAmount(OUTPUT),
                further(),
                fields.day("price_valid_from")));
    }

    private FurtherPrices further() {
        return new FurtherPrices(
                fields.amount("price_reasoning_per_mtok"),
                fields.amount("price_per_request").orElse(BigDecimal.ZERO),
                fields.amount("price_training_per_mtok"),
                fields.amount("price_hosting_per_hour"),
                fields.amount("price_embedding_per_mtok"),
                fields.amount("price_rerank_per_search"));
    }

    /** Does it; what is wrong is told by the names of this form's fields, in which no dots can stand. */
    void told(Runnable work) {
        try {
            work.run();
        } catch (Problem.Invalid invalid) {
            fields.text(KEY).ifPresent(key -> values.put(KEPT_KEY, typedKey.closed(key)));
            throw new Problem.Invalid(invalid.fields().stream()
                    .map(field -> new Problem.Invalid.Field(here(field.name()), field.text()))
                    .toList());
        }
    }

    private static String here(String name) {
        return name.equals("price") ? INPUT : name.replace('.', '_');
    }
}
