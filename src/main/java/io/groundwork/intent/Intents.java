package io.groundwork.intent;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Tells what kind of question is asked. */
@ApplicationScoped
public class Intents {

    @Inject
    private ShippedClassifier shipped;

    @Inject
    private Embeddings embeddings;

    /** What the question is taken for; a few milliseconds. */
    public Intent of(Caller caller, String question) {
        return head(caller).judge(embeddings.text(question));
    }

    /** Every intent that a question of this tenant may be taken for. */
    public List<String> names(Caller caller) {
        return head(caller).names();
    }

    private Head head(Caller caller) {
        return shipped.training().head();
    }
}
