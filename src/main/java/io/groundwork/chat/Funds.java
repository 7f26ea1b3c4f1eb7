package io.groundwork.chat;

import io.groundwork.budget.Hold;
import io.groundwork.budget.Ledger;
import io.groundwork.budget.Offer;
import io.groundwork.budget.Purpose;
import io.groundwork.budget.Rates;
import io.groundwork.model.Price;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.llm.ApproximateTokens;
import io.groundwork.platform.llm.LanguageModel;
import io.groundwork.platform.llm.Prompt;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The money for one answer: looked for before a model is told anything, and as long an answer asked for as it allows. */
final class Funds {

    private static final Logger LOG = Logger.getLogger(Funds.class.getName());
    /** What is held for an answer that nobody limited; where money is limited, the model is told so. */
    private static final int USUAL_OUTPUT = 4096;

    /** Providers tell a model in words of their own how tools are used; Anthropic's list of models says up to 346 tokens. */
    private static final int TOOLS_EXPLAINED = 346;

    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private static final long NOTED_EVERY = Duration.ofSeconds(2).toNanos();

    private final Caller caller;
    private final UUID answerId;
    private final Ledger ledger;

    Funds(Caller caller, UUID answerId, Ledger ledger) {
        this.caller = caller;
        this.answerId = answerId;
        this.ledger = ledger;
    }

    /** A prompt that can be paid, and what is to be held for it. */
    record Funded(Prompt prompt, Hold hold) {}

    /**
     * The prompt with as long an answer as there is money for.
     *
     * @param n which of the answer's models is asked, from 1
     * @throws ShortOfMoney where there is none for an answer of any use
     */
    Funded fund(Step step, int n, Prompt prompt) {
        LanguageModel client = step.model().client().orElseThrow();
        long input = ApproximateTokens.of(client.prepare(prompt).sent())
                + prompt.tools().map(tools -> TOOLS_EXPLAINED).orElse(0);
        int wanted = longest(prompt);
        Hold hold = hold(step, n, step.model().price().map(Price::rates), input, wanted, client.longest());
        Offer offer = ledger.offer(caller, hold);
        if (offer instanceof Offer.Short nothing) {
            throw new ShortOfMoney(nothing);
        }
        Offer.Affordable money = (Offer.Affordable) offer;
        Prompt limited = money.limited() ? prompt.atMost((int) money.outputCap()) : prompt;
        return new Funded(limited, hold.capped(money.outputCap()));
    }

    /** How long an answer may become, in tokens, as far as money is concerned. */
    static int longest(Prompt prompt) {
        return prompt.sampling().maxOutputTokens().orElse(USUAL_OUTPUT);
    }

    /** For what is made here and costs nothing; it is counted all the same. */
    Hold free(Step step, int n) {
        return hold(step, n, step.model().price().map(price -> Rates.free(price.currency())), 0, 0, AT_ONCE);
    }

    private Hold hold(Step step, int n, Optional<Rates> rates, long input, long output, Duration lease) {
        return new Hold(
                answerId,
                n,
                Purpose.ANSWER,
                step.model().alias(),
                step.model().provider().word(),
                step.mode().word(),
                rates,
                input,
                output,
                Hold.LEAST_USEFUL,
                lease);
    }

    /** Told of the pieces of an answer as they come, it notes now and then how much there is. */
    Consumer<String> noting(UUID reservation) {
        return new Consumer<>() {
            private long tokens;
            private long noted = System.nanoTime();

            @Override
            public void accept(String piece) {
                tokens += ApproximateTokens.of(piece);
                if (System.nanoTime() - noted > NOTED_EVERY) {
                    noted = System.nanoTime();
                    note(reservation, tokens);
                }
            }
        };
    }

    /** The answer goes on without: it is only for whoever settles it if we never come to. */
    private void note(UUID reservation, long tokens) {
        try {
            ledger.seen(caller, reservation, tokens);
        } catch (RuntimeException databaseAway) {
            LOG.log(Level.WARNING, "what was seen of an answer cannot be noted now", databaseAway);
        }
    }
}
