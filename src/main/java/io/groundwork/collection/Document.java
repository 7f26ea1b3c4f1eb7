package io.groundwork.collection;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/**
 * A document of a collection. It is received with its first version, and every later file under its external id is a new
 * version; the newest version that became readable is the current one, and a slow older one never takes its place. A
 * draft is withheld from everybody until it is published. A document inherits its collection's rule until it is given its
 * own, and inherits again when that is taken away; it may move to another collection and keeps its own rule then.
 */
@Entity
@Table(name = "document")
class Document {

    static final String DRAFT = "draft";
    static final String PUBLISHED = "published";

    @EmbeddedId
    private RowId key;

    @Column(name = "collection_id")
    private UUID collectionId;

    @Column(name = "external_id", updatable = false)
    private String externalId;

    private String title;

    @Column(name = "source_url")
    private String sourceUrl;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    private String attributes;

    private String status;

    @Convert(converter = AccessRuleColumn.class)
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    private AccessRule access;

    @Column(name = "own_acl_id")
    private Integer ownAclId;

    @Column(name = "current_version")
    private int currentVersion;

    @Column(name = "latest_version")
    private int latestVersion;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Document() {}

    /** Takes over what a submission says of the document; what it leaves out stays. */
    void describe(Submission submission) {
        title = submission.title() == null ? title : submission.title();
        sourceUrl = submission.sourceUrl() == null ? sourceUrl : submission.sourceUrl();
        attributes = submission.attributes() == null
                ? attributes
                : submission.attributes().toString();
        touch();
    }

    void rename(String newTitle) {
        title = newTitle;
        touch();
    }

    void stand(String newStatus) {
        status = newStatus;
        touch();
    }

    /** Gives it a rule of its own, compiled into this class. */
    void restrict(AccessRule rule, int aclId) {
        access = rule;
        ownAclId = aclId;
        touch();
    }

    void inherit() {
        access = null;
        ownAclId = null;
        touch();
    }

    void moveTo(DocumentCollection collection) {
        collectionId = collection.id();
        touch();
    }

    int nextVersion() {
        latestVersion++;
        touch();
        return latestVersion;
    }

    /** Makes a readable version the current one, unless a later one is; tells whether it is. */
    boolean becomeCurrent(int version) {
        if (version > currentVersion) {
            currentVersion = version;
            touch();
        }
        return version == currentVersion;
    }

    /** The class under which its chunks belong. */
    int standsUnder(DocumentCollection collection, int withheld) {
        if (isDraft()) {
            return withheld;
        }
        return ownAclId == null ? collection.aclId() : ownAclId;
    }

    /** The rule that holds for it. */
    AccessRule effectiveRule(DocumentCollection collection) {
        return effectiveRule(collection, access());
    }

    static AccessRule effectiveRule(DocumentCollection collection, Optional<AccessRule> own) {
        return own.map(rule -> rule.under(collection.access())).orElse(collection.access());
    }

    private void touch() {
        updatedAt = Instant.now();
    }

    boolean isDraft() {
        return DRAFT.equals(status);
    }

    UUID id() {
        return key.id();
    }

    UUID collectionId() {
        return collectionId;
    }

    String externalId() {
        return externalId;
    }

    String title() {
        return title;
    }

    String sourceUrl() {
        return sourceUrl;
    }

    String status() {
        return status;
    }

    Optional<AccessRule> access() {
        return Optional.ofNullable(access);
    }

    Optional<Integer> ownAclId() {
        return Optional.ofNullable(ownAclId);
    }

    int latestVersion() {
        return latestVersion;
    }
}
