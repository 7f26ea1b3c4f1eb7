package io.groundwork.identity;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.tenant.TenantRef;
import io.groundwork.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Opens a tenant whole: the register's entry, the principal of everyone, the first admin and the admin's key, or nothing. */
@ApplicationScoped
public class Onboarding {

    private static final String FIRST_KEY = "first admin key";

    @Inject
    private Tenants tenants;

    @Inject
    private Directory directory;

    @Inject
    private Users users;

    @Inject
    private ApiKeys keys;

    /** Opens a tenant; only the operator may. */
    @Transactional
    public OpenedTenant open(Caller caller, NewTenant opened) {
        TenantRef tenant = tenants.create(caller, opened.slug(), opened.name());
        Caller inside = tenant.entered(caller);
        directory.newPrincipal(tenant.id().value(), "everyone");
        makeAdmin(inside, opened.admin());
        IssuedKey key = keys.create(inside, opened.admin().username(), FIRST_KEY, Optional.empty());
        return new OpenedTenant(tenants.get(caller, tenant.slug()), key);
    }

    /** What is wrong with the admin is told as fields of the admin. */
    private void makeAdmin(Caller inside, NewUser admin) {
        try {
            users.create(inside, admin);
        } catch (Problem.Invalid invalid) {
            throw new Problem.Invalid(invalid.fields().stream()
                    .map(field -> new Problem.Invalid.Field("admin." + field.name(), field.text()))
                    .toList());
        }
    }
}
