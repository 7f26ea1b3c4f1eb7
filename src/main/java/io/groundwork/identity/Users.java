package io.groundwork.identity;

import io.groundwork.audit.AuditTrail;
import io.groundwork.audit.Difference;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The people of a tenant, kept by its admins. What changes here holds at the next request of the person. */
@ApplicationScoped
public class Users {

    private static final String KIND = "user";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Sql sql;

    @Inject
    private Directory directory;

    @Inject
    private AuditTrail audit;

    @Transactional
    public UserDetail create(Caller caller, NewUser made) {
        caller.require(Role.ADMIN);
        new PersonRules()
                .username(made.username())
                .email(made.email())
                .displayName(made.displayName().orElse(made.username()))
                .demand();
        int tenant = caller.tenant().value();
        directory.lock(tenant);
        if (directory.user(tenant, made.username()).isPresent()) {
            throw new Problem.Conflict("identity.username_taken", made.username());
        }
        User user = new User(tenant, directory.newPrincipal(tenant, KIND), made);
        entities.persist(user);
        join(tenant, user.id(), made.groups());
        UserDetail detail = find(caller, made.username());
        audit.record(
                caller,
                "user.created",
                KIND,
                detail.username(),
                Map.of(
                        "email", detail.email(),
                        "display_name", detail.displayName(),
                        "roles", detail.roles(),
                        "groups", detail.groups()));
        return detail;
    }

    /**
     * One user by name.
     *
     * @throws Problem.NotFound if there is none
     */
    @Transactional
    public UserDetail find(Caller caller, String username) {
        caller.require(Role.ADMIN);
        return directory.user(caller.tenant().value(), username).orElseThrow(Problem.NotFound::thing);
    }

    /**
     * Users by username.
     *
     * @param containing a part of the username, display name or email; null for all
     */
    @Transactional
    public Page<UserDetail> page(Caller caller, String containing, Page.Request page) {
        caller.require(Role.ADMIN);
        List<UserDetail> rows = directory.users(caller.tenant().value(), containing, page.after(), page.limit() + 1);
        return Page.cut(rows, page.limit(), user -> user.username().toLowerCase(Locale.ROOT));
    }

    @Transactional
    public UserDetail patch(Caller caller, String username, UserPatch patch) {
        caller.require(Role.ADMIN);
        PersonRules rules = new PersonRules();
        patch.email().ifPresent(rules::email);
        patch.displayName().ifPresent(rules::displayName);
        rules.demand();
        int tenant = caller.tenant().value();
        directory.lock(tenant);
        UserDetail before = find(caller, username);
        User user = entities.find(User.class, new User.Key(tenant, before.id()));
        boolean wasAdmin = user.isActiveAdmin();
        apply(patch, user);
        patch.groups().ifPresent(groups -> join(tenant, user.id(), groups));
        if (wasAdmin && !user.isActiveAdmin()) {
            demandAnAdmin(tenant);
        }
        UserDetail after = find(caller, username);
        record(caller, before, after, patch.password().isPresent());
        return after;
    }

    private static void apply(UserPatch patch, User user) {
        patch.email().ifPresent(user::writeTo);
        patch.displayName().ifPresent(user::rename);
        patch.password().ifPresent(user::choosePassword);
        patch.roles().ifPresent(user::grant);
        patch.active().ifPresent(active -> {
            if (active) {
                user.reactivate();
            } else {
                user.deactivate();
            }
        });
    }

    /** Ends the user's sessions and keys at once; the user stays known, because evidence names them. */
    @Transactional
    public void deactivate(Caller caller, String username) {
        patch(caller, username, UserPatch.active(false));
    }

    private void join(int tenant, UUID user, List<String> groups) {
        List<Object[]> rows = directory.groupIds(tenant, "groups", groups).stream()
                .map(group -> new Object[] {tenant, group, user})
                .toList();
        sql.run("delete from group_member where tenant_id = ? and user_id = ?", tenant, user);
        sql.batch("insert into group_member (tenant_id, group_id, user_id) values (?, ?, ?)", rows);
    }

    private void demandAnAdmin(int tenant) {
        sql.one("select 1 from users where tenant_id = ? and active and 'admin' = any(roles) limit 1", row -> 1, tenant)
                .orElseThrow(() -> new Problem.Conflict("identity.last_admin"));
    }

    private void record(Caller caller, UserDetail before, UserDetail after, boolean password) {
        Difference change = new Difference()
                .field("email", before.email(), after.email())
                .field("display_name", before.displayName(), after.displayName())
                .field("roles", before.roles(), after.roles())
                .field("groups", before.groups(), after.groups())
                .field("active", before.active(), after.active());
        if (password) {
            change.secret("password");
        }
        if (!change.isEmpty()) {
            boolean left = before.active() && !after.active();
            audit.record(caller, left ? "user.deactivated" : "user.changed", KIND, after.username(), change.detail());
        }
    }
}
