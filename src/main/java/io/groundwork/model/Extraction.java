package io.groundwork.model;

import java.util.List;

/**
 * What the built-in answerer found: the extracts in the order in which they read best, none where nothing answers.
 *
 * @param confidence that the passages answer the question, 0 to 1; below the threshold there are no extracts
 */
public record Extraction(List<Extract> extracts, double confidence) {

    public Extraction {
        extracts = List.copyOf(extracts);
    }

    public boolean abstained() {
        return extracts.isEmpty();
    }
}
