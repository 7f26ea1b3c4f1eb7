package io.groundwork.model;

import io.groundwork.audit.AuditTrail;
import io.groundwork.platform.jobs.Jobs;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The history of adapters, and what follows from each step of it; no transaction is open while a server loads. */
@ApplicationScoped
class AdapterRows {

    private static final String READ = "select id, version, lora_name, path, loaded_at, replaced_at, unloaded_at"
            + " from model_adapter where tenant_id = ? and ";
    /** What a call takes to be sent after its model was looked up. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    @Inject
    private Sql sql;

    @Inject
    private ModelRows models;

    @Inject
    private Jobs jobs;

    @Inject
    private AuditTrail audit;

    /** The latest first. */
    @Transactional
    public List<Adapter> all(Caller caller, UUID model) {
        return sql.list(
                READ + "model_id = ? order by loaded_at desc, id",
                AdapterRows::adapter,
                caller.tenant().value(),
                model);
    }

    @Transactional
    public Optional<Adapter> find(Caller caller, UUID id) {
        return sql.one(READ + "id = ?", AdapterRows::adapter, caller.tenant().value(), id);
    }

    /** The model of an adapter, while it is there. */
    @Transactional
    public Optional<StoredModel> modelOf(Caller caller, UUID adapter, LocalDate today) {
        return sql.one(
                        "select m.alias from model m join model_adapter a on a.tenant_id = m.tenant_id and a.model_id = m.id"
                                + " where m.tenant_id = ? and a.id = ?",
                        row -> row.text("alias"),
                        caller.tenant().value(),
                        adapter)
                .flatMap(alias -> models.find(caller, today, alias));
    }

    /**
     * From now on this adapter is asked, and the one before no more.
     *
     * @throws Problem.Conflict when the model was changed while its server loaded
     */
    @Transactional
    public void take(Caller caller, StoredModel loadedFor, Adapter adapter, LocalDate today) {
        models.lock(caller, loadedFor.alias());
        models.find(caller, today, loadedFor.alias())
                .filter(model -> model.revision() == loadedFor.revision())
                .orElseThrow(() -> new Problem.Conflict("model.changed_meanwhile", loadedFor.alias()));
        replace(caller, loadedFor);
        sql.run(
                "insert into model_adapter (tenant_id, id, model_id, version, lora_name, path) values (?, ?, ?, ?, ?, ?)",
                caller.tenant().value(),
                adapter.id(),
                loadedFor.id(),
                adapter.version(),
                adapter.name(),
                adapter.path());
        models.renew(caller, loadedFor.id());
        Map<String, Object> detail =
                Map.of("version", adapter.version(), "name", adapter.name(), "path", adapter.path());
        audit.record(caller, "model.adapter_loaded", ModelRegistry.KIND, loadedFor.alias(), detail);
    }

    /** From now on the model itself is asked, without an adapter. */
    @Transactional
    public void takeBack(Caller caller, StoredModel model) {
        models.lock(caller, model.alias());
        String name = replace(caller, model).orElseThrow(Problem.NotFound::thing);
        models.renew(caller, model.id());
        audit.record(caller, "model.adapter_taken_back", ModelRegistry.KIND, model.alias(), Map.of("name", name));
    }

    /** The longest that a call may take, on whichever node, is waited for before the adapter before is unloaded. */
    private Optional<String> replace(Caller caller, StoredModel model) {
        Optional<Adapter> before = sql.one(
                "update model_adapter set replaced_at = now() where tenant_id = ? and model_id = ? and replaced_at is null"
                        + " returning id, version, lora_name, path, loaded_at, replaced_at, unloaded_at",
                AdapterRows::adapter,
                caller.tenant().value(),
                model.id());
        Duration drained = model.timeouts().total().plus(MARGIN);
        before.ifPresent(old -> jobs.enqueue(caller, AdapterUnloading.KIND, old.id(), drained));
        return before.map(Adapter::name);
    }

    @Transactional
    public void unloaded(Caller caller, UUID id) {
        sql.run(
                "update model_adapter set unloaded_at = now() where tenant_id = ? and id = ? and unloaded_at is null",
                caller.tenant().value(),
                id);
    }

    private static Adapter adapter(Row row) throws SQLException {
        return new Adapter(
                row.uuid("id"),
                row.text("version"),
                row.text("lora_name"),
                row.text("path"),
                row.instant("loaded_at"),
                Optional.ofNullable(row.instant("replaced_at")),
                Optional.ofNullable(row.instant("unloaded_at")));
    }
}
