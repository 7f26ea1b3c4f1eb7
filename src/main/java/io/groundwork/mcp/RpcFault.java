package io.groundwork.mcp;

import io.groundwork.platform.kernel.Text;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;

/** A message that cannot be answered as it was meant, with JSON-RPC's code for it. */
public final class RpcFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient Text text;

    private RpcFault(int code, Text text) {
        super(text.key());
        this.code = code;
        this.text = text;
    }

    /** The body is not JSON. */
    public static RpcFault unreadable() {
        return new RpcFault(-32700, new Text("platform.malformed_json"));
    }

    /** It is JSON, but no message. */
    public static RpcFault noMessage(Text text) {
        return new RpcFault(-32600, text);
    }

    static RpcFault unknownMethod() {
        return new RpcFault(-32601, new Text("mcp.method_unknown"));
    }

    static RpcFault badParameters(Text text) {
        return new RpcFault(-32602, text);
    }

    /** Something failed here; what, is in the log. */
    static RpcFault failed(String requestId) {
        return new RpcFault(-32603, new Text("mcp.failed", requestId));
    }

    /** The error as a reply to the message with this id; JSON's null where the id could not be read. */
    public JsonObject reply(JsonValue id) {
        return Json.createObjectBuilder()
                .add("jsonrpc", "2.0")
                .add("id", id)
                .add("error", Json.createObjectBuilder().add("code", code).add("message", text.in(Locale.ENGLISH)))
                .build();
    }
}
