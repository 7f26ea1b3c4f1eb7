package io.groundwork.model;

/**
 * Words of a passage that answer, verbatim.
 *
 * @param passage which of the given passages, from 0
 * @param start where they begin in its text, in UTF-16 units
 * @param end where they end, exclusive
 */
public record Extract(int passage, int start, int end) {

    public String of(Passage source) {
        return source.text().substring(start, end);
    }
}
