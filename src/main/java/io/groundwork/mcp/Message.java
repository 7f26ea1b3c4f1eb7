package io.groundwork.mcp;

import io.groundwork.platform.kernel.Text;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * A message of JSON-RPC 2.0 as the protocol narrows it: an id is a text or a whole number, parameters have names.
 *
 * @param id null for what wants no reply: a notification, or a reply to something that we never asked
 */
record Message(JsonValue id, String method, JsonObject params) {

    /**
     * Reads a message.
     *
     * @throws RpcFault if it is none
     */
    static Message read(JsonValue json) {
        if (!(json instanceof JsonObject object)) {
            throw RpcFault.noMessage(new Text(json instanceof JsonArray ? "mcp.one_message" : "mcp.message_object"));
        }
        if (!"2.0".equals(object.getString("jsonrpc", null))) {
            throw RpcFault.noMessage(new Text("mcp.version_missing"));
        }
        JsonValue id = object.get("id");
        if (id != null && !isId(id)) {
            throw RpcFault.noMessage(new Text("mcp.id_invalid"));
        }
        if (!object.containsKey("method") && (object.containsKey("result") || object.containsKey("error"))) {
            return new Message(null, "", JsonValue.EMPTY_JSON_OBJECT);
        }
        if (!(object.get("method") instanceof JsonString method)) {
            throw RpcFault.noMessage(new Text("mcp.method_missing"));
        }
        return new Message(id, method.getString(), params(object));
    }

    private static boolean isId(JsonValue id) {
        return id instanceof JsonString || id instanceof JsonNumber number && number.isIntegral();
    }

    private static JsonObject params(JsonObject message) {
        JsonValue params = message.getOrDefault("params", JsonValue.EMPTY_JSON_OBJECT);
        if (params instanceof JsonObject named) {
            return named;
        }
        throw RpcFault.noMessage(new Text("mcp.params_object"));
    }

    boolean wantsReply() {
        return id != null;
    }

    JsonObject reply(JsonObject result) {
        return Json.createObjectBuilder()
                .add("jsonrpc", "2.0")
                .add("id", id)
                .add("result", result)
                .build();
    }
}
