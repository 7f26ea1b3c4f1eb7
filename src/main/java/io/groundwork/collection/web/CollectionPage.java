package io.groundwork.collection.web;

import io.groundwork.audit.AuditEntry;
import io.groundwork.audit.AuditFilter;
import io.groundwork.audit.AuditTrail;
import io.groundwork.collection.AccessRule;
import io.groundwork.collection.Chunking;
import io.groundwork.collection.CollectionChange;
import io.groundwork.collection.CollectionDetail;
import io.groundwork.collection.Collections;
import io.groundwork.collection.DocumentFilter;
import io.groundwork.collection.Documents;
import io.groundwork.collection.VersionState;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Toast;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** One collection: what is in it, whom it lets in, its settings, and who changed what. */
@Named
@RequestScoped
public class CollectionPage {

    private static final int LATEST = 50;

    @Inject
    private Collections collections;

    @Inject
    private Documents documents;

    @Inject
    private AuditTrail audit;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Act act;

    @Inject
    private Toast toast;

    @Inject
    private Here here;

    private CollectionDetail collection;
    private String name;
    private String description;
    private Integer targetTokens;
    private Integer overlapTokens;
    private Integer freshnessDays;

    @PostConstruct
    void load() {
        collection = collections.read(caller.get(), here.name("collection"));
        name = collection.name();
        description = collection.description();
        targetTokens = collection.chunking().targetTokens();
        overlapTokens = collection.chunking().overlapTokens();
        freshnessDays = collection.freshnessDays();
    }

    public CollectionDetail getCollection() {
        return collection;
    }

    public AccessRule getRule() {
        return collection.access().orElse(AccessRule.NOBODY);
    }

    public Visibility getVisibility() {
        return Visibility.of(getRule());
    }

    public long getReady() {
        return count(new DocumentFilter(null, null, VersionState.READY));
    }

    public long getFailed() {
        return count(new DocumentFilter(null, null, VersionState.FAILED));
    }

    public long getDrafts() {
        return count(new DocumentFilter(null, "draft", null));
    }

    private long count(DocumentFilter filter) {
        return documents.count(caller.get(), collection.slug(), filter);
    }

    public List<AuditEntry> getActivity() {
        return audit.search(caller.get(), AuditFilter.of("collection", collection.slug()), Page.Request.first(LATEST))
                .data();
    }

    public void save() {
        act.done(() -> {
            CollectionChange change = new CollectionChange(
                    name, description == null ? "" : description, chunking(), Optional.ofNullable(freshnessDays));
            collections.change(caller.get(), collection.slug(), change);
            toast.say("collection.saved", name);
            act.goTo(here.getPath());
        });
    }

    private Chunking chunking() {
        try {
            return new Chunking(targetTokens == null ? 0 : targetTokens, overlapTokens == null ? 0 : overlapTokens);
        } catch (IllegalArgumentException outOfRange) {
            throw Problem.Invalid.field(
                    "targetTokens", "collection.chunking_range", Chunking.LEAST_TARGET, Chunking.MOST_TARGET);
        }
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public Integer getTargetTokens() {
        return targetTokens;
    }

    public void setTargetTokens(Integer targetTokens) {
        this.targetTokens = targetTokens;
    }

    public Integer getOverlapTokens() {
        return overlapTokens;
    }

    public void setOverlapTokens(Integer overlapTokens) {
        this.overlapTokens = overlapTokens;
    }

    public Integer getFreshnessDays() {
        return freshnessDays;
    }

    public void setFreshnessDays(Integer freshnessDays) {
        this.freshnessDays = freshnessDays;
    }
}
