package io.groundwork.chat;

import io.groundwork.model.Model;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.llm.Prompt;
import io.groundwork.routing.Decision;
import io.groundwork.routing.RouteOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A question on its way.
 *
 * @param earlier what was said before, as its person may still read it
 * @param models of the tenant by alias, as they stood when the way was decided
 * @param askedAt when it came
 */
record Question(
        Caller caller,
        ChatRequest request,
        UUID conversationId,
        List<Prompt.Message> earlier,
        Decision decision,
        Map<String, Model> models,
        Instant askedAt) {

    String text() {
        return request.question();
    }

    /** What retrieval is asked: the question, or what it leans on and the question. */
    String searched() {
        return FollowUp.query(text(), earlier);
    }

    /** The same question by another way. */
    Question by(Decision other) {
        return new Question(caller, request, conversationId, earlier, other, models, askedAt);
    }

    RouteOptions options() {
        return decision.options();
    }
}
