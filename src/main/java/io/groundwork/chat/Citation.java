package io.groundwork.chat;

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
        boolean verified) {}
