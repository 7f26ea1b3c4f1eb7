package io.groundwork.intent;

import io.groundwork.intent.Classifier.Trained;
import io.groundwork.intent.Lessons.Taught;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Tells what kind of question is asked: by the tenant's own classifier where it has trained one, by the shipped one
 * otherwise. It holds no transaction while it embeds or trains.
 */
@ApplicationScoped
public class Intents {

    /** A training keeps a processor busy for seconds; those who ask questions keep the others. */
    private final Semaphore trainings = new Semaphore(1);

    @Inject
    private ShippedClassifier shipped;

    @Inject
    private TrainedHeads heads;

    @Inject
    private ClassifierRows classifiers;

    @Inject
    private ExampleRows examples;

    @Inject
    private Lessons lessons;

    @Inject
    private Embeddings embeddings;

    /** What the question is taken for; a few milliseconds. */
    public Intent of(Caller caller, String question) {
        float[] vector = embeddings.text(question);
        return heads.of(caller).judge(vector);
    }

    /** Every intent that a question of this tenant may be taken for. */
    public List<String> names(Caller caller) {
        return heads.of(caller).names();
    }

    /** The classifier that holds now, with how good it is. */
    public Classifier detail(Caller caller) {
        caller.require(Role.ADMIN, Role.REVIEWER);
        int own = examples.count(caller);
        Optional<ClassifierRows.Kept> kept = classifiers.read(caller, embeddings.model());
        return kept.map(it -> Classifier.of(it.trained(), it.report(), own, classifiers.stale(caller)))
                .orElseGet(() -> Classifier.of(
                        new Trained(0, shipped.trainedAt(), null),
                        shipped.training().report(),
                        own,
                        own > 0));
    }

    /** What the classifier makes of one question, in full. */
    public Attempt attempt(Caller caller, String question) {
        caller.require(Role.ADMIN, Role.REVIEWER);
        Map<String, Double> probabilities = heads.of(caller).probabilities(embeddings.text(question));
        Intent likeliest = Head.likeliest(probabilities);
        return new Attempt(likeliest.name(), likeliest.confidence(), probabilities);
    }

    /**
     * Trains from the shipped examples and the tenant's own, while the caller waits. The new classifier holds for every
     * question that is asked afterwards.
     *
     * @throws Problem.Invalid if an intent has too few examples
     * @throws Problem.Unavailable if another is being trained
     */
    public Classifier train(Caller caller) {
        caller.require(Role.ADMIN);
        if (!trainings.tryAcquire()) {
            throw new Problem.Unavailable(Problem.Unavailable.Reason.OVERLOADED, null, "intent.training_runs");
        }
        try {
            Taught taught = lessons.of(caller);
            Training training = Training.of(taught.set(), Intent.NOVEL);
            Trained trained = classifiers.keep(caller, training, taught.digest(), embeddings.model());
            return Classifier.of(trained, training.report(), examples.count(caller), classifiers.stale(caller));
        } finally {
            trainings.release();
        }
    }
}
