package io.groundwork.chat;

import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** What the making of answers stands on. */
@ApplicationScoped
class Answering {

    private Grounding grounding;
    private AnswerJournal journal;
    private BuiltInAnswer builtIn;
    private CitedTexts texts;
    private Embeddings embeddings;
    private Spending spending;

    /** For the container's proxies only. */
    protected Answering() {}

    @Inject
    Answering(
            Grounding grounding,
            AnswerJournal journal,
            BuiltInAnswer builtIn,
            CitedTexts texts,
            Embeddings embeddings,
            Spending spending) {
        this.grounding = grounding;
        this.journal = journal;
        this.builtIn = builtIn;
        this.texts = texts;
        this.embeddings = embeddings;
        this.spending = spending;
    }

    /** Makes the answer to a question of which the way is decided. */
    Reply give(Question question, AnswerSink sink) {
        Chain chain = Chain.of(
                question.decision(),
                question.request(),
                alias -> Optional.ofNullable(question.models().get(alias)));
        Knowledge knowledge = new Knowledge(question, grounding);
        AnswerRecord record = new AnswerRecord(question, knowledge, journal, spending);
        return new AnswerMaking(question, chain, knowledge, record, builtIn, texts, embeddings::tokens).give(sink);
    }
}
