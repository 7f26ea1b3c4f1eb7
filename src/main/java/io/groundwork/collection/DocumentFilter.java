package io.groundwork.collection;

/**
 * Which documents of a collection to list; null means any.
 *
 * @param text part of the title or the external id
 * @param status {@code draft} or {@code published}
 * @param state of the latest version
 */
public record DocumentFilter(String text, String status, VersionState state) {

    public static final DocumentFilter ANY = new DocumentFilter(null, null, null);
}
