package io.groundwork.routing.web;

import io.groundwork.platform.web.Tone;
import io.groundwork.routing.PolicyVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** How a version stands, for views. */
@Named
@ApplicationScoped
public class PolicyStanding {

    public Tone tone(PolicyVersion version) {
        return switch (version.state()) {
            case DRAFT -> version.publishable() ? Tone.NEUTRAL : Tone.WARN;
            case ROLLOUT -> Tone.INFO;
            case PUBLISHED -> Tone.OK;
            case RETIRED -> Tone.NEUTRAL;
        };
    }

    /** The key of the word for its state. */
    public String key(PolicyVersion version) {
        boolean faulty = version.state() == PolicyVersion.State.DRAFT && !version.publishable();
        return "routing.state_" + (faulty ? "faulty" : version.state().word());
    }
}
