package io.groundwork.identity;

import io.groundwork.tenant.Tenant;

/** An opened tenant with the key of its first admin, whose secret is shown here and never again. */
public record OpenedTenant(Tenant tenant, IssuedKey adminKey) {}
