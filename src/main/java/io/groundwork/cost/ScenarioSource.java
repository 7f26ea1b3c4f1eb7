package io.groundwork.cost;

import io.groundwork.platform.kernel.Caller;
import java.util.Optional;

/**
 * Where the figures of a comparison can come from. Whoever has figures implements it, prices upstairs as well as measured
 * use; the page offers each source that has some for the tenant.
 */
public interface ScenarioSource {

    /** Its name in addresses; the page's words for it are {@code cost.source_<word>} and {@code cost.source_<word>_lead}. */
    String word();

    /** Sources are offered by this, the lowest first, and the first that has figures fills the page. */
    int rank();

    /** A scenario to begin with; empty where there are no figures. */
    Optional<Scenario> of(Caller caller);
}
