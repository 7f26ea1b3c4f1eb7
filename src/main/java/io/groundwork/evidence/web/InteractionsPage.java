package io.groundwork.evidence.web;

import io.groundwork.evidence.EvidenceArchive;
import io.groundwork.evidence.Interaction;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Tone;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The answers that were given, filtered as the address says. */
@Named
@RequestScoped
public class InteractionsPage {

    @Inject
    private EvidenceArchive archive;

    @Inject
    private InteractionFilter filter;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private Page<Interaction> page;

    public List<Interaction> getInteractions() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<Interaction> page() {
        if (page == null) {
            page = archive.search(caller.get(), filter.chosen(), new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }

    public Tone tone(Interaction interaction) {
        return tone(interaction.state(), interaction.abstained());
    }

    public String key(Interaction interaction) {
        return key(interaction.state(), interaction.abstained());
    }

    /** The key of the word for the outcome of an answer. */
    static String key(String state, boolean abstained) {
        return abstained ? "evidence.abstained" : "evidence.state_" + state;
    }

    /** How the outcome of an answer is meant: abstaining is honest, not wrong. */
    static Tone tone(String state, boolean abstained) {
        if (abstained) {
            return Tone.NEUTRAL;
        }
        return switch (state) {
            case "given" -> Tone.OK;
            case "running" -> Tone.BUSY;
            case "stopped" -> Tone.NEUTRAL;
            default -> Tone.DANGER;
        };
    }
}
