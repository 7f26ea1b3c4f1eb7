package io.groundwork.intent;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** A tenant's own labelled questions. They are embedded once, before any transaction, and count from the next training on. */
@ApplicationScoped
public class IntentExamples {

    @Inject
    private ExampleRows rows;

    @Inject
    private Embeddings embeddings;

    /** The tenant's own, newest first; {@code intent} null for all. */
    public Page<IntentExample> page(Caller caller, String intent, Page.Request page) {
        caller.require(Role.ADMIN, Role.REVIEWER);
        return rows.page(caller, intent, page);
    }

    /**
     * Adds one; one that was there under another intent is changed.
     *
     * @throws Problem.Conflict if it is there already
     */
    public IntentExample add(Caller caller, NewExample example) {
        caller.require(Role.ADMIN);
        NewExample plain = plain(example);
        ExampleRules.demand(List.of(plain), place -> "");
        return rows.keep(caller, plain, embeddings.text(plain.text()), embeddings.model())
                .orElseThrow(() -> new Problem.Conflict("intent.example_known", plain.intent()));
    }

    /** Adds up to a thousand. */
    public ExampleCounts addAll(Caller caller, List<NewExample> examples) {
        caller.require(Role.ADMIN);
        if (examples.isEmpty() || examples.size() > ExampleRules.MOST_AT_ONCE) {
            throw Problem.Invalid.field("examples", "intent.examples_at_once", ExampleRules.MOST_AT_ONCE);
        }
        List<NewExample> plain = examples.stream().map(IntentExamples::plain).toList();
        ExampleRules.demand(plain, place -> "examples[" + place + "].");
        float[][] vectors =
                embeddings.passages(plain.stream().map(NewExample::text).toList());
        return rows.keepAll(caller, plain, vectors, embeddings.model());
    }

    public void remove(Caller caller, UUID id) {
        caller.require(Role.ADMIN);
        rows.remove(caller, id);
    }

    private static NewExample plain(NewExample example) {
        return new NewExample(example.text().strip(), example.intent().strip());
    }
}
