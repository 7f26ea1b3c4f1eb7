package io.groundwork.model;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.llm.Deadlines;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of the registry. */
@ApplicationScoped
class ModelRows {

    /** One statement for a model with the price of the day and the adapter that is asked. */
    private static final String READ =
            """
            select m.*, p.currency, p.input, p.cached_input, p.cache_write, p.output, p.reasoning,
                p.per_request, p.training, p.hosting_per_hour, p.embedding, p.rerank, a.lora_name
            from model m
            left join lateral (
                select * from model_price p
                where p.tenant_id = m.tenant_id and p.model_id = m.id and p.valid_from <= ?::date
                order by p.valid_from desc, p.id desc limit 1) p on true
            left join model_adapter a on a.tenant_id = m.tenant_id and a.model_id = m.id and a.replaced_at is null
            where m.tenant_id = ? and (?::text is null or m.alias = ?)
            order by m.alias
            """;

    private static final String INSERT =
            """
            insert into model (tenant_id, id, alias, provider, name, base_url, api_key, tier, kind, base, tools, json_schema,
                seed, temperature, context_tokens, connect_ms, first_token_ms, idle_ms, total_ms, max_concurrent, disabled,
                retires_on)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date)
            on conflict (tenant_id, id) do update set provider = excluded.provider, name = excluded.name,
                base_url = excluded.base_url, api_key = excluded.api_key, tier = excluded.tier, kind = excluded.kind,
                base = excluded.base, tools = excluded.tools, json_schema = excluded.json_schema, seed = excluded.seed,
                temperature = excluded.temperature, context_tokens = excluded.context_tokens,
                connect_ms = excluded.connect_ms, first_token_ms = excluded.first_token_ms, idle_ms = excluded.idle_ms,
                total_ms = excluded.total_ms, max_concurrent = excluded.max_concurrent, disabled = excluded.disabled,
                retires_on = excluded.retires_on, updated_at = now(), revision = default
            """;

    @Inject
    private Sql sql;

    List<StoredModel> all(Caller caller, LocalDate today) {
        return read(caller, today, null);
    }

    Optional<StoredModel> find(Caller caller, LocalDate today, String alias) {
        return read(caller, today, alias).stream().findFirst();
    }

    private List<StoredModel> read(Caller caller, LocalDate today, String alias) {
        return sql.list(
                READ, ModelRows::model, today.toString(), caller.tenant().value(), alias, alias);
    }

    /** Two who put one alias at once wait here for each other. */
    void lock(Caller caller, String alias) {
        sql.one(
                "select pg_advisory_xact_lock(hashtextextended('model ' || ? || ' ' || ?, 0))",
                row -> 1,
                caller.tenant().value(),
                alias);
    }

    /** Writes the model under this id, new or changed. */
    void put(Caller caller, UUID id, String alias, ModelSpec spec, byte[] sealedKey) {
        Supports supports = spec.supports();
        Deadlines timeouts = spec.timeouts();
        sql.run(
                INSERT,
                caller.tenant().value(),
                id,
                alias,
                spec.provider().word(),
                spec.name().orElse(alias),
                spec.address().orElse(null),
                sealedKey,
                spec.tier().orElse(null),
                spec.kind().word(),
                spec.base().orElse(null),
                supports.tools(),
                supports.jsonSchema(),
                supports.seed(),
                supports.temperature(),
                supports.contextTokens(),
                (int) timeouts.connect().toMillis(),
                (int) timeouts.firstToken().toMillis(),
                (int) timeouts.idle().toMillis(),
                (int) timeouts.total().toMillis(),
                spec.maxConcurrent(),
                spec.disabled(),
                spec.retiresOn().map(LocalDate::toString).orElse(null));
    }

    void delete(Caller caller, UUID id) {
        sql.run(
                "delete from model where tenant_id = ? and id = ?",
                caller.tenant().value(),
                id);
    }

    /** Whatever was made for the model is made anew. */
    void renew(Caller caller, UUID id) {
        sql.run(
                "update model set revision = default, updated_at = now() where tenant_id = ? and id = ?",
                caller.tenant().value(),
                id);
    }

    private static StoredModel model(Row row) throws SQLException {
        return new StoredModel(
                row.uuid("id"),
                row.text("alias"),
                Provider.of(row.text("provider")).orElseThrow(),
                row.text("name"),
                Optional.ofNullable(row.text("base_url")),
                Optional.ofNullable(row.bytes("api_key")),
                Optional.ofNullable(row.text("tier")),
                Kind.of(row.text("kind")).orElseThrow(),
                Optional.ofNullable(row.text("base")),
                supports(row),
                timeouts(row),
                row.integer("max_concurrent"),
                row.flag("disabled"),
                Optional.ofNullable(row.text("retires_on")).map(LocalDate::parse),
                row.bigint("revision"),
                row.instant("updated_at"),
                row.isNull("currency") ? Optional.empty() : Optional.of(ModelPrices.price(row)),
                Optional.ofNullable(row.text("lora_name")));
    }

    private static Supports supports(Row row) throws SQLException {
        return new Supports(
                row.flag("tools"),
                row.flag("json_schema"),
                row.flag("seed"),
                row.flag("temperature"),
                row.integer("context_tokens"));
    }

    private static Deadlines timeouts(Row row) throws SQLException {
        return new Deadlines(
                Duration.ofMillis(row.integer("connect_ms")),
                Duration.ofMillis(row.integer("first_token_ms")),
                Duration.ofMillis(row.integer("idle_ms")),
                Duration.ofMillis(row.integer("total_ms")));
    }
}
