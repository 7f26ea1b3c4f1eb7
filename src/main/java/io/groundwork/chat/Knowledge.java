package io.groundwork.chat;

import io.groundwork.budget.CallId;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the models of one answer may be given to stand on. It is found when the first of them needs it, and asked for once
 * more before each further one: what was taken away meanwhile stays on record as denied and is not given any more.
 */
final class Knowledge {

    private final Question question;
    private final Grounding grounding;
    private final EmbeddingCosts costs;
    private final int way;
    private final Consumer<Set<String>> floor;
    private final List<Money> spent = new ArrayList<>();
    private List<Source> found;
    private List<Source> everything;
    private Route route;
    private long millis;

    /**
     * @param way which of the ways that the question is tried by, from 1
     * @param floor is told of the collections, by their slugs, before a model is given anything of them, and may throw
     */
    Knowledge(Question question, Grounding grounding, EmbeddingCosts costs, int way, Consumer<Set<String>> floor) {
        this.question = question;
        this.grounding = grounding;
        this.costs = costs;
        this.way = way;
        this.floor = floor;
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
        boolean whole = question.options().wholeCorpus() && !step.model().builtIn();
        Passages passages = whole ? whole(step).orElseGet(this::best) : best();
        floor.accept(collections());
        return passages;
    }

    /** Everything that the caller may read, where it fits what the model can read at once. */
    private Optional<Passages> whole(Step step) {
        if (everything == null) {
            everything = timed(() -> grounding.everything(question));
        } else {
            everything = timed(() -> grounding.again(question.caller(), everything));
        }
        Passages passages = new Passages(readable(everything), true, grounding.stableFence(question.caller()));
        if (passages.isEmpty() || !grounding.fits(passages, step.model(), question)) {
            route = route.because(new Text("chat.corpus_too_large", step.model().alias()));
            return Optional.empty();
        }
        route = route.because(new Text("chat.corpus_whole", passages.sources().size()));
        return Optional.of(passages);
    }

    private Passages best() {
        if (found == null) {
            found = timed(this::searched);
        } else {
            found = timed(() -> grounding.again(question.caller(), found));
        }
        return new Passages(readable(found), false, Grounding.chance());
    }

    private List<Source> searched() {
        CallId id = new CallId(question.request().answerId(), way);
        int most = question.options().topK().orElse(Grounding.PASSAGES);
        EmbeddingCosts.Made<List<Source>> made =
                costs.of(question, id, grounding.tokens(question), () -> grounding.sources(question, most));
        made.cost().ifPresent(spent::add);
        return made.value();
    }

    private List<Source> timed(Supplier<List<Source>> finding) {
        long from = System.nanoTime();
        List<Source> sources = finding.get();
        millis += (System.nanoTime() - from) / 1_000_000;
        return sources;
    }

    private static List<Source> readable(List<Source> sources) {
        return sources.stream().filter(source -> source.access().allowed()).toList();
    }

    /** Everything that was found for a model, and whether it was given. */
    List<EvidenceLog.Candidate> candidates(Passages given) {
        List<Source> considered = given.whole() ? everything : given == Passages.NONE ? List.of() : found;
        return considered.stream()
                .map(source -> source.candidate(source.access().allowed()))
                .toList();
    }

    /** The slugs of the collections that something was found in so far. */
    Set<String> collections() {
        return Stream.of(found, everything)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(source -> source.hit().collection())
                .collect(Collectors.toSet());
    }

    /** What finding cost, where a price is asked for it. */
    List<Money> spent() {
        return spent;
    }

    /** How long finding took. */
    long millis() {
        return millis;
    }
}
