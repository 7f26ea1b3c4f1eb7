package io.groundwork.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a provider may ask for beside the tokens that are read and written; empty where it does not ask for it apart.
 *
 * @param reasoningPerMillion tokens of the output that nobody is shown; where empty they are paid as output
 * @param perRequest for each call, however short; nothing with most providers
 * @param trainingPerMillion tokens that a model is trained on
 * @param hostingPerHour of a model that is kept running
 * @param embeddingPerMillion tokens that are made into vectors
 * @param rerankPerSearch whose hits are ordered anew
 */
public record FurtherPrices(
        Optional<BigDecimal> reasoningPerMillion,
        BigDecimal perRequest,
        Optional<BigDecimal> trainingPerMillion,
        Optional<BigDecimal> hostingPerHour,
        Optional<BigDecimal> embeddingPerMillion,
        Optional<BigDecimal> rerankPerSearch) {

    public static final FurtherPrices NONE = new FurtherPrices(
            Optional.empty(), BigDecimal.ZERO, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
