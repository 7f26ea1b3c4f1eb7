package io.groundwork.collection;

import io.groundwork.platform.kernel.Caller;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** The key of a row that belongs to a tenant. */
@Embeddable
record RowId(@Column(name = "tenant_id") int tenantId, @Column(name = "id") UUID id) {

    static RowId of(Caller caller, UUID id) {
        return new RowId(caller.tenant().value(), id);
    }
}
