package io.groundwork.shell.web;

import io.groundwork.audit.AuditEntry;
import io.groundwork.audit.AuditFilter;
import io.groundwork.audit.AuditTrail;
import io.groundwork.budget.BudgetDetail;
import io.groundwork.budget.BudgetTree;
import io.groundwork.budget.Budgets;
import io.groundwork.chat.Conversations;
import io.groundwork.collection.CollectionDetail;
import io.groundwork.collection.Collections;
import io.groundwork.identity.UserDetail;
import io.groundwork.identity.Users;
import io.groundwork.ingest.Ingestion;
import io.groundwork.ingest.IngestionProgress;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.routing.RoutingPolicies;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Where an admin begins: what is still to be done, how things stand, and what was changed last. All of it is counted now. */
@Named
@RequestScoped
public class HomePage {

    private static final int LATEST = 8;

    @Inject
    private Users users;

    @Inject
    private Collections collections;

    @Inject
    private Conversations conversations;

    @Inject
    private Ingestion ingestion;

    @Inject
    private Models models;

    @Inject
    private RoutingPolicies policies;

    @Inject
    private Budgets budgets;

    @Inject
    private BudgetTree tree;

    @Inject
    private AuditTrail audit;

    @Inject
    private CurrentCaller current;

    private List<UserDetail> people;
    private boolean morePeople;
    private List<CollectionDetail> shelves;
    private List<IngestionProgress> ingestions;
    private List<BudgetDetail> whole;

    @PostConstruct
    void load() {
        Caller caller = current.get();
        Page<UserDetail> page = users.page(caller, null, Page.Request.first(Page.MOST));
        people = page.data();
        morePeople = page.next().isPresent();
        shelves = collections.page(caller, Page.Request.first(Page.MOST)).data();
        whole = tree.whole(caller);
        ingestions = ingestion
                .page(caller, null, Page.Request.first(Page.DEFAULT_LIMIT))
                .data();
    }

    public List<ChecklistStep> getChecklist() {
        return List.of(
                new ChecklistStep("people", people.size() > 1, "/people"),
                new ChecklistStep("collection", !shelves.isEmpty(), "/collections"),
                new ChecklistStep("documents", getDocuments() > 0, "/collections"),
                new ChecklistStep("access", shelves.stream().anyMatch(HomePage::isOpenToSomebody), "/collections"),
                new ChecklistStep("model", hasModel(), "/models"),
                new ChecklistStep("policy", policies.current(current.get()).version() > 0, "/policies"),
                new ChecklistStep("budget", budgets.any(current.get()), "/budgets"),
                new ChecklistStep("question", hasAsked(), "/ask"));
    }

    public boolean isEverythingDone() {
        return getChecklist().stream().allMatch(ChecklistStep::isDone);
    }

    private static boolean isOpenToSomebody(CollectionDetail collection) {
        return collection.access().map(rule -> !rule.allow().isEmpty()).orElse(false);
    }

    private boolean hasModel() {
        return models.all(current.get()).stream().anyMatch(model -> !model.builtIn());
    }

    private boolean hasAsked() {
        return !conversations.page(current.get(), Page.Request.first(1)).data().isEmpty();
    }

    /** The number of people, as far as one page of them reaches. */
    public String getPeople() {
        return people.size() + (morePeople ? "+" : "");
    }

    public int getCollections() {
        return shelves.size();
    }

    public long getDocuments() {
        return shelves.stream().mapToLong(CollectionDetail::documents).sum();
    }

    public long getRunning() {
        return ingestions.stream().filter(one -> !one.state().ended()).count();
    }

    /** Documents that failed in the latest ingestions. */
    public int getFailed() {
        return ingestions.stream().mapToInt(IngestionProgress::documentsFailed).sum();
    }

    /** Those of the whole organisation. */
    public List<BudgetDetail> getBudgets() {
        return whole;
    }

    public List<AuditEntry> getLatest() {
        return audit.search(current.get(), AuditFilter.all(), Page.Request.first(LATEST))
                .data();
    }
}
