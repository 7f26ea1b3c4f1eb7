package io.groundwork.collection;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/**
 * Collections and documents as entities, found for a change. Locks are always taken in the same order, collection before
 * document: a change of a collection's rule and one of a document's wait for each other, so that no document misses a
 * new deny.
 */
@ApplicationScoped
class Shelves {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Sql sql;

    /** A document with its collection, both locked: the document for a change, the collection against one. */
    record Place(DocumentCollection collection, Document document) {}

    DocumentCollection collectionForChange(Caller caller, String slug) {
        return collection(caller, collectionId(caller, slug), LockModeType.PESSIMISTIC_WRITE);
    }

    DocumentCollection collectionForChange(Caller caller, UUID id) {
        return collection(caller, id, LockModeType.PESSIMISTIC_WRITE);
    }

    DocumentCollection collectionHeldStill(Caller caller, String slug) {
        return collection(caller, collectionId(caller, slug), LockModeType.PESSIMISTIC_READ);
    }

    /** A collection by its slug, without a lock. */
    DocumentCollection collection(Caller caller, String slug) {
        return collection(caller, collectionId(caller, slug), LockModeType.NONE);
    }

    private UUID collectionId(Caller caller, String slug) {
        return sql.one(
                        "select id from collection where tenant_id = ? and slug = ?",
                        row -> row.uuid("id"),
                        caller.tenant().value(),
                        slug)
                .orElseThrow(Problem.NotFound::thing);
    }

    private DocumentCollection collection(Caller caller, UUID id, LockModeType lock) {
        return present(entities.find(DocumentCollection.class, RowId.of(caller, id), lock));
    }

    /** Keeps a new collection. */
    void add(DocumentCollection collection) {
        entities.persist(collection);
    }

    /** Deletes a document with its versions, at once, so that what it refers to can go next. */
    void remove(Document document) {
        entities.remove(document);
        entities.flush();
    }

    Place forChange(Caller caller, UUID document) {
        UUID home = home(caller, document).orElseThrow(Problem.NotFound::thing);
        DocumentCollection collection = collection(caller, home, LockModeType.PESSIMISTIC_READ);
        return in(caller, collection, document);
    }

    /** A document of a collection that is locked already. */
    Place in(Caller caller, DocumentCollection collection, UUID id) {
        Document document =
                present(entities.find(Document.class, RowId.of(caller, id), LockModeType.PESSIMISTIC_WRITE));
        if (!document.collectionId().equals(collection.id())) {
            throw new Problem.Conflict("collection.document_moved");
        }
        return new Place(collection, document);
    }

    /** A document with its collection, without locks. */
    Place place(Caller caller, UUID id) {
        Document document = present(entities.find(Document.class, RowId.of(caller, id)));
        return new Place(collection(caller, document.collectionId(), LockModeType.NONE), document);
    }

    /** Refuses an external id that a document of the collection has already. */
    void demandFree(Caller caller, DocumentCollection collection, String externalId) {
        sql.one(
                        "select 1 from document where tenant_id = ? and collection_id = ? and external_id = ?",
                        row -> 1,
                        caller.tenant().value(),
                        collection.id(),
                        externalId)
                .ifPresent(there -> {
                    throw new Problem.Conflict("collection.external_id_taken", externalId, collection.slug());
                });
    }

    private Optional<UUID> home(Caller caller, UUID document) {
        return sql.one(
                "select collection_id from document where tenant_id = ? and id = ?",
                row -> row.uuid("collection_id"),
                caller.tenant().value(),
                document);
    }

    private static <T> T present(T found) {
        if (found == null) {
            throw Problem.NotFound.thing();
        }
        return found;
    }
}
