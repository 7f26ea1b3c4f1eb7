package io.groundwork.model.rest;

import io.groundwork.model.FurtherPrices;
import io.groundwork.model.KeyChange;
import io.groundwork.model.Kind;
import io.groundwork.model.ModelSpec;
import io.groundwork.model.NewPrice;
import io.groundwork.model.Provider;
import io.groundwork.model.Supports;
import io.groundwork.platform.llm.Deadlines;
import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads what a model is to be. */
final class ModelSpecJson {

    private static final int LONGEST = 3_600_000;
    private static final int MOST_CONCURRENT = 10_000;
    private static final int MOST_CONTEXT = 100_000_000;
    private static final String AMOUNT_FORM = "model.amount_form";

    private final JsonBody body;

    private ModelSpecJson(JsonBody body) {
        this.body = body;
    }

    static ModelSpec read(JsonObject json) {
        JsonBody body = JsonBody.of(json);
        ModelSpec spec = new ModelSpecJson(body).spec();
        body.check();
        return spec;
    }

    private ModelSpec spec() {
        Provider provider = provider();
        return new ModelSpec(
                provider,
                body.optionalText("base_url"),
                body.optionalText("model"),
                key(),
                body.optionalText("tier"),
                kind(),
                body.optionalText("base"),
                body.optionalObject("supports")
                        .map(supports -> supports(supports, Supports.usual(provider)))
                        .orElse(Supports.usual(provider)),
                body.optionalObject("price").map(ModelSpecJson::price),
                body.optionalObject("timeouts").map(ModelSpecJson::timeouts).orElse(Deadlines.USUAL),
                body.optionalNumber("max_concurrent", 1, MOST_CONCURRENT).orElse(ModelSpec.USUAL_CONCURRENT),
                body.optionalFlag("disabled").orElse(false),
                day(body, "retires_on"));
    }

    private Provider provider() {
        String word = body.text("provider");
        Optional<Provider> provider = Provider.of(word);
        if (provider.isEmpty() && !word.isEmpty()) {
            body.note("provider", "model.provider_form");
        }
        return provider.orElse(Provider.EXTRACTIVE);
    }

    private Kind kind() {
        return body.optionalText("kind")
                .map(word -> Kind.of(word).orElseGet(() -> {
                    body.note("kind", "model.kind_form");
                    return Kind.BASE;
                }))
                .orElse(Kind.BASE);
    }

    private KeyChange key() {
        if (!body.has("api_key")) {
            return KeyChange.KEEP;
        }
        if (!body.given("api_key")) {
            return KeyChange.REMOVE;
        }
        return KeyChange.to(body.text("api_key"));
    }

    private static Supports supports(JsonBody body, Supports usual) {
        return new Supports(
                body.optionalFlag("tools").orElse(usual.tools()),
                body.optionalFlag("json_schema").orElse(usual.jsonSchema()),
                body.optionalFlag("seed").orElse(usual.seed()),
                body.optionalFlag("temperature").orElse(usual.temperature()),
                body.optionalNumber("context_tokens", 1, MOST_CONTEXT).orElse(usual.contextTokens()));
    }

    private static Deadlines timeouts(JsonBody body) {
        return new Deadlines(
                duration(body, "connect_ms", Deadlines.USUAL.connect()),
                duration(body, "first_token_ms", Deadlines.USUAL.firstToken()),
                duration(body, "idle_ms", Deadlines.USUAL.idle()),
                duration(body, "total_ms", Deadlines.USUAL.total()));
    }

    private static Duration duration(JsonBody body, String field, Duration usual) {
        return body.optionalNumber(field, 1, LONGEST).map(Duration::ofMillis).orElse(usual);
    }

    private static NewPrice price(JsonBody body) {
        return new NewPrice(
                body.text("currency"),
                body.amount("input_per_mtok", AMOUNT_FORM),
                amount(body, "cached_input_per_mtok"),
                amount(body, "cache_write_per_mtok"),
                body.amount("output_per_mtok", AMOUNT_FORM),
                further(body),
                day(body, "valid_from"));
    }

    private static FurtherPrices further(JsonBody body) {
        return new FurtherPrices(
                amount(body, "reasoning_per_mtok"),
                amount(body, "per_request").orElse(BigDecimal.ZERO),
                amount(body, "training_per_mtok"),
                amount(body, "hosting_per_hour"),
                amount(body, "embedding_per_mtok"),
                amount(body, "rerank_per_search"));
    }

    private static Optional<BigDecimal> amount(JsonBody body, String field) {
        return body.optionalAmount(field, AMOUNT_FORM);
    }

    private static Optional<LocalDate> day(JsonBody body, String field) {
        return body.optionalText(field).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException notADay) {
                body.note(field, "model.day_form");
                return Optional.empty();
            }
        });
    }
}
