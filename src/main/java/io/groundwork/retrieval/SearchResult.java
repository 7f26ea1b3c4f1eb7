package io.groundwork.retrieval;

import java.util.List;

/**
 * What a search found, best first.
 *
 * @param explain how it came about; null unless it was asked for
 */
public record SearchResult(List<Hit> hits, long tookMicros, Explanation explain) {

    public SearchResult {
        hits = List.copyOf(hits);
    }
}
