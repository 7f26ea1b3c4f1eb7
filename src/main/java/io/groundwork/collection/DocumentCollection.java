package io.groundwork.collection;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/**
 * A collection of documents under one access rule. It is made with its rule, or with none, which lets nobody in; it keeps
 * its access class for life, and granting changes what the class says. Its documents inherit that class until one is
 * given a rule of its own. How its texts are split may change and then holds for what is received afterwards.
 */
@Entity
@Table(name = "collection")
class DocumentCollection {

    @EmbeddedId
    private RowId key;

    @Column(updatable = false)
    private String slug;

    private String name;
    private String description;

    @Convert(converter = AccessRuleColumn.class)
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    private AccessRule access;

    @Column(name = "acl_id", updatable = false)
    private int aclId;

    @Column(name = "target_tokens")
    private int targetTokens;

    @Column(name = "overlap_tokens")
    private int overlapTokens;

    @Column(name = "freshness_days")
    private Integer freshnessDays;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected DocumentCollection() {}

    /** @param aclId the class that its rule was compiled into */
    DocumentCollection(RowId key, NewCollection made, int aclId) {
        this.key = key;
        this.slug = made.slug();
        this.name = made.name();
        this.description = made.description() == null ? "" : made.description();
        this.access = made.access();
        this.aclId = aclId;
        this.freshnessDays = made.freshnessDays();
        split(made.chunking() == null ? Chunking.DEFAULT : made.chunking());
        this.createdAt = Instant.now();
        this.updatedAt = createdAt;
    }

    void change(CollectionChange change) {
        name = change.name() == null ? name : change.name();
        description = change.description() == null ? description : change.description();
        if (change.chunking() != null) {
            split(change.chunking());
        }
        if (change.freshnessDays() != null) {
            freshnessDays = change.freshnessDays().orElse(null);
        }
        updatedAt = Instant.now();
    }

    private void split(Chunking chunking) {
        targetTokens = chunking.targetTokens();
        overlapTokens = chunking.overlapTokens();
    }

    void grant(AccessRule rule) {
        access = rule;
        updatedAt = Instant.now();
    }

    UUID id() {
        return key.id();
    }

    String slug() {
        return slug;
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    AccessRule access() {
        return access;
    }

    int aclId() {
        return aclId;
    }

    Chunking chunking() {
        return new Chunking(targetTokens, overlapTokens);
    }

    Integer freshnessDays() {
        return freshnessDays;
    }
}
