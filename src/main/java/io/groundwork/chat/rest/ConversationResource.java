package io.groundwork.chat.rest;

import io.groundwork.chat.AnswerState;
import io.groundwork.chat.Conversation;
import io.groundwork.chat.Conversations;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.StringReader;

/** The caller's own conversations. */
@RequestScoped
@Path("/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
public class ConversationResource {

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private Conversations conversations;

    @GET
    public Listing<Conversation.Summary> page(@BeanParam Listing.Query query) {
        return Listing.of(conversations.page(currentCaller.get(), query.request()));
    }

    @GET
    @Path("/{id}")
    public JsonObject find(@PathParam("id") String id) {
        Conversation conversation = conversations.find(currentCaller.get(), Conversations.id(id));
        JsonArrayBuilder messages = Json.createArrayBuilder();
        conversation.turns().forEach(turn -> add(turn, messages));
        return Json.createObjectBuilder()
                .add("id", conversation.id().toString())
                .add("title", conversation.title())
                .add("created_at", conversation.createdAt().toString())
                .add("updated_at", conversation.updatedAt().toString())
                .add("cached_share", conversation.cachedShare())
                .add("messages", messages)
                .build();
    }

    @DELETE
    @Path("/{id}")
    public void delete(@PathParam("id") String id) {
        conversations.delete(currentCaller.get(), Conversations.id(id));
    }

    /** A question, and its answer if there is one; where there is none, the question says how far it came. */
    private static void add(Conversation.Turn turn, JsonArrayBuilder messages) {
        boolean answered = turn.state() == AnswerState.GIVEN || turn.state() == AnswerState.STOPPED;
        JsonObjectBuilder question = Json.createObjectBuilder()
                .add("role", "user")
                .add("content", turn.question())
                .add("created_at", turn.askedAt().toString());
        messages.add(answered ? question : question.add("state", turn.state().word()));
        if (answered) {
            messages.add(Json.createObjectBuilder()
                    .add("role", "assistant")
                    .add("content", turn.answer())
                    .add("state", turn.state().word())
                    .add("groundwork", json(turn.reply())));
        }
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
