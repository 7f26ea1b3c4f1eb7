package io.groundwork.collection;

import io.groundwork.identity.PrincipalSet;
import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a caller may read at this moment, read fresh each time, so that a change of access holds at the next statement. */
@ApplicationScoped
public class ReadableScopes {

    /** What a person with these principals (three times) may read. */
    static final String MAY_READ = " a.allow && ? and not (a.deny && ?) and not (a.inherited_deny && ?) ";

    private static final String CLASSES =
            "select a.id, a.n_chunks, a.n_terms from acl a where a.tenant_id = ? and" + MAY_READ;

    private static final String OF_COLLECTIONS =
            """
             and (a.source_kind = 'collection' and a.source_id in (
                    select c.id from collection c where c.tenant_id = ? and c.slug = any(?))
                or a.source_kind = 'document' and a.source_id in (
                    select d.id from document d join collection c on c.tenant_id = d.tenant_id and c.id = d.collection_id
                    where d.tenant_id = ? and c.slug = any(?) and d.own_acl_id is not null))
            """;

    private static final String BY_ID = " order by a.id";

    private static final String STILL_READABLE =
            """
            select d.id from document d
            join collection c on c.tenant_id = d.tenant_id and c.id = d.collection_id
            join acl a on a.tenant_id = d.tenant_id and a.id = coalesce(d.own_acl_id, c.acl_id)
            where d.tenant_id = ? and d.id = any(?) and d.status = 'published' and d.current_version > 0 and
            """
                    + MAY_READ;

    private static final String SOURCES =
            """
            select a.id, a.source_kind, a.source_id, c.slug, c.access as collection_access, d.external_id, d.access
            from acl a
            left join document d on a.source_kind = 'document' and d.tenant_id = a.tenant_id and d.id = a.source_id
            left join collection c on c.tenant_id = a.tenant_id
                and c.id = case when a.source_kind = 'collection' then a.source_id else d.collection_id end
            where a.tenant_id = ? and a.id = any(?)
            """;

    private static final String READABLE_TEXT =
            """
            select v.text from document d
            join collection c on c.tenant_id = d.tenant_id and c.id = d.collection_id
            join acl a on a.tenant_id = d.tenant_id and a.id = coalesce(d.own_acl_id, c.acl_id)
            join document_version v on v.tenant_id = d.tenant_id and v.document_id = d.id
            where d.tenant_id = ? and d.id = ? and v.version = ? and v.state = 'ready'
              and d.status = 'published' and d.current_version > 0 and
            """
                    + MAY_READ;

    @Inject
    private Sql sql;

    @Inject
    private Principals principals;

    private record VisibleClass(int id, long chunks, long terms) {

        static VisibleClass read(Row row) throws SQLException {
            return new VisibleClass(row.integer("id"), row.bigint("n_chunks"), row.bigint("n_terms"));
        }
    }

    /**
     * The scope of a search.
     *
     * @param collectionSlugs restricts the scope to these collections; empty: all. A slug that the caller may not read
     *     and one that does not exist alike add nothing.
     */
    @Transactional
    public ReadableScope of(Caller caller, List<String> collectionSlugs) {
        int[] held = principals.of(caller).ids();
        List<VisibleClass> classes = collectionSlugs.isEmpty() ? all(caller, held) : of(caller, held, collectionSlugs);
        return new ReadableScope(
                caller,
                held,
                classes.stream().mapToInt(VisibleClass::id).toArray(),
                classes.stream().mapToLong(VisibleClass::chunks).sum(),
                classes.stream().mapToLong(VisibleClass::terms).sum());
    }

    private List<VisibleClass> all(Caller caller, int[] held) {
        return sql.list(CLASSES + BY_ID, VisibleClass::read, caller.tenant().value(), held, held, held);
    }

    private List<VisibleClass> of(Caller caller, int[] held, List<String> collectionSlugs) {
        int tenant = caller.tenant().value();
        String[] slugs = collectionSlugs.toArray(String[]::new);
        return sql.list(
                CLASSES + OF_COLLECTIONS + BY_ID,
                VisibleClass::read,
                tenant,
                held,
                held,
                held,
                tenant,
                slugs,
                tenant,
                slugs);
    }

    /**
     * What the caller may know of classes and documents at one moment.
     *
     * @param readable those of the documents that may be retrieved
     */
    public record Weighed(Map<Integer, AccessReason> reasons, Set<UUID> readable) {}

    /**
     * Why the caller may or may not read each of these classes, and which of these documents can be retrieved now; classes
     * that do not exist are left out.
     */
    @Transactional
    public Weighed weigh(Caller caller, Set<Integer> aclIds, Set<UUID> documentIds) {
        PrincipalSet held = principals.of(caller);
        return new Weighed(reasons(caller, held, aclIds), stillReadable(caller, held.ids(), documentIds));
    }

    /** The text of a version, if its document may be retrieved now. */
    @Transactional
    public Optional<String> text(Caller caller, UUID document, int version) {
        int[] held = principals.of(caller).ids();
        return sql.one(
                READABLE_TEXT, row -> row.text("text"), caller.tenant().value(), document, version, held, held, held);
    }

    /** Those of these documents that the caller may retrieve now: published, with a ready version, and readable. */
    @Transactional
    public Set<UUID> stillReadable(Caller caller, Set<UUID> documentIds) {
        if (documentIds.isEmpty()) {
            return Set.of();
        }
        return stillReadable(caller, principals.of(caller).ids(), documentIds);
    }

    private Set<UUID> stillReadable(Caller caller, int[] held, Set<UUID> documentIds) {
        UUID[] asked = documentIds.toArray(UUID[]::new);
        return new HashSet<>(
                sql.list(STILL_READABLE, row -> row.uuid("id"), caller.tenant().value(), asked, held, held, held));
    }

    private Map<Integer, AccessReason> reasons(Caller caller, PrincipalSet held, Set<Integer> aclIds) {
        AccessRule.Subject subject = People.subject(caller.username(), held);
        int[] asked = aclIds.stream().mapToInt(Integer::intValue).toArray();
        Map<Integer, AccessReason> reasons = new HashMap<>();
        sql.list(
                        SOURCES,
                        row -> reason(row, subject, held.ids().length > 0),
                        caller.tenant().value(),
                        asked)
                .forEach(reason -> reasons.put(reason.aclId(), reason));
        return reasons;
    }

    /** @param person whether the caller is an active person of the tenant; nobody else reads contents */
    private static AccessReason reason(Row row, AccessRule.Subject subject, boolean person) throws SQLException {
        String kind = row.text("source_kind");
        if (kind.equals(AccessClasses.WITHHELD)) {
            return reason(row, kind, false, Wording.text("line_withheld"));
        }
        WeighedRule rule = rule(row, kind);
        if (!person) {
            return reason(row, kind, false, Wording.text("line_no_person", subject.username()));
        }
        WeighedRule.Decision decision = rule.decide(subject);
        return reason(row, kind, decision.allowed(), Wording.of(rule, decision));
    }

    private static AccessReason reason(Row row, String kind, boolean allowed, String rule) throws SQLException {
        return new AccessReason(row.integer("id"), allowed, rule, kind, row.uuid("source_id"));
    }

    private static WeighedRule rule(Row row, String kind) throws SQLException {
        AccessRule collection = rule(row.text("collection_access"));
        return kind.equals(AccessClasses.OF_COLLECTION)
                ? WeighedRule.ofCollection(row.text("slug"), collection)
                : WeighedRule.ofDocument(
                        row.text("external_id"), rule(row.text("access")), row.text("slug"), collection);
    }

    private static AccessRule rule(String json) {
        return AccessRule.parse(StoredJson.read(json), "access");
    }
}
