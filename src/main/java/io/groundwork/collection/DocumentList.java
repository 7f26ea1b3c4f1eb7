package io.groundwork.collection;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Documents as they are listed and shown: to admins with their latest version, to readers with the current one. */
@ApplicationScoped
class DocumentList {

    private static final String COLUMNS =
            """
            select d.id, d.external_id, d.title, d.status, d.current_version, d.own_acl_id, d.updated_at, d.created_at,
                   d.source_url, d.attributes, d.access, c.slug,
                   v.version, v.state, v.error_code, v.error_message, v.byte_size
            """;

    /** Takes whether the caller manages, the tenant, and again whether the caller manages, with the readable classes. */
    private static final String FROM =
            """
            from document d
            join collection c on c.tenant_id = d.tenant_id and c.id = d.collection_id
            join document_version v on v.tenant_id = d.tenant_id and v.document_id = d.id
                and v.version = case when ? then d.latest_version else d.current_version end
            where d.tenant_id = ? and
            """
                    + Readership.SHOWN;

    private static final String FILTER =
            """
             and c.slug = ?
             and (?::text is null or position(lower(?) in lower(d.title)) > 0 or position(lower(?) in lower(d.external_id)) > 0)
             and (?::text is null or d.status = ?)
             and (?::text is null or v.state = ?)
            """;

    private static final String AFTER =
            " and (?::text is null or (d.title, d.id) > (?, ?::uuid)) order by d.title, d.id limit ?";

    @Inject
    private Sql sql;

    @Inject
    private Readership readership;

    /** Where a page ends: the order is by title, then id. */
    private record Cursor(String title, UUID id) {

        static final Cursor START = new Cursor(null, null);

        static Cursor of(String after) {
            if (after == null) {
                return START;
            }
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split("\n", 2);
                return new Cursor(parts[1], UUID.fromString(parts[0]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notOurs) {
                throw Problem.Invalid.field("after", "collection.cursor");
            }
        }

        static String after(DocumentRow row) {
            byte[] place = (row.id() + "\n" + row.title()).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
        }
    }

    Page<DocumentRow> page(Caller caller, String slug, DocumentFilter filter, Page.Request request) {
        Cursor cursor = Cursor.of(request.after());
        List<Object> parameters = filtered(caller, slug, filter);
        parameters.addAll(Arrays.asList(cursor.title(), cursor.title(), cursor.id(), request.limit() + 1));
        List<DocumentRow> rows = sql.list(COLUMNS + FROM + FILTER + AFTER, DocumentList::row, parameters.toArray());
        return Page.cut(rows, request.limit(), Cursor::after);
    }

    long count(Caller caller, String slug, DocumentFilter filter) {
        return sql.one(
                        "select count(*) as documents " + FROM + FILTER,
                        row -> row.bigint("documents"),
                        filtered(caller, slug, filter).toArray())
                .orElseThrow();
    }

    private List<Object> filtered(Caller caller, String slug, DocumentFilter filter) {
        String state = filter.state() == null ? null : filter.state().word();
        List<Object> parameters = shown(caller);
        parameters.addAll(Arrays.asList(
                slug, filter.text(), filter.text(), filter.text(), filter.status(), filter.status(), state, state));
        return parameters;
    }

    private List<Object> shown(Caller caller) {
        boolean manages = Readership.manages(caller);
        int tenant = caller.tenant().value();
        return new ArrayList<>(Arrays.asList(manages, tenant, manages, readership.classes(caller)));
    }

    /** One document, if the caller may know of it. */
    Optional<DocumentDetail> find(Caller caller, UUID document) {
        List<Object> parameters = shown(caller);
        parameters.add(document);
        boolean manages = Readership.manages(caller);
        return sql.one(COLUMNS + FROM + " and d.id = ?", row -> detail(row, manages), parameters.toArray());
    }

    private static DocumentRow row(Row row) throws SQLException {
        return new DocumentRow(
                row.uuid("id"),
                row.text("external_id"),
                row.text("title"),
                row.text("status"),
                row.integer("version"),
                VersionState.of(row.text("state")),
                Versions.error(row),
                row.integer("current_version"),
                !row.isNull("own_acl_id"),
                row.bigint("byte_size"),
                row.instant("updated_at"));
    }

    private static DocumentDetail detail(Row row, boolean manages) throws SQLException {
        String rule = manages ? row.text("access") : null;
        return new DocumentDetail(
                row.uuid("id"),
                row.text("external_id"),
                row.text("title"),
                row.text("slug"),
                row.text("status"),
                row.integer("version"),
                VersionState.of(row.text("state")),
                Versions.error(row),
                row.integer("current_version"),
                row.text("source_url"),
                StoredJson.read(row.text("attributes")),
                Optional.ofNullable(rule).map(json -> AccessRule.parse(StoredJson.read(json), "access")),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
