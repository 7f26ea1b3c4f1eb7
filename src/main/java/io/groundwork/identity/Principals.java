package io.groundwork.identity;

import io.groundwork.identity.Memberships.Conjunction;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Who holds which principals, read fresh each time: a membership that ended a moment ago is not held any more. The numbers
 * mean something inside one tenant only.
 */
@ApplicationScoped
public class Principals {

    /** Everything a user holds except conjunctions, then all conjunctions of the tenant, in one round trip. */
    private static final String OF_USER =
            """
            with recursive person as (
                select id, principal_id from users where tenant_id = ? and id = ? and active
            ), inside(group_id) as (
                select m.group_id from group_member m join person p on m.user_id = p.id where m.tenant_id = ?
                union
                select g.parent_id from group_parent g join inside i on g.group_id = i.group_id where g.tenant_id = ?
            )
            select p.principal_id as id, null as name, null::int[] as members from person p
            union all
            select e.id, null, null from principal e where e.tenant_id = ? and e.kind = 'everyone' and exists (select 1 from person)
            union all
            select g.principal_id, g.name, null from groups g join inside i on g.id = i.group_id where g.tenant_id = ?
            union all
            select c.id, null, c.members from principal c where c.tenant_id = ? and c.kind = 'all_of'
            """;

    private static final String USERS =
            """
            select u.username, u.principal_id, array(
                select m.group_id::text from group_member m where m.tenant_id = u.tenant_id and m.user_id = u.id) as direct
            from users u where u.tenant_id = ? and u.active
            """;

    private static final String FIND_OR_MAKE_ALL_OF =
            """
            with made as (
                insert into principal (tenant_id, kind, members) values (?, 'all_of', ?)
                on conflict (tenant_id, members) where kind = 'all_of' do update set members = excluded.members
                returning id)
            select id from made
            """;

    private final Sql sql;

    @Inject
    Principals(Sql sql) {
        this.sql = sql;
    }

    /** For the container's proxy. */
    protected Principals() {
        this(null);
    }

    /** One row of a holding: a principal, with a name if it is a group and members if it is a conjunction. */
    private record Held(int id, String name, int[] members) {

        static Held read(Row row) throws SQLException {
            return new Held(
                    row.integer("id"), row.text("name"), row.isNull("members") ? null : row.integers("members"));
        }

        boolean isConjunction() {
            return members != null;
        }

        Conjunction conjunction() {
            return new Conjunction(id, members);
        }
    }

    /** A group by its principal and name. */
    private record Group(int principal, String name) {}

    /** What the caller holds now. The operator and the application itself are nobody: they read no contents. */
    @Transactional
    public PrincipalSet of(Caller caller) {
        return caller.userId()
                .map(user -> ofUser(caller.tenant().value(), user.value()))
                .orElse(PrincipalSet.NOBODY);
    }

    /**
     * What a user of the caller's tenant holds now; nothing while deactivated.
     *
     * @throws Problem.NotFound if there is no such user
     */
    @Transactional
    public PrincipalSet ofUser(Caller caller, String username) {
        int tenant = caller.tenant().value();
        UUID user = sql.one(
                        "select id from users where tenant_id = ? and lower(username) = lower(?)",
                        row -> row.uuid("id"),
                        tenant,
                        username)
                .orElseThrow(() -> new Problem.NotFound("identity.user_unknown", username));
        return ofUser(tenant, user);
    }

    private PrincipalSet ofUser(int tenant, UUID user) {
        List<Held> rows = sql.list(OF_USER, Held::read, tenant, user, tenant, tenant, tenant, tenant, tenant);
        List<Integer> own =
                rows.stream().filter(row -> !row.isConjunction()).map(Held::id).toList();
        if (own.isEmpty()) {
            return PrincipalSet.NOBODY;
        }
        List<Conjunction> conjunctions =
                rows.stream().filter(Held::isConjunction).map(Held::conjunction).toList();
        List<String> groups = rows.stream()
                .map(Held::name)
                .filter(name -> name != null)
                .sorted()
                .toList();
        return new PrincipalSet(Memberships.held(own, conjunctions), groups);
    }

    /** What every active user holds now, by username. */
    @Transactional
    public Map<String, PrincipalSet> ofEveryUser(Caller caller) {
        int tenant = caller.tenant().value();
        int everyone = everyone(caller);
        Map<UUID, Group> groups = new TreeMap<>();
        sql.list(
                "select id, principal_id, name from groups where tenant_id = ?",
                row -> groups.put(row.uuid("id"), new Group(row.integer("principal_id"), row.text("name"))),
                tenant);
        Map<UUID, List<UUID>> parents = new GroupTree(sql).parents(tenant);
        List<Conjunction> conjunctions = sql.list(
                "select id, members from principal where tenant_id = ? and kind = 'all_of'",
                row -> new Conjunction(row.integer("id"), row.integers("members")),
                tenant);
        Map<String, PrincipalSet> holdings = new TreeMap<>();
        sql.list(
                USERS,
                row -> {
                    List<UUID> direct = Arrays.stream(row.texts("direct"))
                            .map(UUID::fromString)
                            .toList();
                    List<Group> inside = Memberships.closure(direct, parents).stream()
                            .map(groups::get)
                            .toList();
                    List<Integer> own = new ArrayList<>(List.of(everyone, row.integer("principal_id")));
                    inside.forEach(group -> own.add(group.principal()));
                    List<String> names =
                            inside.stream().map(Group::name).sorted().toList();
                    PrincipalSet holding = new PrincipalSet(Memberships.held(own, conjunctions), names);
                    return holdings.put(row.text("username"), holding);
                },
                tenant);
        return holdings;
    }

    /** The principal that everybody of the tenant holds. */
    @Transactional
    public int everyone(Caller caller) {
        return sql.one(
                        "select id from principal where tenant_id = ? and kind = 'everyone'",
                        row -> row.integer("id"),
                        caller.tenant().value())
                .orElseThrow(() -> new IllegalStateException("a tenant without its principal of everyone"));
    }

    /** The principal of a user, active or not; empty when there is no such user. */
    @Transactional
    public OptionalInt user(Caller caller, String username) {
        return principal(
                "select principal_id from users where tenant_id = ? and lower(username) = lower(?)", caller, username);
    }

    /** The principal of a group; empty when there is no such group. */
    @Transactional
    public OptionalInt group(Caller caller, String name) {
        return principal(
                "select principal_id from groups where tenant_id = ? and lower(name) = lower(?)", caller, name);
    }

    private OptionalInt principal(String query, Caller caller, String name) {
        return sql.one(
                        query,
                        row -> OptionalInt.of(row.integer("principal_id")),
                        caller.tenant().value(),
                        name)
                .orElse(OptionalInt.empty());
    }

    /** The principal that is held when all of these are held; made when it is first asked for. */
    @Transactional
    public int allOf(Caller caller, int[] members) {
        int[] distinct = Arrays.stream(members).sorted().distinct().toArray();
        if (distinct.length == 0) {
            throw new IllegalArgumentException("a conjunction of nothing");
        }
        if (distinct.length == 1) {
            return distinct[0];
        }
        return sql.one(
                        FIND_OR_MAKE_ALL_OF,
                        row -> row.integer("id"),
                        caller.tenant().value(),
                        distinct)
                .orElseThrow();
    }
}
