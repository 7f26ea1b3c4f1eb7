package io.groundwork.model;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.ProviderAddresses;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a model may be called and say of itself; collects every bad field. */
final class ModelRules {

    private static final Pattern ALIAS = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Pattern KEY = Pattern.compile("[!-~]{1,4096}");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String PRICE = "price.";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_URL = 1000;
    private static final int LONGEST_TIER = 40;
    private static final int MOST_CONCURRENT = 10_000;
    private static final int MOST_CONTEXT = 100_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final List<Problem.Invalid.Field> bad = new ArrayList<>();
    private final ModelSpec spec;

    private ModelRules(ModelSpec spec) {
        this.spec = spec;
    }

    /**
     * Looks the provider's address up, so no transaction should be open.
     *
     * @throws Problem.Invalid naming every bad field
     */
    static void check(String alias, ModelSpec spec, ProviderAddresses addresses) {
        ModelRules rules = new ModelRules(spec);
        rules.alias(alias);
        rules.place(addresses);
        rules.behaviour();
        rules.spec.price().ifPresent(rules::price);
        rules.limits();
        if (!rules.bad.isEmpty()) {
            throw new Problem.Invalid(rules.bad);
        }
    }

    /** What is wrong with a price alone, by the fields' own names. */
    static List<Problem.Invalid.Field> of(NewPrice price) {
        ModelRules rules = new ModelRules(null);
        rules.price(price);
        return rules.bad.stream()
                .map(field -> new Problem.Invalid.Field(field.name().substring(PRICE.length()), field.text()))
                .toList();
    }

    private void alias(String alias) {
        demand(ALIAS.matcher(alias).matches(), "alias", "model.alias_form");
        demand(!alias.equals(Models.ASSISTANT), "alias", "model.alias_assistant");
        boolean stays = spec.provider() == Provider.EXTRACTIVE || !alias.equals(Models.BUILT_IN);
        demand(stays, "provider", "model.built_in_provider");
    }

    private void place(ProviderAddresses addresses) {
        if (!spec.provider().remote()) {
            demand(
                    spec.baseUrl().isEmpty(),
                    "base_url",
                    "model.no_address",
                    spec.provider().word());
            demand(
                    spec.key().key().isEmpty(),
                    "api_key",
                    "model.no_address",
                    spec.provider().word());
            return;
        }
        demand(spec.name().isPresent(), "model", "platform.field_required");
        spec.key().key().ifPresent(key -> demand(KEY.matcher(key).matches(), "api_key", "model.key_form"));
        demand(spec.baseUrl().isPresent(), "base_url", "platform.field_required");
        spec.baseUrl().ifPresent(url -> address(url, addresses));
    }

    private void address(String url, ProviderAddresses addresses) {
        Optional<URI> address = ModelRules.address(url);
        demand(address.isPresent(), "base_url", "model.address_form");
        address.filter(there -> addresses.refusal(there) == ProviderAddresses.Refusal.PRIVATE)
                .ifPresent(there -> demand(false, "base_url", "model.address_private", ProviderAddresses.place(there)));
    }

    private static Optional<URI> address(String url) {
        try {
            URI uri = new URI(url);
            boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null && uri.getRawQuery() == null;
            boolean whole = uri.getHost() != null && SCHEMES.contains(uri.getScheme()) && url.length() <= LONGEST_URL;
            return plain && whole ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    private void behaviour() {
        spec.name().ifPresent(name -> atMost(name, LONGEST_NAME, "model"));
        spec.tier().ifPresent(tier -> atMost(tier, LONGEST_TIER, "tier"));
        spec.base().ifPresent(base -> atMost(base, LONGEST_NAME, "base"));
        demand(spec.kind() == Kind.BASE || spec.base().isPresent(), "base", "model.base_missing");
        demand(spec.kind() == Kind.FINE_TUNED || spec.base().isEmpty(), "base", "model.base_of_base");
        int context = spec.supports().contextTokens();
        within(context, MOST_CONTEXT, "supports.context_tokens");
    }

    private void price(NewPrice price) {
        demand(Money.isCurrency(price.currency()), PRICE + "currency", "model.currency_form");
        amount(price.input(), PRICE + "input_per_mtok");
        amount(price.output(), PRICE + "output_per_mtok");
        price.cachedInput().ifPresent(amount -> amount(amount, PRICE + "cached_input_per_mtok"));
        price.cacheWrite().ifPresent(amount -> amount(amount, PRICE + "cache_write_per_mtok"));
        further(price.further());
    }

    private void further(FurtherPrices prices) {
        amount(prices.perRequest(), PRICE + "per_request");
        prices.reasoningPerMillion().ifPresent(amount -> amount(amount, PRICE + "reasoning_per_mtok"));
        prices.trainingPerMillion().ifPresent(amount -> amount(amount, PRICE + "training_per_mtok"));
        prices.hostingPerHour().ifPresent(amount -> amount(amount, PRICE + "hosting_per_hour"));
        prices.embeddingPerMillion().ifPresent(amount -> amount(amount, PRICE + "embedding_per_mtok"));
        prices.rerankPerSearch().ifPresent(amount -> amount(amount, PRICE + "rerank_per_search"));
    }

    private void amount(BigDecimal amount, String field) {
        demand(Money.isAmount(amount), field, "model.amount_form");
    }

    private void limits() {
        within(spec.maxConcurrent(), MOST_CONCURRENT, "max_concurrent");
        duration(spec.timeouts().connect(), "timeouts.connect_ms");
        duration(spec.timeouts().firstToken(), "timeouts.first_token_ms");
        duration(spec.timeouts().idle(), "timeouts.idle_ms");
        duration(spec.timeouts().total(), "timeouts.total_ms");
    }

    private void duration(Duration duration, String field) {
        boolean fits = duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
        demand(fits, field, "platform.field_range", SHORTEST.toMillis(), LONGEST.toMillis());
    }

    private void within(int number, int most, String field) {
        demand(number >= 1 && number <= most, field, "platform.field_range", 1, most);
    }

    private void atMost(String value, int longest, String field) {
        demand(value.length() <= longest, field, "model.too_long", longest);
    }

    private void demand(boolean good, String field, String key, Object... arguments) {
        if (!good) {
            bad.add(Problem.Invalid.Field.of(field, key, arguments));
        }
    }
}
