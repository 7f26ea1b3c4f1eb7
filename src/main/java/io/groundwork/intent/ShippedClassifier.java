package io.groundwork.intent;

import io.groundwork.intent.ShippedExamples.Line;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The classifier of every tenant that has not trained its own: trained once, from the examples that ship with the product,
 * in the background of the start. Who asks earlier waits for it.
 */
@ApplicationScoped
class ShippedClassifier {

    private CompletableFuture<Shipped> shipped;

    /** For the container's proxies only. */
    protected ShippedClassifier() {}

    @Inject
    ShippedClassifier(Embeddings embeddings) {
        shipped = CompletableFuture.supplyAsync(() -> train(embeddings));
    }

    /** The examples with their vectors, and what was learnt from them. */
    private record Shipped(List<Line> lines, float[][] vectors, Training training, Instant at) {}

    void begin(@Observes @Initialized(ApplicationScoped.class) Object start) {
        // Being called is enough: the training began with this bean.
    }

    Training training() {
        return shipped.join().training();
    }

    Instant trainedAt() {
        return shipped.join().at();
    }

    List<Line> lines() {
        return shipped.join().lines();
    }

    float[][] vectors() {
        return shipped.join().vectors();
    }

    private static Shipped train(Embeddings embeddings) {
        List<Line> lines = ShippedExamples.read();
        float[][] vectors = embeddings.passages(lines.stream().map(Line::text).toList());
        List<String> labels = lines.stream().map(Line::intent).toList();
        TrainingSet set = TrainingSet.of(labels.stream().distinct().toList(), List.of(vectors), labels);
        return new Shipped(lines, vectors, Training.of(set, Intent.NOVEL), Instant.now());
    }
}
