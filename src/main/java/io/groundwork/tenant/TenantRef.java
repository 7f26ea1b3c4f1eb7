package io.groundwork.tenant;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import java.util.Set;

/** A tenant as others refer to it. */
public record TenantRef(TenantId id, String slug, String name, boolean suspended) {

    /**
     * The operator at work on this tenant's shell: the same name in the audit trail, but bound to the tenant's rows.
     *
     * @throws io.groundwork.platform.kernel.Problem.Refused if the caller is not the operator
     */
    public Caller entered(Caller operator) {
        operator.require(Role.OPERATOR);
        return new Caller(id, slug, null, operator.username(), Set.of(Role.ADMIN), null);
    }
}
