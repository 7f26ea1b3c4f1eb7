package io.groundwork.model;

import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers without a language model and without a network: it finds the sentences of the passages that answer, and quotes
 * them. It cannot say anything that no document says, and says nothing when nothing answers.
 */
@ApplicationScoped
public class ExtractiveAnswerer {

    private Function<String, float[]> question;
    private Function<List<String>, float[][]> sentences;

    /** For the container's proxies only. */
    protected ExtractiveAnswerer() {}

    @Inject
    public ExtractiveAnswerer(Embeddings embeddings) {
        this(embeddings::query, embeddings::passages);
    }

    ExtractiveAnswerer(Function<String, float[]> question, Function<List<String>, float[][]> sentences) {
        this.question = question;
        this.sentences = sentences;
    }

    /** The sentences that answer, or none; the passages are given best first. */
    public Extraction answer(String asked, List<Passage> passages) {
        return answer(asked, passages, Optional.empty());
    }

    /** The same, with a threshold of the tenant's own, 0 to 1. */
    public Extraction answer(String asked, List<Passage> passages, Optional<Double> threshold) {
        return decide(candidates(asked, passages), threshold.orElse(Calibration.THRESHOLD));
    }

    /** Whether the candidates answer, and with which of them. */
    Extraction decide(List<Candidate> candidates) {
        return decide(candidates, Calibration.THRESHOLD);
    }

    private static Extraction decide(List<Candidate> candidates, double threshold) {
        if (candidates.isEmpty()) {
            return new Extraction(List.of(), 0);
        }
        double confidence = Calibration.confidence(candidates);
        if (confidence < threshold) {
            return new Extraction(List.of(), confidence);
        }
        return new Extraction(Selection.of(candidates), confidence);
    }

    /** What may answer, best first. */
    List<Candidate> candidates(String asked, List<Passage> passages) {
        CandidateSearch search = new CandidateSearch(asked, passages);
        if (search.isEmpty()) {
            return List.of();
        }
        return search.weighed(question.apply(asked), sentences.apply(search.texts()));
    }
}
