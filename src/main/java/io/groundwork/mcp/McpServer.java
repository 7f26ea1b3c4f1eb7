package io.groundwork.mcp;

import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.tenancy.RequestTrace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Answers messages. Each stands for itself: there is no session, so any node may answer any of them. */
@ApplicationScoped
public class McpServer {

    private static final Logger LOG = Logger.getLogger(McpServer.class.getName());
    private static final int MOST_MESSAGES = 20;
    private static final String INITIALIZE = "initialize";

    private Tools tools;

    /** For the container's proxies only. */
    protected McpServer() {}

    @Inject
    McpServer(Tools tools) {
        this.tools = tools;
    }

    /**
     * A reply, or a list of them.
     *
     * @param failed whether any of it tells of a failure
     */
    public record Answer(JsonValue body, boolean failed) {}

    /**
     * Answers what came; empty where nothing of it wants a reply.
     *
     * @throws RpcFault if it is no message
     */
    public Optional<Answer> answer(Exchange exchange, JsonValue body) {
        if (body instanceof JsonArray messages && exchange.revision().takesLists()) {
            return list(exchange, messages);
        }
        return one(exchange, Message.read(body));
    }

    private Optional<Answer> list(Exchange exchange, JsonArray messages) {
        if (messages.isEmpty() || messages.size() > MOST_MESSAGES) {
            throw RpcFault.noMessage(new Text("mcp.list_length", MOST_MESSAGES));
        }
        JsonArrayBuilder replies = Json.createArrayBuilder();
        boolean failed = false;
        for (JsonValue message : messages) {
            Optional<Answer> answer = inList(exchange, message);
            answer.ifPresent(given -> replies.add(given.body()));
            failed |= answer.filter(Answer::failed).isPresent();
        }
        JsonArray all = replies.build();
        return all.isEmpty() ? Optional.empty() : Optional.of(new Answer(all, failed));
    }

    private Optional<Answer> inList(Exchange exchange, JsonValue json) {
        try {
            Message message = Message.read(json);
            if (message.method().equals(INITIALIZE)) {
                throw RpcFault.noMessage(new Text("mcp.initialize_alone"));
            }
            return one(exchange, message);
        } catch (RpcFault fault) {
            return Optional.of(new Answer(fault.reply(JsonValue.NULL), true));
        }
    }

    private Optional<Answer> one(Exchange exchange, Message message) {
        if (!message.wantsReply()) {
            return Optional.empty();
        }
        try {
            return Optional.of(result(exchange, message));
        } catch (RpcFault fault) {
            return Optional.of(new Answer(fault.reply(message.id()), true));
        } catch (RuntimeException failure) {
            LOG.log(Level.SEVERE, "a message of the Model Context Protocol failed: " + message.method(), failure);
            RpcFault fault = RpcFault.failed(RequestTrace.current().requestId());
            return Optional.of(new Answer(fault.reply(message.id()), true));
        }
    }

    private Answer result(Exchange exchange, Message message) {
        return switch (message.method()) {
            case INITIALIZE -> new Answer(message.reply(initialize(message.params())), false);
            case "ping" -> new Answer(message.reply(JsonValue.EMPTY_JSON_OBJECT), false);
            case "tools/list" -> new Answer(message.reply(tools.list(message.params())), false);
            case "tools/call" -> {
                ToolResult result = tools.call(exchange, message.params());
                yield new Answer(message.reply(result.json()), result.isFailed());
            }
            default -> throw RpcFault.unknownMethod();
        };
    }

    /** The revision that the client wishes where we speak it, our latest otherwise. */
    private static JsonObject initialize(JsonObject params) {
        if (!(params.get("protocolVersion") instanceof JsonString wished)) {
            throw RpcFault.badParameters(new Text("mcp.revision_missing"));
        }
        Revision revision = Revision.of(wished.getString()).orElse(Revision.LATEST);
        return Json.createObjectBuilder()
                .add("protocolVersion", revision.date())
                .add(
                        "capabilities",
                        Json.createObjectBuilder()
                                .add("tools", Json.createObjectBuilder().add("listChanged", false)))
                .add(
                        "serverInfo",
                        Json.createObjectBuilder()
                                .add("name", "groundwork")
                                .add("title", "Groundwork")
                                .add("version", "1"))
                .add("instructions", new Text("mcp.instructions").in(Locale.ENGLISH))
                .build();
    }
}
