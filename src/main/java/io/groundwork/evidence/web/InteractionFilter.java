package io.groundwork.evidence.web;

import io.groundwork.evidence.EvidenceFilter;
import io.groundwork.platform.web.Here;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;

/** The filter of the reviewer's list as the address holds it; it goes along from the list into each answer. */
@Named
@RequestScoped
public class InteractionFilter {

    private static final Duration ONE_DAY = Duration.ofDays(1);

    @Inject
    private Here here;

    /** The days in the address are whole days, both included. */
    EvidenceFilter chosen() {
        return new EvidenceFilter(
                here.day("from"),
                here.day("to").map(day -> day.plus(ONE_DAY)),
                here.parameter("username"),
                here.parameter("abstained").map(Boolean::valueOf),
                here.parameter("q"));
    }
}
