package io.groundwork.retrieval;

import io.groundwork.collection.DocumentAclChanged;
import io.groundwork.collection.DocumentRemoved;
import io.groundwork.tenant.TenantDeleting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Follows what happens to documents and tenants below, inside the transaction in which it happens. */
@ApplicationScoped
class IndexFollowsDocuments {

    @Inject
    private ChunkIndex index;

    void on(@Observes DocumentAclChanged changed) {
        index.repoint(changed.caller(), changed.documentId(), changed.aclId());
    }

    void on(@Observes DocumentRemoved removed) {
        index.remove(removed.caller(), removed.documentId());
    }

    void on(@Observes TenantDeleting deleting) {
        index.removeTenant(deleting.tenant());
    }
}
