package io.groundwork.tenant;

import io.groundwork.platform.kernel.TenantId;

/**
 * Fired inside the transaction that removes a tenant, before its row goes. Whoever keeps rows that do not hang on the
 * tenant's row by a cascading key removes them now.
 */
public record TenantDeleting(TenantId tenant) {}
