package io.groundwork.routing.web;

import io.groundwork.collection.CollectionDetail;
import io.groundwork.collection.Collections;
import io.groundwork.identity.GroupDetail;
import io.groundwork.identity.Groups;
import io.groundwork.intent.Intents;
import io.groundwork.model.Model;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Texts;
import io.groundwork.routing.Mode;
import io.groundwork.routing.PolicyProblem;
import io.groundwork.routing.PolicyVersion;
import io.groundwork.routing.RoutingPolicies;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.List;

/** What the editor of a draft begins with, and what rules can name. Everything else the page's script does. */
@Named
@RequestScoped
public class PolicyEditorPage {

    @Inject
    private RoutingPolicies policies;

    @Inject
    private Models models;

    @Inject
    private Groups groups;

    @Inject
    private Collections collections;

    @Inject
    private Intents intents;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Texts texts;

    @Inject
    private Here here;

    private PolicyVersion origin;

    /** Begins with the version that the address names, otherwise with the one that holds. */
    @PostConstruct
    void load() {
        int from = here.number("from", -1);
        origin = from < 0 ? policies.current(caller.get()) : policies.read(caller.get(), from);
    }

    /** What the draft is a copy of, in words. */
    public String getOrigin() {
        return origin.version() == 0
                ? texts.get("routing.version_usual_inside")
                : texts.with("routing.version_inside", origin.version());
    }

    public String getDocument() {
        return origin.document().toString();
    }

    /** What is wrong with it as it is, as the API writes it. */
    public String getProblems() {
        JsonArrayBuilder problems = Json.createArrayBuilder();
        for (PolicyProblem problem : origin.problems()) {
            problems.add(Json.createObjectBuilder()
                    .add("field", problem.field())
                    .add("message", texts.of(problem.text()))
                    .add("severity", problem.severity().word()));
        }
        return problems.build().toString();
    }

    public Mode[] getModes() {
        return Mode.values();
    }

    public List<String> getModels() {
        return models.all(caller.get()).stream().map(Model::alias).sorted().toList();
    }

    public List<String> getGroups() {
        return groups.page(caller.get(), null, Page.Request.first(Page.MOST)).data().stream()
                .map(GroupDetail::name)
                .toList();
    }

    public List<String> getCollections() {
        return collections.page(caller.get(), Page.Request.first(Page.MOST)).data().stream()
                .map(CollectionDetail::slug)
                .toList();
    }

    public List<String> getIntents() {
        return intents.names(caller.get());
    }

    /** As the API writes them. */
    public List<String> getDays() {
        return List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    }
}
