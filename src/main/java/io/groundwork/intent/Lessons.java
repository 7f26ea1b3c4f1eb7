package io.groundwork.intent;

import io.groundwork.intent.ExampleRows.Lesson;
import io.groundwork.intent.ExampleRows.Teaching;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a tenant's classifier is trained on: the shipped examples, and over them the tenant's own. */
@ApplicationScoped
class Lessons {

    @Inject
    private ShippedClassifier shipped;

    @Inject
    private ExampleRows rows;

    @Inject
    private Embeddings embeddings;

    /** The set and the digest of the tenant's part of it. */
    record Taught(TrainingSet set, byte[] digest) {}

    /**
     * @throws Problem.Invalid naming the intents that have too few examples
     */
    Taught of(Caller caller) {
        Lesson lesson = rows.lesson(caller);
        List<Teaching> own = withVectors(caller, lesson.examples());
        Set<String> relabelled =
                own.stream().map(example -> key(example.text())).collect(Collectors.toSet());
        List<float[]> vectors = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < shipped.lines().size(); i++) {
            if (!relabelled.contains(key(shipped.lines().get(i).text()))) {
                vectors.add(shipped.vectors()[i]);
                labels.add(shipped.lines().get(i).intent());
            }
        }
        own.forEach(example -> {
            vectors.add(example.vector());
            labels.add(example.intent());
        });
        demandEnough(labels);
        return new Taught(TrainingSet.of(labels.stream().distinct().toList(), vectors, labels), lesson.digest());
    }

    /** What another embedding model had embedded is embedded again. */
    private List<Teaching> withVectors(Caller caller, List<Teaching> examples) {
        String model = embeddings.model();
        List<Teaching> old = examples.stream()
                .filter(example -> !example.model().equals(model))
                .toList();
        if (old.isEmpty()) {
            return examples;
        }
        float[][] vectors = embeddings.passages(old.stream().map(Teaching::text).toList());
        Map<Object, Teaching> fresh = new LinkedHashMap<>();
        for (int i = 0; i < vectors.length; i++) {
            fresh.put(old.get(i).id(), old.get(i).with(vectors[i], model));
        }
        rows.keepVectors(caller, List.copyOf(fresh.values()));
        return examples.stream()
                .map(example -> fresh.getOrDefault(example.id(), example))
                .toList();
    }

    private static void demandEnough(List<String> labels) {
        Map<String, Long> counts = labels.stream()
                .collect(Collectors.groupingBy(label -> label, LinkedHashMap::new, Collectors.counting()));
        if (counts.size() > ExampleRules.MOST_INTENTS) {
            throw Problem.Invalid.field("intent", "intent.too_many_intents", counts.size(), ExampleRules.MOST_INTENTS);
        }
        List<Problem.Invalid.Field> few = counts.entrySet().stream()
                .filter(count -> count.getValue() < ExampleRules.FEWEST)
                .map(count -> Problem.Invalid.Field.of(
                        count.getKey(),
                        "intent.too_few_examples",
                        count.getKey(),
                        count.getValue(),
                        ExampleRules.FEWEST))
                .toList();
        if (!few.isEmpty()) {
            throw new Problem.Invalid(few);
        }
    }

    private static String key(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
