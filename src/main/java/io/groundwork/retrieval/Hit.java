package io.groundwork.retrieval;

import java.util.UUID;

/**
 * A passage that was found, readable by the caller at the moment of the search.
 *
 * @param rank from 1
 * @param score what the hits are ordered by: in hybrid mode the weighted sum of both legs' normalised scores (0 to 1), else
 *     the one leg's own score
 * @param chunkId {@code <document>.<version>.<ordinal>}
 * @param start where the passage begins in the version's text, in code points
 * @param end where it ends, exclusive
 * @param aclId the access class that it stands under, for the reasons that evidence keeps
 * @param dense the cosine of question and passage; 0 in lexical mode
 * @param lexical BM25 over what the caller may see; 0 where no word matches, and in dense mode
 */
public record Hit(
        int rank,
        double score,
        String chunkId,
        UUID documentId,
        String externalId,
        String title,
        String collection,
        int version,
        String heading,
        String text,
        int start,
        int end,
        int aclId,
        double dense,
        double lexical) {}
