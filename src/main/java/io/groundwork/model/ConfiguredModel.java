package io.groundwork.model;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.llm.Deadlines;
import io.groundwork.platform.llm.LanguageModels;
import io.groundwork.platform.llm.OpenAiEndpoint;
import io.groundwork.platform.llm.ProviderAddresses;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;

/**
 * The language model of the installation, from {@code GROUNDWORK_MODEL_BASE_URL} and its companions. A model whose price is
 * not told is refused: an unknown price never counts as zero.
 */
final class ConfiguredModel {

    private static final String BASE_URL = "groundwork.model.base.url";
    private static final String MODEL = "groundwork.model.";
    private static final int LONGEST = 3600;

    private final Settings settings;

    ConfiguredModel(Settings settings) {
        this.settings = settings;
    }

    /** The model under this alias; empty when no address is set. */
    Optional<Model> read(String alias, LanguageModels models, ProviderAddresses addresses) {
        return settings.address(BASE_URL).map(address -> {
            if (addresses.refusal(address) == ProviderAddresses.Refusal.PRIVATE) {
                throw Settings.refused(
                        BASE_URL,
                        "leads to a private address; if that is meant, add " + ProviderAddresses.place(address)
                                + " to GROUNDWORK_PRIVATE_PROVIDERS");
            }
            OpenAiEndpoint endpoint = endpoint(address);
            return new Model(
                    alias,
                    Provider.OPENAI,
                    endpoint.model(),
                    Optional.empty(),
                    Kind.BASE,
                    Optional.empty(),
                    Supports.usual(Provider.OPENAI),
                    Optional.of(price()),
                    Model.State.READY,
                    Optional.empty(),
                    Optional.of(models.openAi(endpoint)));
        });
    }

    private OpenAiEndpoint endpoint(URI address) {
        return new OpenAiEndpoint(address, required("name"), apiKey(), deadlines());
    }

    Optional<String> apiKey() {
        return settings.text(MODEL + "api.key");
    }

    Deadlines deadlines() {
        return new Deadlines(
                seconds("first.token.seconds", Deadlines.USUAL.firstToken()),
                seconds("idle.seconds", Deadlines.USUAL.idle()),
                seconds("total.seconds", Deadlines.USUAL.total()));
    }

    private Duration seconds(String name, Duration usual) {
        return Duration.ofSeconds(settings.number(MODEL + name, (int) usual.toSeconds(), 1, LONGEST));
    }

    private Price price() {
        BigDecimal input = amount("input.per.mtok");
        BigDecimal cached =
                settings.text(MODEL + "cached.input.per.mtok").isPresent() ? amount("cached.input.per.mtok") : input;
        return new Price(currency(), input, cached, input, amount("output.per.mtok"));
    }

    private String currency() {
        String code = required("currency");
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw Settings.refused(MODEL + "currency", "must be an ISO 4217 code such as EUR, not \"" + code + "\"");
        }
    }

    private BigDecimal amount(String name) {
        String text = required(name);
        try {
            BigDecimal amount = new BigDecimal(text);
            if (amount.signum() >= 0) {
                return amount;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the refusal.
        }
        throw Settings.refused(MODEL + name, "must be a price per million tokens such as 0.25, not \"" + text + "\"");
    }

    private String required(String name) {
        return settings.text(MODEL + name)
                .orElseThrow(() -> Settings.refused(MODEL + name, "is required when GROUNDWORK_MODEL_BASE_URL is set"));
    }
}
