package io.groundwork.chat;

import io.groundwork.budget.Ledger;
import io.groundwork.collection.Collections;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Embeddings;
import io.groundwork.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/** What the making of answers stands on. */
@ApplicationScoped
class Answering {

    private static final String LOW_MONEY = "budget_exhausted";

    private final Patience patience = new Patience();
    private Grounding grounding;
    private AnswerJournal journal;
    private BuiltInAnswer builtIn;
    private CitedTexts texts;
    private Embeddings embeddings;
    private Spending spending;
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
            Embeddings embeddings,
            Spending spending,
            Ledger ledger,
            Router router,
            Collections collections,
            EmbeddingCosts costs) {
        this.grounding = grounding;
        this.journal = journal;
        this.builtIn = builtIn;
        this.texts = texts;
        this.embeddings = embeddings;
        this.spending = spending;
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
        Knowledge knowledge = new Knowledge(question, grounding, costs, 1);
        try {
            return give(question, chain(question), knowledge, Optional.empty(), sink);
        } catch (ShortOfMoney nothing) {
            Question cheaper = cheaper(question, nothing, knowledge);
            try {
                Knowledge again = new Knowledge(cheaper, grounding, costs, 2);
                return give(cheaper, cheaperChain(cheaper, nothing), again, Optional.of(LOW_MONEY), sink);
            } catch (ShortOfMoney neither) {
                throw neither.offer().problem();
            }
        }
    }

    private Question cheaper(Question question, ShortOfMoney nothing, Knowledge knowledge) {
        JsonObject then = nothing.offer().degrade().orElseThrow(nothing.offer()::problem);
        if (collections.refuseDegrading(question.caller(), knowledge.collections())) {
            throw nothing.offer().problem();
        }
        return question.by(router.instead(question.decision(), then));
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
        AnswerRecord record = new AnswerRecord(question, knowledge, journal, spending, lowMoney);
        Funds funds = new Funds(question.caller(), question.request().answerId(), ledger);
        Asking asking = new Asking(
                question, chain.shape(), knowledge, record, builtIn, texts, embeddings::tokens, funds, patience);
        return new AnswerMaking(question, chain.steps(), knowledge.route(), record, asking).give(sink);
    }
}
