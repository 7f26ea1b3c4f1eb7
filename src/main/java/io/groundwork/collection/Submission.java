package io.groundwork.collection;

import jakarta.json.JsonObject;
import java.util.Objects;

/**
 * A file handed in as a document, or as a new version of one. What is null keeps what the document has; for a new
 * document it means: the file's name as {@code externalId}, that as {@code title}, no rule of its own, published.
 *
 * @param access the document's own rule as the API writes it
 * @param status {@code draft} or {@code published}
 */
public record Submission(
        String externalId,
        String title,
        String sourceUrl,
        JsonObject access,
        String status,
        JsonObject attributes,
        String fileName,
        String mediaType,
        byte[] content) {

    public Submission {
        Objects.requireNonNull(content, "content");
    }
}
