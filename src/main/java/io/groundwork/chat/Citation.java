package io.groundwork.chat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.UUID;

/**
 * A source of an answer, under the number with which it stands in the text.
 *
 * @param quote the words that support the answer, verbatim
 * @param start where the quote begins in the text of that version, in code points
 * @param end where it ends, exclusive
 * @param sha256 of the quote in UTF-8, in hexadecimal
 * @param url the page that shows the quote where it stands
 * @param verified whether the quote was found at exactly that place and the caller may read it
 */
public record Citation(
        int number,
        UUID documentId,
        String externalId,
        int version,
        String chunkId,
        String title,
        String collection,
        String quote,
        int start,
        int end,
        String sha256,
        String url,
        boolean verified) {

    /** The citation as it goes over the wire and on record: the two must never differ. */
    public JsonObject json() {
        return Json.createObjectBuilder()
                .add("number", number)
                .add("document_id", documentId.toString())
                .add("external_id", externalId)
                .add("version", version)
                .add("chunk_id", chunkId)
                .add("title", title)
                .add("collection", collection)
                .add("quote", quote)
                .add("start", start)
                .add("end", end)
                .add("sha256", sha256)
                .add("url", url)
                .add("verified", verified)
                .build();
    }
}
