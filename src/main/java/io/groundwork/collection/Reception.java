package io.groundwork.collection;

import io.groundwork.audit.AuditTrail;
import io.groundwork.audit.Difference;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes files in as documents and versions. */
@ApplicationScoped
class Reception {

    private static final String INSERT =
            """
            insert into document (tenant_id, collection_id, external_id, title, status) values (?, ?, ?, ?, ?)
            on conflict (tenant_id, collection_id, external_id) do nothing
            """;

    private static final String FIND =
            "select id from document where tenant_id = ? and collection_id = ? and external_id = ?";

    @Inject
    private Sql sql;

    @Inject
    private Shelves shelves;

    @Inject
    private Versions versions;

    @Inject
    private DocumentAccess access;

    @Inject
    private AuditTrail audit;

    /** @param collection locked against changes */
    Received receive(Caller caller, DocumentCollection collection, Submission submission) {
        String externalId = externalId(submission);
        boolean made = make(caller, collection, externalId, submission);
        Shelves.Place place = shelves.in(caller, collection, find(caller, collection, externalId));
        Difference difference = new Difference();
        Document document = place.document();
        String titleBefore = document.title();
        document.describe(submission);
        difference.field("title", titleBefore, document.title());
        if (submission.status() != null && !submission.status().equals(document.status())) {
            difference.field("status", document.status(), submission.status());
            access.stand(caller, place, submission.status());
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        if (submission.access() != null) {
            AccessRule rule = AccessRule.parse(submission.access(), "access");
            detail.putAll(access.set(caller, place, Optional.of(rule), "access").detail());
        }
        Received received = version(caller, document, submission);
        detail.putAll(difference.detail());
        record(caller, place, made, received, detail);
        return received;
    }

    private static String externalId(Submission submission) {
        if (submission.externalId() != null) {
            return submission.externalId();
        }
        boolean named = submission.fileName() != null && !submission.fileName().isBlank();
        return named ? submission.fileName() : UUID.randomUUID().toString();
    }

    private boolean make(Caller caller, DocumentCollection collection, String externalId, Submission submission) {
        String title = submission.title() == null ? externalId : submission.title();
        String status = submission.status() == null ? Document.PUBLISHED : submission.status();
        return sql.run(INSERT, caller.tenant().value(), collection.id(), externalId, title, status) > 0;
    }

    private UUID find(Caller caller, DocumentCollection collection, String externalId) {
        return sql.one(FIND, row -> row.uuid("id"), caller.tenant().value(), collection.id(), externalId)
                .orElseThrow();
    }

    private Received version(Caller caller, Document document, Submission submission) {
        byte[] hash = Versions.sha256(submission.content());
        int latest = document.latestVersion();
        Optional<Versions.Latest> same =
                versions.find(caller, document.id(), latest).filter(version -> version.hasSameBytes(hash));
        if (same.isEmpty()) {
            int version = document.nextVersion();
            versions.add(caller, document.id(), version, submission, hash);
            return new Received(document.id(), version, false);
        }
        boolean failed = same.get().state() == VersionState.FAILED;
        if (failed) {
            versions.receivedAgain(caller, document.id(), latest, submission);
        }
        return new Received(document.id(), latest, !failed);
    }

    private void record(
            Caller caller, Shelves.Place place, boolean made, Received received, Map<String, Object> detail) {
        if (!made && received.unchanged() && detail.isEmpty()) {
            return;
        }
        detail.put("version", received.version());
        String action = made ? "document.created" : "document.received";
        audit.record(caller, action, Documents.KIND, Documents.name(place), detail);
    }
}
