package io.groundwork.mcp;

import io.groundwork.chat.RateLimits;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.rest.JsonBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tools that are offered. They are the same for everybody; what they find is not. */
@ApplicationScoped
class Tools {

    private List<Tool> tools;
    private RateLimits limits;

    /** For the container's proxies only. */
    protected Tools() {}

    @Inject
    Tools(SearchTool search, AskTool ask, RateLimits limits) {
        this.tools = List.of(search, ask);
        this.limits = limits;
    }

    /** All of them on one page; there is no cursor to any other. */
    JsonObject list(JsonObject params) {
        if (params.containsKey("cursor")) {
            throw RpcFault.badParameters(new Text("mcp.cursor_unknown"));
        }
        JsonArrayBuilder list = Json.createArrayBuilder();
        tools.forEach(tool -> list.add(tool.description()));
        return Json.createObjectBuilder().add("tools", list).build();
    }

    /**
     * Calls a tool. What goes wrong inside it is a result, which tells the model how to do better.
     *
     * @throws RpcFault if there is no such tool, or the call has no shape
     */
    ToolResult call(Exchange exchange, JsonObject params) {
        Tool wanted = find(params.get("name"));
        JsonValue arguments = params.getOrDefault("arguments", JsonValue.EMPTY_JSON_OBJECT);
        if (!(arguments instanceof JsonObject named)) {
            throw RpcFault.badParameters(new Text("mcp.arguments_object"));
        }
        try {
            return wanted.call(exchange, JsonBody.of(named));
        } catch (Problem problem) {
            return ToolResult.failed(remedy(exchange.caller(), problem));
        }
    }

    private Tool find(JsonValue name) {
        String names = tools.stream().map(Tool::name).collect(Collectors.joining(", "));
        return tools.stream()
                .filter(tool -> name instanceof JsonString text && tool.name().equals(text.getString()))
                .findFirst()
                .orElseThrow(() -> RpcFault.badParameters(new Text("mcp.tool_unknown", names)));
    }

    /** A tool's result has no headers, so how long to wait is said in words. */
    private String remedy(Caller caller, Problem problem) {
        if (problem instanceof Problem.Invalid invalid && !invalid.fields().isEmpty()) {
            return invalid.fields().stream()
                    .map(field -> field.name() + ": " + field.text().in(Locale.ENGLISH))
                    .collect(Collectors.joining("\n"));
        }
        String sentence = problem.text().in(Locale.ENGLISH);
        if (problem instanceof Problem.Unavailable unavailable
                && unavailable.reason() == Problem.Unavailable.Reason.LIMITED) {
            long seconds = Math.max(1, limits.standing(caller).untilNext().toSeconds());
            return sentence + " " + new Text("mcp.wait", seconds).in(Locale.ENGLISH);
        }
        return sentence;
    }
}
