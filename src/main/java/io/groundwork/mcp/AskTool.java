package io.groundwork.mcp;

import io.groundwork.chat.AnswerSink;
import io.groundwork.chat.Chat;
import io.groundwork.chat.ChatRequest;
import io.groundwork.chat.Citation;
import io.groundwork.chat.Conversations;
import io.groundwork.chat.RateLimits;
import io.groundwork.chat.Reply;
import io.groundwork.chat.ReplyJson;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.llm.Sampling;
import io.groundwork.platform.rest.JsonBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Asks the assistant, under the policy, the quotas and the record of every other question. */
@ApplicationScoped
class AskTool implements Tool {

    private static final String NAME = "ask";
    private static final JsonObject DESCRIPTION = ToolDescription.of(NAME);

    private Chat chat;
    private RateLimits limits;

    /** For the container's proxies only. */
    protected AskTool() {}

    @Inject
    AskTool(Chat chat, RateLimits limits) {
        this.chat = chat;
        this.limits = limits;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonObject description() {
        return DESCRIPTION;
    }

    @Override
    public ToolResult call(Exchange exchange, JsonBody arguments) {
        ChatRequest request = request(arguments);
        try (RateLimits.Slot slot = limits.enter(exchange.caller())) {
            Reply reply = chat.answer(exchange.caller(), request, AnswerSink.NOWHERE);
            return new ToolResult(content(exchange, reply), structured(exchange, reply));
        } catch (Problem.NotFound unknown) {
            throw new Problem.NotFound("mcp.conversation_unknown");
        }
    }

    private static ChatRequest request(JsonBody arguments) {
        String question = arguments.text("question").strip();
        Optional<String> conversation = arguments.optionalText("conversation_id");
        List<String> collections = arguments.texts("collections");
        if (question.codePointCount(0, question.length()) > ChatRequest.LONGEST_QUESTION) {
            arguments.note("question", "chat.question_too_long", ChatRequest.LONGEST_QUESTION);
        }
        arguments.check();
        return new ChatRequest(
                UUID.randomUUID(),
                Models.ASSISTANT,
                question,
                List.of(),
                List.of(),
                conversation.map(AskTool::conversation),
                collections,
                Optional.empty(),
                Sampling.USUAL,
                Optional.empty(),
                Optional.empty());
    }

    private static UUID conversation(String id) {
        try {
            return Conversations.id(id);
        } catch (Problem.NotFound malformed) {
            throw new Problem.NotFound("mcp.conversation_unknown");
        }
    }

    /** The answer with its sources named below it, and each source as a link where the client knows links. */
    private static JsonArray content(Exchange exchange, Reply reply) {
        StringBuilder text = new StringBuilder(reply.text());
        if (!reply.citations().isEmpty()) {
            text.append("\n\n").append(new Text("mcp.sources").in(Locale.ENGLISH));
        }
        JsonArrayBuilder links = Json.createArrayBuilder();
        for (Citation citation : reply.citations()) {
            URI page = exchange.base().resolve(citation.url());
            text.append("\n[").append(citation.number()).append("] ").append(citation.title());
            text.append(" (").append(citation.collection()).append(") ").append(page);
            links.add(link(citation, page));
        }
        JsonArrayBuilder content = Json.createArrayBuilder().add(ToolResult.text(text.toString()));
        return (exchange.revision().knowsLinks() ? content.addAll(links) : content).build();
    }

    private static JsonObject link(Citation citation, URI page) {
        return Json.createObjectBuilder()
                .add("type", "resource_link")
                .add("uri", page.toString())
                .add("name", citation.number() + " " + citation.externalId())
                .add("title", citation.title())
                .add("description", citation.quote())
                .add("mimeType", "text/html")
                .build();
    }

    private static JsonObject structured(Exchange exchange, Reply reply) {
        JsonArrayBuilder citations = Json.createArrayBuilder();
        reply.citations()
                .forEach(citation -> citations.add(Json.createObjectBuilder(citation.json())
                        .add("url", exchange.base().resolve(citation.url()).toString())));
        return Json.createObjectBuilder()
                .add("answer", reply.text())
                .add("citations", citations)
                .add("conversation_id", reply.conversationId().toString())
                .add("answer_id", reply.answerId().toString())
                .add("grounded", reply.grounded())
                .add("abstained", reply.abstained())
                .add("degraded", ReplyJson.groundwork(reply).get("degraded"))
                .build();
    }
}
