package io.groundwork.chat.rest;

import io.groundwork.chat.Conversations;
import io.groundwork.chat.Feedback;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** {@code POST /v1/answers/{id}/feedback}. */
@RequestScoped
@Path("/v1/answers/{id}/feedback")
public class FeedbackResource {

    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_CORRECTION = 8_000;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private Conversations conversations;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void judge(@PathParam("id") String id, JsonObject json) {
        JsonBody body = JsonBody.of(json);
        String verdict = body.text("verdict");
        if (!verdict.isEmpty() && !verdict.equals("up") && !verdict.equals("down")) {
            body.note("verdict", "chat.verdict_unknown");
        }
        Optional<String> reason = limited(body, "reason", LONGEST_REASON);
        Optional<String> correction = limited(body, "correction", LONGEST_CORRECTION);
        body.check();
        conversations.judge(
                currentCaller.get(), Conversations.id(id), new Feedback(verdict.equals("up"), reason, correction));
    }

    private static Optional<String> limited(JsonBody body, String field, int most) {
        Optional<String> text = body.optionalText(field);
        if (text.filter(value -> value.length() > most).isPresent()) {
            body.note(field, "chat.feedback_too_long", most);
        }
        return text;
    }
}
