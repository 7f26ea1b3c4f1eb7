package io.groundwork.identity;

import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Names of people and groups, and the rows behind them; runs inside the transactions of the faces. */
@ApplicationScoped
class Directory {

    private static final String USERS =
            """
            select u.id, u.username, u.email, u.display_name, u.roles, u.active, u.created_at, array(
                select g.name from group_member m join groups g on g.tenant_id = m.tenant_id and g.id = m.group_id
                where m.tenant_id = u.tenant_id and m.user_id = u.id order by lower(g.name)) as groups
            from users u where u.tenant_id = ?
            """;

    private static final String GROUPS =
            """
            select g.id, g.name, g.created_at, array(
                select u.username from group_member m join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
                where m.tenant_id = g.tenant_id and m.group_id = g.id order by lower(u.username)) as members, array(
                select p.name from group_parent l join groups p on p.tenant_id = l.tenant_id and p.id = l.parent_id
                where l.tenant_id = g.tenant_id and l.group_id = g.id order by lower(p.name)) as parents
            from groups g where g.tenant_id = ?
            """;

    @Inject
    private Sql sql;

    /** Makes changes of people and groups of a tenant wait for one another, where a rule spans several rows. */
    void lock(int tenant) {
        sql.one(
                "select id from principal where tenant_id = ? and kind = 'everyone' for update",
                row -> row.integer("id"),
                tenant);
    }

    int newPrincipal(int tenant, String kind) {
        return sql.one(
                        "insert into principal (tenant_id, kind) values (?, ?) returning id",
                        row -> row.integer("id"),
                        tenant,
                        kind)
                .orElseThrow();
    }

    Optional<UserDetail> user(int tenant, String username) {
        return sql.one(USERS + " and lower(u.username) = lower(?)", Directory::userDetail, tenant, username);
    }

    List<UserDetail> users(int tenant, String containing, String after, int limit) {
        return sql.list(
                USERS
                        + """
                         and (?::text is null or position(lower(?) in lower(u.username || ' ' || u.display_name || ' ' || u.email)) > 0)
                         and (?::text is null or lower(u.username) > ?)
                         order by lower(u.username) limit ?
                        """,
                Directory::userDetail,
                tenant,
                containing,
                containing,
                after,
                after,
                limit);
    }

    /** A group by its name, or by its id. */
    Optional<GroupDetail> group(int tenant, String nameOrId) {
        return sql.one(
                GROUPS + " and (lower(g.name) = lower(?) or g.id::text = ?) order by lower(g.name) = lower(?) desc",
                Directory::groupDetail,
                tenant,
                nameOrId,
                nameOrId,
                nameOrId);
    }

    List<GroupDetail> groups(int tenant, String containing, String after, int limit) {
        return sql.list(
                GROUPS
                        + """
                         and (?::text is null or position(lower(?) in lower(g.name)) > 0)
                         and (?::text is null or lower(g.name) > ?)
                         order by lower(g.name) limit ?
                        """,
                Directory::groupDetail,
                tenant,
                containing,
                containing,
                after,
                after,
                limit);
    }

    /** The ids of these groups; each unknown name is a bad value of the field. */
    Set<UUID> groupIds(int tenant, String field, List<String> names) {
        return ids(
                "select id from groups where tenant_id = ? and lower(name) = lower(?)",
                tenant,
                field,
                names,
                "identity.group_unknown");
    }

    /** The ids of these users; each unknown name is a bad value of the field. */
    Set<UUID> userIds(int tenant, String field, List<String> names) {
        return ids(
                "select id from users where tenant_id = ? and lower(username) = lower(?)",
                tenant,
                field,
                names,
                "identity.user_unknown");
    }

    private Set<UUID> ids(String query, int tenant, String field, List<String> names, String unknown) {
        Set<UUID> ids = new TreeSet<>();
        PersonRules rules = new PersonRules();
        for (String name : names) {
            Optional<UUID> id = sql.one(query, row -> row.uuid("id"), tenant, name);
            id.ifPresent(ids::add);
            rules.check(field, id.isPresent(), unknown, name);
        }
        rules.demand();
        return ids;
    }

    private static UserDetail userDetail(Row row) throws SQLException {
        return new UserDetail(
                row.uuid("id"),
                row.text("username"),
                row.text("email"),
                row.text("display_name"),
                List.of(row.texts("roles")),
                List.of(row.texts("groups")),
                row.flag("active"),
                row.instant("created_at"));
    }

    private static GroupDetail groupDetail(Row row) throws SQLException {
        return new GroupDetail(
                row.uuid("id"),
                row.text("name"),
                List.of(row.texts("members")),
                List.of(row.texts("parents")),
                row.instant("created_at"));
    }
}
