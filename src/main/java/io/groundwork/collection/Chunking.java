package io.groundwork.collection;

/** How the texts of a collection are split, in tokens of the embedding model. */
public record Chunking(int targetTokens, int overlapTokens) {

    public static final Chunking DEFAULT = new Chunking(200, 40);
    public static final int LEAST_TARGET = 50;
    /** The embedding model reads 512 tokens, two of which are its own. */
    public static final int MOST_TARGET = 500;

    public Chunking {
        if (targetTokens < LEAST_TARGET || targetTokens > MOST_TARGET) {
            throw new IllegalArgumentException("target_tokens out of range");
        }
        if (overlapTokens < 0 || overlapTokens > targetTokens / 2) {
            throw new IllegalArgumentException("overlap_tokens out of range");
        }
    }
}
