package io.groundwork.chat;

import io.groundwork.collection.AccessReason;
import io.groundwork.model.Passage;
import io.groundwork.retrieval.Hit;

/**
 * A passage that an answer may stand on.
 *
 * @param mark the opaque word by which a model refers to it; made anew for every question, so that no document can know it
 * @param access why the caller may read it
 */
record Source(String mark, Hit hit, AccessReason access) {

    Passage passage() {
        return new Passage(hit.title(), hit.heading() == null ? "" : hit.heading(), hit.text(), hit.score());
    }

    EvidenceLog.Candidate candidate(boolean sent) {
        return new EvidenceLog.Candidate(
                hit.rank(),
                hit.score(),
                hit.dense(),
                hit.lexical(),
                hit.chunkId(),
                hit.documentId(),
                hit.externalId(),
                hit.title(),
                hit.collection(),
                hit.version(),
                hit.heading(),
                hit.text(),
                hit.start(),
                hit.end(),
                hit.aclId(),
                access.allowed(),
                access.rule(),
                sent);
    }
}
