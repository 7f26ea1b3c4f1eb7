package io.groundwork.model;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns of a price file, named as the API names the fields. */
enum PriceColumn {
    MODEL,
    VALID_FROM,
    CURRENCY,
    INPUT_PER_MTOK,
    CACHED_INPUT_PER_MTOK,
    CACHE_WRITE_PER_MTOK,
    OUTPUT_PER_MTOK,
    REASONING_PER_MTOK,
    PER_REQUEST,
    TRAINING_PER_MTOK,
    HOSTING_PER_HOUR,
    EMBEDDING_PER_MTOK,
    RERANK_PER_SEARCH;

    /** Without these a line is no price. */
    static final List<PriceColumn> NEEDED = List.of(MODEL, VALID_FROM, CURRENCY, INPUT_PER_MTOK, OUTPUT_PER_MTOK);

    static List<String> header() {
        return Arrays.stream(values()).map(PriceColumn::word).toList();
    }

    static Optional<PriceColumn> of(String word) {
        return Arrays.stream(values())
                .filter(column -> column.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What stands in this column for a model's price. */
    String cell(String alias, DatedPrice dated) {
        Price price = dated.price();
        FurtherPrices further = price.further();
        return switch (this) {
            case MODEL -> alias;
            case VALID_FROM -> dated.validFrom().toString();
            case CURRENCY -> price.currency();
            case INPUT_PER_MTOK -> plain(price.inputPerMillion());
            case CACHED_INPUT_PER_MTOK -> plain(price.cachedInputPerMillion());
            case CACHE_WRITE_PER_MTOK -> plain(price.cacheWritePerMillion());
            case OUTPUT_PER_MTOK -> plain(price.outputPerMillion());
            case REASONING_PER_MTOK -> plain(further.reasoningPerMillion());
            case PER_REQUEST -> plain(further.perRequest());
            case TRAINING_PER_MTOK -> plain(further.trainingPerMillion());
            case HOSTING_PER_HOUR -> plain(further.hostingPerHour());
            case EMBEDDING_PER_MTOK -> plain(further.embeddingPerMillion());
            case RERANK_PER_SEARCH -> plain(further.rerankPerSearch());
        };
    }

    private static String plain(Optional<BigDecimal> amount) {
        return amount.map(PriceColumn::plain).orElse("");
    }

    private static String plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
