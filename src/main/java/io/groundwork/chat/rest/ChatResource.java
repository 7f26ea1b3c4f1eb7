package io.groundwork.chat.rest;

import io.groundwork.chat.AnswerSink;
import io.groundwork.chat.Chat;
import io.groundwork.chat.ChatRequest;
import io.groundwork.chat.RateLimits;
import io.groundwork.chat.Reply;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code POST /v1/chat/completions}. */
@RequestScoped
@Path("/v1/chat/completions")
public class ChatResource {

    private static final Logger LOG = Logger.getLogger(ChatResource.class.getName());
    private static final String EVENTS = "text/event-stream;charset=UTF-8";
    private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(500);

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private Chat chat;

    @Inject
    private RateLimits limits;

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    public Response complete(JsonObject body, @Context ContainerRequestContext http) {
        Caller caller = currentCaller.get();
        UUID answerId = AnswerHeaders.answerId(http);
        ChatRequest request = ChatRequestReader.read(body, answerId);
        Delivery delivery = Delivery.of(body);
        CompletionJson json =
                new CompletionJson(answerId, request.model(), Instant.now().getEpochSecond());
        RateLimits.Slot slot = limits.enter(caller);
        if (delivery.stream()) {
            StreamingOutput events = out -> stream(caller, request, slot, writer(json, delivery, out), http);
            return Response.ok(events, EVENTS)
                    .header("Cache-Control", "no-store")
                    .header("X-Accel-Buffering", "no")
                    .build();
        }
        try (slot) {
            Reply reply = chat.answer(caller, request, AnswerSink.NOWHERE);
            return Response.ok(json.whole(reply).toString(), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }
    }

    private static EventWriter writer(CompletionJson json, Delivery delivery, OutputStream out) {
        return new EventWriter(() -> out, json, delivery.usage(), QUIET);
    }

    /** Before the first byte a failure has a status of its own; after it, an event. */
    private void stream(
            Caller caller,
            ChatRequest request,
            RateLimits.Slot slot,
            EventWriter writer,
            ContainerRequestContext http) {
        try (slot) {
            Reply reply = chat.answer(caller, request, writer);
            writer.end(reply);
        } catch (AnswerSink.ClientGone gone) {
            http.setProperty(Idempotent.BROKEN, Boolean.TRUE);
        } catch (RuntimeException failed) {
            if (!writer.begun()) {
                throw failed;
            }
            http.setProperty(Idempotent.BROKEN, Boolean.TRUE);
            fault(writer, failed);
        }
    }

    private static void fault(EventWriter writer, RuntimeException failed) {
        Problem problem;
        if (failed instanceof Problem known) {
            problem = known;
        } else {
            LOG.log(Level.SEVERE, "an answer failed in mid-stream", failed);
            problem = new Problem.Unavailable(Reason.OVERLOADED, failed, "platform.failed");
        }
        try {
            writer.fault(problem);
        } catch (AnswerSink.ClientGone gone) {
            LOG.log(Level.FINE, "the client left before it was told of the fault", gone);
        }
    }
}
