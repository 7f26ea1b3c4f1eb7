package io.groundwork.chat;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.llm.Prompt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A question with all that its answer is made from.
 *
 * @param searched what retrieval was asked: the question, or what it leans on and the question
 * @param sources what retrieval found, best first
 * @param askedAt when it came
 * @param retrievalMillis how long finding took
 */
record Question(
        Caller caller,
        ChatRequest request,
        UUID conversationId,
        List<Prompt.Message> earlier,
        String searched,
        List<Source> sources,
        Route route,
        Instant askedAt,
        long retrievalMillis) {

    String text() {
        return request.question();
    }

    /** Those of the sources that a model may be given: reading was still allowed when the reasons were looked up. */
    List<Source> readable() {
        return sources.stream().filter(source -> source.access().allowed()).toList();
    }
}
