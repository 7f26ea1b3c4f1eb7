package io.groundwork.chat;

import io.groundwork.budget.CallId;
import io.groundwork.budget.Hold;
import io.groundwork.budget.Ledger;
import io.groundwork.budget.Offer;
import io.groundwork.budget.Purpose;
import io.groundwork.budget.Rates;
import io.groundwork.budget.Used;
import io.groundwork.model.Model;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TokenCount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Embeddings are made in this process and cost nobody anything, unless the tenant asks a price of its own people for them:
 * the one for embedding of its model {@code built-in}. Then they are held and settled like a call of a provider.
 */
@ApplicationScoped
public class EmbeddingCosts {

    private static final String NO_ANSWER = "prompt";
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Patience patience = new Patience();
    private Ledger ledger;
    private Models models;

    /** For the container's proxies only. */
    protected EmbeddingCosts() {}

    @Inject
    EmbeddingCosts(Ledger ledger, Models models) {
        this.ledger = ledger;
        this.models = models;
    }

    /** What was made, and what it cost; nothing where no price is asked. */
    record Made<T>(T value, Optional<Money> cost) {}

    /**
     * What an answer needs embedded.
     *
     * @param tokens of the texts
     * @throws Problem.Exhausted where there is no money for it; no other way would be cheaper
     */
    <T> Made<T> of(Question question, CallId id, long tokens, Supplier<T> work) {
        Caller caller = question.caller();
        Optional<Model> builtIn = Optional.ofNullable(question.models().get(Models.BUILT_IN));
        Optional<Hold> hold = hold(builtIn, id, question.decision().mode().word(), tokens);
        return paid(caller, hold, work);
    }

    /** What a person has embedded beside any answer. */
    public <T> T of(Caller caller, long tokens, Supplier<T> work) {
        CallId id = new CallId(UUID.randomUUID(), 1);
        return paid(caller, hold(models.find(caller, Models.BUILT_IN), id, NO_ANSWER, tokens), work)
                .value();
    }

    private <T> Made<T> paid(Caller caller, Optional<Hold> hold, Supplier<T> work) {
        if (hold.isEmpty()) {
            return new Made<>(work.get(), Optional.empty());
        }
        UUID reservation = held(caller, hold.get());
        T value = made(caller, reservation, work);
        TokenCount tokens = new TokenCount(hold.get().inputTokens(), 0, 0);
        Money cost = ledger.settle(caller, reservation, new Used(tokens, false, Optional.empty()))
                .amount();
        return new Made<>(value, Optional.of(cost));
    }

    /** Nobody is refused for money that is only held for others; whoever was faster leaves some in a moment, or none. */
    private UUID held(Caller caller, Hold hold) {
        try (Patience.Turn turn = patience.turn()) {
            while (true) {
                Offer offer = ledger.offer(caller, hold);
                if (offer instanceof Offer.Short nothing && !(nothing.held() && turn.pause())) {
                    throw nothing.problem();
                }
                if (offer instanceof Offer.Affordable) {
                    try {
                        return ledger.reserve(caller, hold).id();
                    } catch (Problem.Exhausted faster) {
                        if (!turn.lasts()) {
                            throw faster;
                        }
                    }
                }
            }
        }
    }

    /** What comes to nothing costs nothing. */
    private <T> T made(Caller caller, UUID reservation, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            ledger.release(caller, reservation);
            throw failed;
        }
    }

    private static Optional<Hold> hold(Optional<Model> builtIn, CallId id, String mode, long tokens) {
        return builtIn.flatMap(model -> rates(model)
                .map(rates -> new Hold(
                        id.answerId(),
                        id.call(),
                        Purpose.EMBEDDING,
                        model.alias(),
                        model.provider().word(),
                        mode,
                        Optional.of(rates),
                        tokens,
                        0,
                        0,
                        LEASE)));
    }

    private static Optional<Rates> rates(Model model) {
        return model.price().flatMap(price -> price.further()
                .embeddingPerMillion()
                .filter(amount -> amount.signum() > 0)
                .map(amount -> new Rates(price.currency(), amount, amount, amount, BigDecimal.ZERO)));
    }
}
