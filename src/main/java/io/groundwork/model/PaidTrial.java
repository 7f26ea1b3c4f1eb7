package io.groundwork.model;

import io.groundwork.budget.Hold;
import io.groundwork.budget.Ledger;
import io.groundwork.budget.Purpose;
import io.groundwork.budget.Used;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.platform.llm.ApproximateTokens;
import io.groundwork.platform.llm.LanguageModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;

/**
 * Has a model tried out, and paid for as any other call: where no budget of whoever tries has the money, or nobody knows what
 * it would cost, it is not asked.
 */
@ApplicationScoped
class PaidTrial {

    private static final int FIRST = 1;
    /** A trial is no answer; in usage it stands with those that were asked without documents. */
    private static final String MODE = "prompt";

    private static final Duration LEASE = Trial.PATIENCE.multipliedBy(2);
    /** For the few plain words of a trial it is near enough. */
    private static final int CHARACTERS_PER_TOKEN = 3;

    @Inject
    private Ledger ledger;

    @Inject
    private Trial trial;

    ModelTest of(Caller caller, Model model) {
        GuardedModel client = (GuardedModel) model.client().orElseThrow();
        LanguageModel.Call call = Trial.call(client);
        Hold hold = hold(model, ApproximateTokens.of(call.sent()));
        UUID reservation;
        try {
            reservation = ledger.reserve(caller, hold).id();
        } catch (Problem.Exhausted | Problem.Refused unpaid) {
            return ModelTest.failed(unpaid, 0);
        }
        Trial.Asked asked = trial.ask(client, call, hold.callId().toString());
        ledger.settle(caller, reservation, used(call, asked));
        return asked.test();
    }

    private static Hold hold(Model model, long input) {
        return new Hold(
                UUID.randomUUID(),
                FIRST,
                Purpose.TEST,
                model.alias(),
                model.provider().word(),
                MODE,
                model.price().map(Price::rates),
                input,
                Trial.MOST_TOKENS,
                Trial.MOST_TOKENS,
                LEASE);
    }

    private static Used used(LanguageModel.Call call, Trial.Asked asked) {
        boolean estimated = asked.completion().usage().isEmpty() && asked.read();
        TokenCount counted = estimated
                ? asked.completion().soFar().estimated(call.sent(), asked.said(), Trial.MOST_TOKENS)
                : TokenCount.NONE;
        return new Used(
                asked.completion().usage().orElse(counted),
                estimated,
                asked.completion().requestId().or(asked.completion()::responseId));
    }
}
