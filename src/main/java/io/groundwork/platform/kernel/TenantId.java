package io.groundwork.platform.kernel;

/** A tenant's internal number; it never leaves the installation (outside, a tenant is known by its slug). */
public record TenantId(int value) {

    public TenantId {
        if (value <= 0) {
            throw new IllegalArgumentException("a tenant id is positive");
        }
    }
}
