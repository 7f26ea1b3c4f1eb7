package io.groundwork.identity;

import io.groundwork.audit.AuditTrail;
import io.groundwork.audit.Difference;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The groups of a tenant. Members of a group are members of its parents, and so on up; a group is never above itself.
 * Every change takes effect at the next query. A group is known by its name, and answers to its id as well.
 */
@ApplicationScoped
public class Groups {

    private static final String KIND = "group";

    @Inject
    private Sql sql;

    @Inject
    private Directory directory;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<GroupDeleting> deleting;

    @Inject
    private Event<GroupRenamed> renamed;

    @Transactional
    public GroupDetail create(Caller caller, NewGroup made) {
        caller.require(Role.ADMIN);
        new PersonRules().groupName(made.name()).demand();
        int tenant = caller.tenant().value();
        directory.lock(tenant);
        demandFree(tenant, made.name());
        UUID id = UUID.randomUUID();
        sql.run(
                "insert into groups (tenant_id, id, principal_id, name) values (?, ?, ?, ?)",
                tenant,
                id,
                directory.newPrincipal(tenant, KIND),
                made.name());
        setMembers(tenant, id, made.members());
        setParents(tenant, id, made.parents());
        GroupDetail group = find(caller, made.name());
        Map<String, Object> detail = Map.of("members", group.members(), "parents", group.parents());
        audit.record(caller, "group.created", KIND, group.name(), detail);
        return group;
    }

    private void demandFree(int tenant, String name) {
        sql.one("select 1 from groups where tenant_id = ? and lower(name) = lower(?)", row -> 1, tenant, name)
                .ifPresent(there -> {
                    throw new Problem.Conflict("identity.group_taken", name);
                });
    }

    /**
     * One group.
     *
     * @throws Problem.NotFound if there is none
     */
    @Transactional
    public GroupDetail find(Caller caller, String group) {
        caller.require(Role.ADMIN);
        return directory.group(caller.tenant().value(), group).orElseThrow(Problem.NotFound::thing);
    }

    /** Groups by name; {@code containing} is a part of the name, null for all. */
    @Transactional
    public Page<GroupDetail> page(Caller caller, String containing, Page.Request page) {
        caller.require(Role.ADMIN);
        List<GroupDetail> rows = directory.groups(caller.tenant().value(), containing, page.after(), page.limit() + 1);
        return Page.cut(rows, page.limit(), group -> group.name().toLowerCase(Locale.ROOT));
    }

    @Transactional
    public GroupDetail patch(Caller caller, String group, GroupPatch patch) {
        caller.require(Role.ADMIN);
        int tenant = caller.tenant().value();
        directory.lock(tenant);
        GroupDetail before = find(caller, group);
        patch.name().filter(name -> !name.equals(before.name())).ifPresent(name -> rename(caller, before, name));
        patch.members().ifPresent(members -> setMembers(tenant, before.id(), members));
        patch.parents().ifPresent(parents -> setParents(tenant, before.id(), parents));
        GroupDetail after = find(caller, before.id().toString());
        Difference change = new Difference()
                .field("name", before.name(), after.name())
                .field("members", before.members(), after.members())
                .field("parents", before.parents(), after.parents());
        if (!change.isEmpty()) {
            audit.record(caller, "group.changed", KIND, after.name(), change.detail());
        }
        return after;
    }

    private void rename(Caller caller, GroupDetail group, String name) {
        int tenant = caller.tenant().value();
        new PersonRules().groupName(name).demand();
        if (!name.equalsIgnoreCase(group.name())) {
            demandFree(tenant, name);
        }
        sql.run("update groups set name = ? where tenant_id = ? and id = ?", name, tenant, group.id());
        renamed.fire(new GroupRenamed(caller, group.name(), name, principal(tenant, group)));
    }

    /**
     * Removes a group with its memberships.
     *
     * @throws Problem.Conflict if an access rule names it
     */
    @Transactional
    public void delete(Caller caller, String group) {
        GroupDetail gone = find(caller, group);
        int tenant = caller.tenant().value();
        int principal = principal(tenant, gone);
        deleting.fire(new GroupDeleting(caller, gone.name(), principal));
        sql.run("delete from principal where tenant_id = ? and id = ?", tenant, principal);
        Map<String, Object> detail = Map.of("members", gone.members(), "parents", gone.parents());
        audit.record(caller, "group.deleted", KIND, gone.name(), detail);
    }

    private int principal(int tenant, GroupDetail group) {
        return sql.one(
                        "select principal_id from groups where tenant_id = ? and id = ?",
                        row -> row.integer("principal_id"),
                        tenant,
                        group.id())
                .orElseThrow(Problem.NotFound::thing);
    }

    /** Makes a user a member; one who is a member already stays one. */
    @Transactional
    public void addMember(Caller caller, String group, String username) {
        GroupDetail found = find(caller, group);
        UserDetail user = user(caller, username);
        int added = sql.run(
                "insert into group_member (tenant_id, group_id, user_id) values (?, ?, ?) on conflict do nothing",
                caller.tenant().value(),
                found.id(),
                user.id());
        recordMember(caller, "group.member_added", found, user, added);
    }

    /** Ends a membership; ending one that is not there changes nothing. */
    @Transactional
    public void removeMember(Caller caller, String group, String username) {
        GroupDetail found = find(caller, group);
        UserDetail user = user(caller, username);
        int removed = sql.run(
                "delete from group_member where tenant_id = ? and group_id = ? and user_id = ?",
                caller.tenant().value(),
                found.id(),
                user.id());
        recordMember(caller, "group.member_removed", found, user, removed);
    }

    private UserDetail user(Caller caller, String username) {
        return directory.user(caller.tenant().value(), username).orElseThrow(Problem.NotFound::thing);
    }

    private void recordMember(Caller caller, String action, GroupDetail group, UserDetail user, int changed) {
        if (changed > 0) {
            audit.record(caller, action, KIND, group.name(), Map.of("username", user.username()));
        }
    }

    private void setMembers(int tenant, UUID group, List<String> usernames) {
        Set<UUID> users = directory.userIds(tenant, "members", usernames);
        sql.run("delete from group_member where tenant_id = ? and group_id = ?", tenant, group);
        sql.batch(
                "insert into group_member (tenant_id, group_id, user_id) values (?, ?, ?)", rows(tenant, group, users));
    }

    private void setParents(int tenant, UUID group, List<String> names) {
        Set<UUID> parents = directory.groupIds(tenant, "parents", names);
        sql.run("delete from group_parent where tenant_id = ? and group_id = ?", tenant, group);
        Map<UUID, List<UUID>> tree = new GroupTree(sql).parents(tenant);
        PersonRules rules = new PersonRules();
        for (UUID parent : parents) {
            rules.check("parents", !Memberships.wouldCircle(group, parent, tree), "identity.group_circle");
        }
        rules.demand();
        sql.batch(
                "insert into group_parent (tenant_id, group_id, parent_id) values (?, ?, ?)",
                rows(tenant, group, parents));
    }

    private static List<Object[]> rows(int tenant, UUID group, Collection<UUID> others) {
        return others.stream().map(other -> new Object[] {tenant, group, other}).toList();
    }
}
