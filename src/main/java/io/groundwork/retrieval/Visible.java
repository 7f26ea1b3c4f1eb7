package io.groundwork.retrieval;

import io.groundwork.collection.ReadableScope;

/**
 * What one search looks through, as its queries see it.
 *
 * @param classes the access classes that the caller may read
 * @param chunks how many chunks they hold
 * @param terms how many words those chunks hold together
 */
record Visible(int tenant, int[] classes, long chunks, long terms) {

    static Visible of(ReadableScope scope) {
        return new Visible(scope.tenant().value(), scope.aclIds(), scope.chunks(), scope.terms());
    }

    boolean isEmpty() {
        return chunks == 0;
    }

    double averageLength() {
        return chunks == 0 || terms == 0 ? 1 : (double) terms / chunks;
    }
}
