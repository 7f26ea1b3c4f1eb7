package io.groundwork.model;

import io.groundwork.audit.AuditTrail;
import io.groundwork.audit.Difference;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the tenants put into the registry, read and changed in short transactions: none is open while a model talks. */
@ApplicationScoped
class ModelRegistry {

    static final String KIND = "model";

    @Inject
    private ModelRows rows;

    @Inject
    private ModelPrices prices;

    @Inject
    private ModelKeys keys;

    @Inject
    private AdapterRows adapters;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<ModelDeleting> deleting;

    @Transactional
    public List<StoredModel> all(Caller caller, LocalDate today) {
        return rows.all(caller, today);
    }

    @Transactional
    public Optional<StoredModel> find(Caller caller, LocalDate today, String alias) {
        return rows.find(caller, today, alias);
    }

    @Transactional
    public List<DatedPrice> prices(Caller caller, StoredModel model) {
        return prices.all(caller, model.id());
    }

    /**
     * Puts a model that keeps the rules.
     *
     * @throws Problem.Invalid when it would have no price, or its key would go to an address that it was not given for
     */
    @Transactional
    public StoredModel put(Caller caller, String alias, ModelSpec spec, LocalDate today) {
        rows.lock(caller, alias);
        Optional<StoredModel> before = rows.find(caller, today, alias);
        UUID id = before.map(StoredModel::id).orElseGet(UUID::randomUUID);
        before.filter(model -> moves(model, spec)).ifPresent(model -> demandNoAdapter(caller, model));
        byte[] key = keys.after(caller, alias, spec, before);
        rows.put(caller, id, alias, spec, key);
        Difference changes = before.map(model -> changes(model, spec, key)).orElseGet(Difference::new);
        price(caller, id, spec, today, changes);
        record(caller, alias, spec, before, changes);
        return rows.find(caller, today, alias).orElseThrow();
    }

    /** Whether the model would leave the server that holds its adapters. */
    private static boolean moves(StoredModel before, ModelSpec spec) {
        return spec.provider() != before.provider()
                || spec.kind() != before.kind()
                || !spec.address().equals(before.baseUrl());
    }

    private void demandNoAdapter(Caller caller, StoredModel model) {
        boolean loaded = adapters.all(caller, model.id()).stream()
                .anyMatch(adapter -> adapter.state() != Adapter.State.UNLOADED);
        if (loaded) {
            throw new Problem.Conflict("model.adapter_loaded", model.alias());
        }
    }

    private void price(Caller caller, UUID id, ModelSpec spec, LocalDate today, Difference changes) {
        if (spec.price().isPresent()) {
            DatedPrice next = spec.price().get().of(spec.provider(), today);
            boolean dayGiven = spec.price().get().validFrom().isPresent();
            Optional<DatedPrice> held = prices.add(caller, id, next, dayGiven);
            changes.field(
                    "price from " + next.validFrom(),
                    held.map(price -> price.price().words()).orElse(null),
                    next.price().words());
        } else if (spec.provider().remote() && prices.all(caller, id).isEmpty()) {
            throw Problem.Invalid.field("price", "model.price_missing");
        }
    }

    private void record(Caller caller, String alias, ModelSpec spec, Optional<StoredModel> before, Difference changes) {
        if (before.isPresent()) {
            if (!changes.isEmpty()) {
                audit.record(caller, "model.changed", KIND, alias, changes.detail());
            }
            return;
        }
        Map<String, Object> detail = new LinkedHashMap<>(changes.detail());
        detail.put("provider", spec.provider().word());
        detail.put("model", spec.name().orElse(alias));
        spec.address().ifPresent(address -> detail.put("base_url", address));
        detail.put("kind", spec.kind().word());
        detail.put("has_key", spec.key().key().isPresent());
        audit.record(caller, "model.created", KIND, alias, detail);
    }

    private static Difference changes(StoredModel before, ModelSpec spec, byte[] key) {
        Difference changes = new Difference()
                .field("provider", before.provider().word(), spec.provider().word())
                .field("model", before.name(), spec.name().orElse(before.alias()))
                .field("base_url", before.baseUrl().orElse(null), spec.address().orElse(null))
                .field("has_key", before.sealedKey().isPresent(), key != null)
                .field("tier", before.tier().orElse(null), spec.tier().orElse(null))
                .field("kind", before.kind().word(), spec.kind().word())
                .field("base", before.base().orElse(null), spec.base().orElse(null))
                .field("supports", before.supports().toString(), spec.supports().toString())
                .field("timeouts", before.timeouts().toString(), spec.timeouts().toString())
                .field("max_concurrent", before.maxConcurrent(), spec.maxConcurrent())
                .field("disabled", before.disabled(), spec.disabled())
                .field("retires_on", text(before.retiresOn()), text(spec.retiresOn()));
        return spec.key().key().isPresent() ? changes.secret("api_key") : changes;
    }

    private static String text(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse(null);
    }

    /** @throws Problem.NotFound where the tenant has no such model of its own */
    @Transactional
    public void delete(Caller caller, String alias, LocalDate today) {
        rows.lock(caller, alias);
        StoredModel model = rows.find(caller, today, alias).orElseThrow(Problem.NotFound::thing);
        demandNoAdapter(caller, model);
        deleting.fire(new ModelDeleting(caller, alias));
        rows.delete(caller, model.id());
        audit.record(
                caller,
                "model.deleted",
                KIND,
                alias,
                Map.of("provider", model.provider().word(), "model", model.name()));
    }
}
