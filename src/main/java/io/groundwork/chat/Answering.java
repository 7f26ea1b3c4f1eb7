package io.groundwork.chat;

import io.groundwork.budget.Ledger;
import io.groundwork.collection.Collections;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** What the making of answers stands on. */
@ApplicationScoped
class Answering {

    private static final String LOW_MONEY = "budget_exhausted";

    private final Patience patience = new Patience();
    private Grounding grounding;
    private AnswerJournal journal;
    private BuiltInAnswer builtIn;
    private CitedTexts texts;
    private Spending spending;
    private Unsettled unsettled;
    private Ledger ledger;
    private Router router;
    private Collections collections;
    private EmbeddingCosts costs;

    /** For the container's proxies only. */
    protected Answering() {}

    @Inject
    Answering(
            Grounding grounding,
            AnswerJournal journal,
            BuiltInAnswer builtIn,
            CitedTexts texts,
            Spending spending,
            Unsettled unsettled,
            Ledger ledger,
            Router router,
            Collections collections,
            EmbeddingCosts costs) {
        this.grounding = grounding;
        this.journal = journal;
        this.builtIn = builtIn;
        this.texts = texts;
        this.spending = spending;
        this.unsettled = unsettled;
        this.ledger = ledger;
        this.router = router;
        this.collections = collections;
        this.costs = costs;
    }

    /**
     * Makes the answer to a question of which the way is decided; by another way, where there is no money for that one and
     * whoever set the budget named one.
     *
     * @throws Problem.Exhausted where there is no money for either
     */
    Reply give(Question question, AnswerSink sink) {
        Knowledge knowledge = new Knowledge(question, grounding, costs, 1, collections -> {});
        try {
            return give(question, chain(question), knowledge, Optional.empty(), sink);
        } catch (ShortOfMoney nothing) {
            Question cheaper = cheaper(question, nothing, knowledge);
            try {
                Knowledge again =
                        new Knowledge(cheaper, grounding, costs, 2, slugs -> demandDegradable(cheaper, slugs, nothing));
                return give(cheaper, cheaperChain(cheaper, nothing), again, Optional.of(LOW_MONEY), sink);
            } catch (ShortOfMoney neither) {
                throw neither.offer().problem();
            }
        }
    }

    private Question cheaper(Question question, ShortOfMoney nothing, Knowledge knowledge) {
        JsonObject then = nothing.offer().degrade().orElseThrow(nothing.offer()::problem);
        demandDegradable(question, knowledge.collections(), nothing);
        return question.by(router.instead(question.decision(), then));
    }

    /** Each way finds its own: what the first did not look for, the cheaper one may. */
    private void demandDegradable(Question question, Set<String> slugs, ShortOfMoney nothing) {
        if (collections.refuseDegrading(question.caller(), slugs)) {
            throw nothing.offer().problem();
        }
    }

    /** A way that cannot be gone is none. */
    private Chain cheaperChain(Question question, ShortOfMoney nothing) {
        try {
            return chain(question);
        } catch (Problem unfit) {
            throw nothing.offer().problem();
        }
    }

    private Chain chain(Question question) {
        return Chain.of(
                question.decision(),
                question.request(),
                alias -> Optional.ofNullable(question.models().get(alias)));
    }

    private Reply give(
            Question question, Chain chain, Knowledge knowledge, Optional<String> lowMoney, AnswerSink sink) {
        AnswerRecord record = new AnswerRecord(question, knowledge, journal, spending, unsettled, lowMoney);
        Funds funds = new Funds(question.caller(), question.request().answerId(), ledger);
        Asking asking = new Asking(question, chain.shape(), knowledge, record, builtIn, texts, funds, patience);
        return new AnswerMaking(question, chain.steps(), knowledge.route(), record, asking).give(sink);
    }
}
