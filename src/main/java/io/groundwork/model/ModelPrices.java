package io.groundwork.model;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What models cost from which day on; a price is added and never changed. */
@ApplicationScoped
class ModelPrices {

    private static final String INSERT =
            """
            insert into model_price (tenant_id, model_id, valid_from, currency, input, cached_input, cache_write, output,
                reasoning, per_request, training, hosting_per_hour, embedding, rerank)
            values (?, ?, ?::date, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** Of several with one day only the last was ever valid after it was set. */
    private static final String ALL =
            """
            select distinct on (valid_from) *
            from model_price where tenant_id = ? and model_id = ? order by valid_from desc, id desc
            """;

    @Inject
    private Sql sql;

    /** By their days, the latest first. */
    List<DatedPrice> all(Caller caller, UUID model) {
        return sql.list(ALL, ModelPrices::dated, caller.tenant().value(), model);
    }

    /** Adds a price, unless it says what holds already. Returns what held on its day until now. */
    Optional<DatedPrice> add(Caller caller, UUID model, DatedPrice next, boolean dayGiven) {
        Optional<DatedPrice> before = all(caller, model).stream()
                .filter(price -> !price.validFrom().isAfter(next.validFrom()))
                .findFirst();
        boolean known = before.filter(price -> price.price().sameAs(next.price()))
                .filter(price -> !dayGiven || price.validFrom().equals(next.validFrom()))
                .isPresent();
        if (!known) {
            insert(caller, model, next);
        }
        return before;
    }

    private void insert(Caller caller, UUID model, DatedPrice next) {
        Price price = next.price();
        sql.run(
                INSERT,
                caller.tenant().value(),
                model,
                next.validFrom().toString(),
                price.currency(),
                price.inputPerMillion(),
                price.cachedInputPerMillion(),
                price.cacheWritePerMillion(),
                price.outputPerMillion(),
                price.further().reasoningPerMillion().orElse(null),
                price.further().perRequest(),
                price.further().trainingPerMillion().orElse(null),
                price.further().hostingPerHour().orElse(null),
                price.further().embeddingPerMillion().orElse(null),
                price.further().rerankPerSearch().orElse(null));
    }

    private static DatedPrice dated(Row row) throws SQLException {
        return new DatedPrice(LocalDate.parse(row.text("valid_from")), price(row));
    }

    static Price price(Row row) throws SQLException {
        return new Price(
                row.text("currency"),
                row.decimal("input"),
                row.decimal("cached_input"),
                row.decimal("cache_write"),
                row.decimal("output"),
                new FurtherPrices(
                        optional(row, "reasoning"),
                        row.decimal("per_request"),
                        optional(row, "training"),
                        optional(row, "hosting_per_hour"),
                        optional(row, "embedding"),
                        optional(row, "rerank")));
    }

    private static Optional<BigDecimal> optional(Row row, String column) throws SQLException {
        return Optional.ofNullable(row.decimal(column));
    }
}
