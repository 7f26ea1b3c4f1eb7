package io.groundwork.intent;

import io.groundwork.intent.ShippedExamples.Line;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The classifier of every tenant that has not trained its own: trained once, from the examples that ship with the product,
 * in the background of the start. Who asks earlier waits for it.
 */
@ApplicationScoped
class ShippedClassifier {

    private CompletableFuture<Training> training;
    private List<Line> lines;
    private float[][] vectors;

    /** For the container's proxies only. */
    protected ShippedClassifier() {}

    @Inject
    ShippedClassifier(Embeddings embeddings) {
        training = CompletableFuture.supplyAsync(() -> train(embeddings));
    }

    void begin(@Observes @Initialized(ApplicationScoped.class) Object start) {
        // Being called is enough: the training began with this bean.
    }

    Training training() {
        return training.join();
    }

    private Training train(Embeddings embeddings) {
        lines = ShippedExamples.read();
        vectors = embeddings.passages(lines.stream().map(Line::text).toList());
        return Training.of(set(), Intent.NOVEL);
    }

    private TrainingSet set() {
        return TrainingSet.of(
                lines.stream().map(Line::intent).distinct().toList(),
                List.of(vectors),
                lines.stream().map(Line::intent).toList());
    }
}
