package io.groundwork.cost.web;

import io.groundwork.cost.Scenario;
import io.groundwork.cost.ScenarioJson;
import io.groundwork.cost.Scenarios;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A comparison to begin with, from the source that the address names or the first that has figures. */
@Named
@RequestScoped
public class ComparePage {

    @Inject
    private Scenarios all;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private Map<String, Scenario> scenarios;

    @PostConstruct
    void load() {
        scenarios = all.of(caller.get());
    }

    /** The sources that have figures. */
    public List<String> getSources() {
        return List.copyOf(scenarios.keySet());
    }

    public String getSource() {
        Optional<String> named = here.parameter("from").filter(scenarios::containsKey);
        return named.orElseGet(() -> scenarios.keySet().iterator().next());
    }

    /** The scenario as the API takes it. */
    public String getScenario() {
        return ScenarioJson.of(scenarios.get(getSource())).toString();
    }
}
