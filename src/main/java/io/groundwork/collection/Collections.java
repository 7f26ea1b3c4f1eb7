package io.groundwork.collection;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * The collections of a tenant. Admins see and change all of them; everybody else sees those in which their access lets
 * them read something, by the collection's rule or by a document's own.
 */
@ApplicationScoped
public class Collections {

    @Transactional
    public CollectionDetail create(Caller caller, NewCollection collection) {
        throw new UnsupportedOperationException();
    }

    /** By slug; the cursor is the last slug. */
    @Transactional
    public Page<CollectionDetail> page(Caller caller, Page.Request request) {
        throw new UnsupportedOperationException();
    }

    @Transactional
    public CollectionDetail read(Caller caller, String slug) {
        throw new UnsupportedOperationException();
    }

    /** The slugs of the collections in which the caller may read something; being an admin adds none. */
    @Transactional
    public List<String> readable(Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Transactional
    public CollectionDetail change(Caller caller, String slug, CollectionChange change) {
        throw new UnsupportedOperationException();
    }

    /** Deletes the collection with all its documents. */
    @Transactional
    public void delete(Caller caller, String slug) {
        throw new UnsupportedOperationException();
    }

    /** Replaces the rule; it holds at the next statement. */
    @Transactional
    public AccessEffect setAccess(Caller caller, String slug, AccessRule rule) {
        throw new UnsupportedOperationException();
    }

    /** Who would gain and lose access by this rule; nothing is changed. */
    @Transactional
    public AccessEffect previewAccess(Caller caller, String slug, AccessRule rule) {
        throw new UnsupportedOperationException();
    }
}
