package io.groundwork.collection;

import io.groundwork.audit.AuditTrail;
import io.groundwork.audit.Difference;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The documents of a tenant and their versions. Admins manage all of them; reading a text follows the access rule, for
 * admins too. While a new version is on its way, the one before it stays the current one.
 */
@ApplicationScoped
public class Documents {

    static final String KIND = "document";

    @Inject
    private Sql sql;

    @Inject
    private Shelves shelves;

    @Inject
    private Reception reception;

    @Inject
    private Versions versions;

    @Inject
    private DocumentList list;

    @Inject
    private DocumentAccess access;

    @Inject
    private CollectionList collections;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<DocumentRemoved> removed;

    /**
     * Takes in a file: a new document, or a new version of the one with this external id. The same bytes as the latest
     * version make no new version; if that one failed, it is received again under its number.
     *
     * @throws Problem.Invalid naming every bad field, and every entry of the rule that names nobody
     */
    @Transactional
    public Received receive(Caller caller, String collectionSlug, Submission submission) {
        caller.require(Role.ADMIN);
        CollectionRules.check(submission);
        return reception.receive(caller, shelves.collectionHeldStill(caller, collectionSlug), submission);
    }

    /** The received bytes of a version; empty when the document or the version has gone. */
    @Transactional
    public Optional<VersionFile> file(Caller caller, UUID document, int version) {
        caller.require(Role.ADMIN);
        return versions.file(caller, document, version);
    }

    /** Notes that a version is being worked on (again). */
    @Transactional
    public void processing(Caller caller, UUID document, int version) {
        caller.require(Role.ADMIN);
        versions.processing(caller, document, version);
    }

    /**
     * Notes that a version is readable, and makes it the current one unless a later one is already. Its text is fixed from
     * then on: a second call changes nothing.
     *
     * @return whether it is now the current version, whose chunks belong in the index
     */
    @Transactional
    public boolean ready(Caller caller, UUID document, int version, String text) {
        caller.require(Role.ADMIN);
        Document found = shelves.forChange(caller, document).document();
        versions.ready(caller, document, version, text);
        return found.becomeCurrent(version);
    }

    /** Notes that a version cannot be read, and why; a version that is ready stays so. */
    @Transactional
    public void failed(Caller caller, UUID document, int version, String code, String message) {
        caller.require(Role.ADMIN);
        versions.failed(caller, document, version, new VersionError(code, message));
    }

    /**
     * The access class under which the chunks of the document stand now. The document stays locked until the transaction
     * ends, so that a change of its access waits for the chunks that are being written.
     */
    @Transactional
    public int indexAcl(Caller caller, UUID document) {
        caller.require(Role.ADMIN);
        return access.classOf(caller, shelves.forChange(caller, document));
    }

    /**
     * The text of a version, for whoever may read the document; offsets in it count code points.
     *
     * @throws Problem.Refused to an admin whom the rule does not let read
     */
    @Transactional
    public String text(Caller caller, UUID document, int version) {
        DocumentDetail found = read(caller, document);
        if (Readership.manages(caller) && !access.ruleAllows(caller, found.id())) {
            throw new Problem.Refused("collection.text_not_readable");
        }
        return versions.text(caller, document, version)
                .orElseThrow(() -> new Problem.NotFound("collection.text_not_ready"));
    }

    @Transactional
    public DocumentDetail read(Caller caller, UUID document) {
        return list.find(caller, document).orElseThrow(Problem.NotFound::thing);
    }

    /** By title; the cursor is opaque. A collection that the caller may not know is not found. */
    @Transactional
    public Page<DocumentRow> page(Caller caller, String collectionSlug, DocumentFilter filter, Page.Request request) {
        collections.find(caller, collectionSlug).orElseThrow(Problem.NotFound::thing);
        return list.page(caller, collectionSlug, filter, request);
    }

    @Transactional
    public long count(Caller caller, String collectionSlug, DocumentFilter filter) {
        return list.count(caller, collectionSlug, filter);
    }

    /** Newest first; readers see those with a text. */
    @Transactional
    public List<VersionRow> versions(Caller caller, UUID document) {
        read(caller, document);
        return versions.of(caller, document, Readership.manages(caller));
    }

    /** Renames, publishes, withholds or moves a document. */
    @Transactional
    public DocumentDetail change(Caller caller, UUID id, DocumentChange change) {
        caller.require(Role.ADMIN);
        CollectionRules.check(change);
        Shelves.Place place = shelves.forChange(caller, id);
        Document document = place.document();
        Difference difference = new Difference()
                .field("title", document.title(), change.title() == null ? document.title() : change.title())
                .field("status", document.status(), change.status() == null ? document.status() : change.status());
        if (change.title() != null) {
            document.rename(change.title());
        }
        if (change.status() != null) {
            access.stand(caller, place, change.status());
        }
        if (change.collection() != null
                && !change.collection().equals(place.collection().slug())) {
            access.move(caller, place, change.collection());
            difference.field("collection", place.collection().slug(), change.collection());
        }
        if (!difference.isEmpty()) {
            audit.record(caller, "document.changed", KIND, name(place), difference.detail());
        }
        return read(caller, id);
    }

    /** Renames a document that is still called what it was called before; one that somebody renamed meanwhile stays so. */
    @Transactional
    public void rename(Caller caller, UUID id, String before, String title) {
        caller.require(Role.ADMIN);
        if (shelves.forChange(caller, id).document().title().equals(before)) {
            change(caller, id, new DocumentChange(title, null, null));
        }
    }

    @Transactional
    public void delete(Caller caller, UUID document) {
        caller.require(Role.ADMIN);
        Shelves.Place place = shelves.forChange(caller, document);
        String name = name(place);
        remove(caller, place.document());
        audit.record(
                caller,
                "document.deleted",
                KIND,
                name,
                Map.of("title", place.document().title()));
    }

    /** Deletes all documents of a collection that is locked for a change; tells how many. */
    int deleteAll(Caller caller, DocumentCollection collection) {
        List<UUID> documents = sql.list(
                "select id from document where tenant_id = ? and collection_id = ? order by id",
                row -> row.uuid("id"),
                caller.tenant().value(),
                collection.id());
        documents.forEach(
                id -> remove(caller, shelves.in(caller, collection, id).document()));
        return documents.size();
    }

    private void remove(Caller caller, Document document) {
        removed.fire(new DocumentRemoved(caller, document.id()));
        shelves.remove(document);
        document.ownAclId().ifPresent(acl -> access.drop(caller, acl));
    }

    /** Gives the document a rule of its own, or, when empty, lets it inherit its collection's. */
    @Transactional
    public AccessEffect setAccess(Caller caller, UUID document, Optional<AccessRule> rule) {
        caller.require(Role.ADMIN);
        Shelves.Place place = shelves.forChange(caller, document);
        AccessEffect effect = access.effect(caller, place, rule);
        Difference difference = access.set(caller, place, rule, "");
        if (!difference.isEmpty()) {
            audit.record(caller, "document.access_changed", KIND, name(place), difference.detail());
        }
        return effect;
    }

    /** Who would gain and lose access by this rule; nothing is changed. */
    @Transactional
    public AccessEffect previewAccess(Caller caller, UUID document, Optional<AccessRule> rule) {
        caller.require(Role.ADMIN);
        Shelves.Place place = shelves.place(caller, document);
        access.check(caller, rule, "");
        return access.effect(caller, place, rule);
    }

    /**
     * Why a person may or may not read a document.
     *
     * @throws Problem.NotFound if there is no such person or document
     */
    @Transactional
    public AccessCheck check(Caller caller, String username, UUID document) {
        caller.require(Role.ADMIN);
        return access.explain(caller, shelves.place(caller, document), username);
    }

    static String name(Shelves.Place place) {
        return place.collection().slug() + "/" + place.document().externalId();
    }
}
