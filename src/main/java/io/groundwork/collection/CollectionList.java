package io.groundwork.collection;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Collections as they are listed and shown. */
@ApplicationScoped
class CollectionList {

    private static final String SELECT =
            """
            select c.id, c.slug, c.name, c.description, c.access, c.target_tokens, c.overlap_tokens, c.freshness_days, c.degradable,
                   c.created_at, c.updated_at,
                   (select count(*) from document d where d.tenant_id = c.tenant_id and d.collection_id = c.id and
            """
                    + Readership.SHOWN + ") as documents\nfrom collection c where c.tenant_id = ? ";

    /** Takes whether the caller manages, and the classes twice. */
    private static final String SHOWN =
            """
             and (? or c.acl_id = any(?) or exists (
                select 1 from document d where d.tenant_id = c.tenant_id and d.collection_id = c.id
                and d.own_acl_id = any(?) and d.status = 'published' and d.current_version > 0))
            """;

    private static final String PAGE = SELECT + SHOWN + " and (?::text is null or c.slug > ?) order by c.slug limit ?";
    private static final String ONE = SELECT + SHOWN + " and c.slug = ?";
    private static final String SLUGS =
            "select c.slug from collection c where c.tenant_id = ? " + SHOWN + " order by c.slug";

    @Inject
    private Sql sql;

    @Inject
    private Readership readership;

    Page<CollectionDetail> page(Caller caller, Page.Request request) {
        boolean manages = Readership.manages(caller);
        int[] classes = readership.classes(caller);
        List<CollectionDetail> rows = sql.list(
                PAGE,
                row -> detail(row, manages),
                manages,
                classes,
                caller.tenant().value(),
                manages,
                classes,
                classes,
                request.after(),
                request.after(),
                request.limit() + 1);
        return Page.cut(rows, request.limit(), CollectionDetail::slug);
    }

    Optional<CollectionDetail> find(Caller caller, String slug) {
        boolean manages = Readership.manages(caller);
        int[] classes = readership.classes(caller);
        return sql.one(
                ONE,
                row -> detail(row, manages),
                manages,
                classes,
                caller.tenant().value(),
                manages,
                classes,
                classes,
                slug);
    }

    List<String> readable(Caller caller) {
        int[] classes = readership.classes(caller);
        return sql.list(SLUGS, row -> row.text("slug"), caller.tenant().value(), false, classes, classes);
    }

    private static CollectionDetail detail(Row row, boolean manages) throws SQLException {
        AccessRule rule = AccessRule.parse(StoredJson.read(row.text("access")), "access");
        return new CollectionDetail(
                row.uuid("id"),
                row.text("slug"),
                row.text("name"),
                row.text("description"),
                manages ? Optional.of(rule) : Optional.empty(),
                new Chunking(row.integer("target_tokens"), row.integer("overlap_tokens")),
                row.isNull("freshness_days") ? null : row.integer("freshness_days"),
                row.flag("degradable"),
                row.bigint("documents"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
