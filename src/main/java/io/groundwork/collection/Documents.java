package io.groundwork.collection;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The documents of a tenant and their versions. Admins manage all of them; reading a text follows the access rule, for
 * admins too. While a new version is on its way, the one before it stays the current one.
 */
@ApplicationScoped
public class Documents {

    /**
     * Takes in a file: a new document, or a new version of the one with this external id. The same bytes as the latest
     * version make no new version; if that one failed, it is received again under its number.
     */
    @Transactional
    public Received receive(Caller caller, String collectionSlug, Submission submission) {
        throw new UnsupportedOperationException();
    }

    /** The received bytes of a version; empty when the document or the version has gone. */
    @Transactional
    public Optional<VersionFile> file(Caller caller, UUID document, int version) {
        throw new UnsupportedOperationException();
    }

    /** Notes that a version is being worked on (again). */
    @Transactional
    public void processing(Caller caller, UUID document, int version) {
        throw new UnsupportedOperationException();
    }

    /**
     * Notes that a version is readable, and makes it the current one unless a later one is already.
     *
     * @return whether it is now the current version, whose chunks belong in the index
     */
    @Transactional
    public boolean ready(Caller caller, UUID document, int version, String text) {
        throw new UnsupportedOperationException();
    }

    @Transactional
    public void failed(Caller caller, UUID document, int version, String code, String message) {
        throw new UnsupportedOperationException();
    }

    /**
     * The access class under which the chunks of the document stand now. The document stays locked until the transaction
     * ends, so that a change of its access waits for the chunks that are being written.
     */
    @Transactional
    public int indexAcl(Caller caller, UUID document) {
        throw new UnsupportedOperationException();
    }

    /** The text of a version, for whoever may read the document. */
    @Transactional
    public String text(Caller caller, UUID document, int version) {
        throw new UnsupportedOperationException();
    }

    @Transactional
    public DocumentDetail read(Caller caller, UUID document) {
        throw new UnsupportedOperationException();
    }

    /** By title; the cursor is opaque. */
    @Transactional
    public Page<DocumentRow> page(Caller caller, String collectionSlug, DocumentFilter filter, Page.Request request) {
        throw new UnsupportedOperationException();
    }

    @Transactional
    public long count(Caller caller, String collectionSlug, DocumentFilter filter) {
        throw new UnsupportedOperationException();
    }

    /** Newest first. */
    @Transactional
    public List<VersionRow> versions(Caller caller, UUID document) {
        throw new UnsupportedOperationException();
    }

    @Transactional
    public DocumentDetail change(Caller caller, UUID document, DocumentChange change) {
        throw new UnsupportedOperationException();
    }

    @Transactional
    public void delete(Caller caller, UUID document) {
        throw new UnsupportedOperationException();
    }

    /** Gives the document a rule of its own, or, when empty, lets it inherit its collection's. */
    @Transactional
    public AccessEffect setAccess(Caller caller, UUID document, Optional<AccessRule> rule) {
        throw new UnsupportedOperationException();
    }

    /** Who would gain and lose access by this rule; nothing is changed. */
    @Transactional
    public AccessEffect previewAccess(Caller caller, UUID document, Optional<AccessRule> rule) {
        throw new UnsupportedOperationException();
    }

    /** Why a person may or may not read a document. */
    @Transactional
    public AccessCheck check(Caller caller, String username, UUID document) {
        throw new UnsupportedOperationException();
    }
}
