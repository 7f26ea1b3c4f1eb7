package io.groundwork.collection;

import io.groundwork.audit.AuditTrail;
import io.groundwork.audit.Difference;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The collections of a tenant. Admins see and change all of them; everybody else sees those in which their access lets
 * them read something, by the collection's rule or by a document's own.
 */
@ApplicationScoped
public class Collections {

    private static final String KIND = "collection";
    private static final int[] NO_DENIES = {};

    @Inject
    private Sql sql;

    @Inject
    private Shelves shelves;

    @Inject
    private CollectionList list;

    @Inject
    private AccessClasses classes;

    @Inject
    private People people;

    @Inject
    private Documents documents;

    @Inject
    private AuditTrail audit;

    /** @throws Problem.Invalid naming every bad field, and every entry of the rule that names nobody */
    @Transactional
    public CollectionDetail create(Caller caller, NewCollection collection) {
        caller.require(Role.ADMIN);
        CollectionRules.check(collection);
        demandFree(caller, collection.slug());
        CompiledRule rule = classes.compile(caller, collection.access(), "access");
        UUID id = UUID.randomUUID();
        int acl = classes.create(caller, AccessClasses.OF_COLLECTION, id, rule, NO_DENIES);
        shelves.add(new DocumentCollection(RowId.of(caller, id), collection, acl));
        Map<String, Object> detail =
                Map.of("name", collection.name(), "access", collection.access().toJson());
        audit.record(caller, "collection.created", KIND, collection.slug(), detail);
        return read(caller, collection.slug());
    }

    private void demandFree(Caller caller, String slug) {
        int tenant = caller.tenant().value();
        // Two at once with one slug: the second waits here for the first.
        sql.one(
                "select pg_advisory_xact_lock(hashtextextended('collection ' || ? || ' ' || ?, 0))",
                row -> 1,
                tenant,
                slug);
        if (sql.one("select 1 from collection where tenant_id = ? and slug = ?", row -> 1, tenant, slug)
                .isPresent()) {
            throw new Problem.Conflict("collection.slug_taken", slug);
        }
    }

    /** By slug; the cursor is the last slug. */
    @Transactional
    public Page<CollectionDetail> page(Caller caller, Page.Request request) {
        return list.page(caller, request);
    }

    @Transactional
    public CollectionDetail read(Caller caller, String slug) {
        return list.find(caller, slug).orElseThrow(Problem.NotFound::thing);
    }

    /** The slugs of the collections in which the caller may read something; being an admin adds none. */
    @Transactional
    public List<String> readable(Caller caller) {
        return list.readable(caller);
    }

    @Transactional
    public CollectionDetail change(Caller caller, String slug, CollectionChange change) {
        caller.require(Role.ADMIN);
        CollectionRules.check(change);
        DocumentCollection collection = shelves.collectionForChange(caller, slug);
        CollectionDetail before = read(caller, slug);
        collection.change(change);
        Difference difference = new Difference()
                .field("name", before.name(), collection.name())
                .field("description", before.description(), collection.description())
                .field("chunking", before.chunking(), collection.chunking())
                .field("freshness_days", before.freshnessDays(), collection.freshnessDays());
        if (!difference.isEmpty()) {
            audit.record(caller, "collection.changed", KIND, slug, difference.detail());
        }
        return read(caller, slug);
    }

    /** Deletes the collection with all its documents. */
    @Transactional
    public void delete(Caller caller, String slug) {
        caller.require(Role.ADMIN);
        DocumentCollection collection = shelves.collectionForChange(caller, slug);
        int gone = documents.deleteAll(caller, collection);
        int tenant = caller.tenant().value();
        sql.run("delete from collection where tenant_id = ? and id = ?", tenant, collection.id());
        classes.delete(caller, collection.aclId());
        audit.record(caller, "collection.deleted", KIND, slug, Map.of("name", collection.name(), "documents", gone));
    }

    /** Whether questions about it may be answered by a lesser way than the policy's when money runs low. */
    @Transactional
    public boolean degradable(Caller caller, String slug) {
        return !refuseDegrading(caller, Set.of(slug));
    }

    /** Whether any of these demands that its questions are answered by the policy's own way, or not at all. */
    @Transactional
    public boolean refuseDegrading(Caller caller, Set<String> slugs) {
        return sql.one(
                        "select 1 from collection where tenant_id = ? and slug = any (?) and not degradable limit 1",
                        row -> true,
                        caller.tenant().value(),
                        slugs.toArray(String[]::new))
                .isPresent();
    }

    @Transactional
    public void setDegradable(Caller caller, String slug, boolean degradable) {
        caller.require(Role.ADMIN);
        DocumentCollection collection = shelves.collectionForChange(caller, slug);
        boolean before = degradable(caller, slug);
        if (before != degradable) {
            sql.run(
                    "update collection set degradable = ?, updated_at = now() where tenant_id = ? and id = ?",
                    degradable,
                    caller.tenant().value(),
                    collection.id());
            Difference difference = new Difference().field("degradable", before, degradable);
            audit.record(caller, "collection.changed", KIND, slug, difference.detail());
        }
    }

    /** Replaces the rule; it holds at the next statement. */
    @Transactional
    public AccessEffect setAccess(Caller caller, String slug, AccessRule rule) {
        caller.require(Role.ADMIN);
        DocumentCollection collection = shelves.collectionForChange(caller, slug);
        CompiledRule compiled = classes.compile(caller, rule, "");
        AccessRule before = collection.access();
        AccessEffect effect = AccessEffect.between(people.all(caller), before, rule);
        collection.grant(rule);
        classes.grant(caller, collection.aclId(), compiled);
        classes.inheritInCollection(caller, collection.id(), compiled.deny());
        audit.record(
                caller,
                "collection.access_changed",
                KIND,
                slug,
                new Difference().field("access", before.toJson(), rule.toJson()).detail());
        return effect;
    }

    /** Who would gain and lose access by this rule; nothing is changed. */
    @Transactional
    public AccessEffect previewAccess(Caller caller, String slug, AccessRule rule) {
        caller.require(Role.ADMIN);
        DocumentCollection collection = shelves.collection(caller, slug);
        classes.check(caller, rule, "");
        return AccessEffect.between(people.all(caller), collection.access(), rule);
    }
}
