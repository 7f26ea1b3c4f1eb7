package io.groundwork.routing.web;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Toast;
import io.groundwork.routing.PolicyProblem;
import io.groundwork.routing.PolicyVersion;
import io.groundwork.routing.RoutingPolicies;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** One version of the policy: what it says, what is wrong with it, what it would change, and how far it is in force. */
@Named
@RequestScoped
public class PolicyPage {

    /** Few enough that a mistake harms few, many enough that something is seen within a day. */
    private static final int FIRST_SHARE = 10;

    @Inject
    private RoutingPolicies policies;

    @Inject
    private PolicyWords words;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Act act;

    @Inject
    private Toast toast;

    @Inject
    private Here here;

    private PolicyVersion version;
    private PolicyVersion current;
    private List<PolicyChange> changes;
    private int percent;

    @PostConstruct
    void load() {
        version = policies.read(caller.get(), number());
        current = policies.current(caller.get());
        percent = version.percent().orElse(FIRST_SHARE);
    }

    /** What is no number is a version of nothing. */
    private int number() {
        try {
            return Integer.parseInt(here.name("version"));
        } catch (NumberFormatException notANumber) {
            throw Problem.NotFound.thing();
        }
    }

    public PolicyVersion getVersion() {
        return version;
    }

    public PolicyVersion getCurrent() {
        return current;
    }

    /** Whether it is the one that holds. */
    public boolean isInForce() {
        return version.version() == current.version();
    }

    public List<PolicyLine> getLines() {
        return words.lines(version.document());
    }

    public List<String> getSettings() {
        return words.settings(version.document());
    }

    public List<String> getCurrentSettings() {
        return words.settings(current.document());
    }

    public List<PolicyProblem> getErrors() {
        return version.problems().stream().filter(PolicyProblem::isError).toList();
    }

    public List<PolicyProblem> getWarnings() {
        return version.problems().stream().filter(problem -> !problem.isError()).toList();
    }

    /** The rules that publishing would change. */
    public List<PolicyChange> getChanges() {
        if (changes == null) {
            changes = PolicyChange.between(words.lines(current.document()), getLines()).stream()
                    .filter(change -> change.kind() != PolicyChange.Kind.SAME)
                    .toList();
        }
        return changes;
    }

    /** The document as people write it. */
    public String getDocument() {
        return indented(version.document());
    }

    static String indented(JsonObject document) {
        StringWriter text = new StringWriter();
        try (var writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.writeObject(document);
        }
        return text.toString().strip();
    }

    public void roll() {
        act.done(() -> {
            policies.rollout(caller.get(), version.version(), percent);
            toast.say("routing.rolled_out", version.version(), percent);
            act.goTo(here.getPath());
        });
    }

    public void end() {
        act.done(() -> {
            policies.rollout(caller.get(), version.version(), 0);
            toast.say("routing.rollout_ended", version.version());
            act.goTo(here.getPath());
        });
    }

    public int getPercent() {
        return percent;
    }

    public void setPercent(int percent) {
        this.percent = percent;
    }
}
