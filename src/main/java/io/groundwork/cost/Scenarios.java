package io.groundwork.cost;

import io.groundwork.platform.kernel.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The scenarios that a comparison can begin with. */
@ApplicationScoped
public class Scenarios {

    @Inject
    @Any
    private Instance<ScenarioSource> all;

    /** By the words of the sources that have figures for this caller, in the order in which they are offered. */
    public Map<String, Scenario> of(Caller caller) {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        all.stream().sorted(Comparator.comparingInt(ScenarioSource::rank)).forEach(source -> source.of(caller)
                .ifPresent(scenario -> scenarios.put(source.word(), scenario)));
        return scenarios;
    }
}
