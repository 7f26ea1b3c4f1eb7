package io.groundwork.intent;

/**
 * What an import did.
 *
 * @param changed examples that were there under another intent
 * @param unchanged examples that were there already
 */
public record ExampleCounts(int added, int changed, int unchanged) {}
