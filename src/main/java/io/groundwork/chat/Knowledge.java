package io.groundwork.chat;

import java.util.ArrayList;
import java.util.List;

/**
 * What the models of one answer may be given to stand on. It is found when the first of them needs it, and asked for once
 * more before each further one: what was taken away meanwhile stays on record as denied and is not given any more.
 */
final class Knowledge {

    private final Question question;
    private final Grounding grounding;
    private List<Source> sources;
    private Route route;
    private long millis;

    Knowledge(Question question, Grounding grounding) {
        this.question = question;
        this.grounding = grounding;
        this.route = Route.of(question.decision());
    }

    /** Which way the question went, with what was found out on the way. */
    Route route() {
        return route;
    }

    /** What this model is given. */
    Passages of(Step step) {
        if (!step.mode().retrieves()) {
            return Passages.NONE;
        }
        if (sources == null) {
            long from = System.nanoTime();
            sources = grounding.sources(question, question.options().topK().orElse(Grounding.PASSAGES));
            millis += (System.nanoTime() - from) / 1_000_000;
        } else {
            sources = grounding.again(question.caller(), sources);
        }
        return new Passages(
                sources.stream().filter(source -> source.access().allowed()).toList(), false, Grounding.chance());
    }

    /** Everything that was found, and whether it was given. */
    List<EvidenceLog.Candidate> candidates(Passages given) {
        List<EvidenceLog.Candidate> candidates = new ArrayList<>();
        if (sources != null && given != Passages.NONE) {
            sources.forEach(
                    source -> candidates.add(source.candidate(given.sources().contains(source))));
        }
        return candidates;
    }

    /** How long finding took. */
    long millis() {
        return millis;
    }
}
