package io.groundwork.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whole answers of a {@link ModelStub}, in the words and the shape that each request asks for. */
public final class StubScripts {

    private static final Pattern WORD_ENDS = Pattern.compile("(?<=\\s)");

    private StubScripts() {}

    /** This text, a word at a time where a stream is wanted; as many tokens as words, and the input as long as it is. */
    public static ModelStub.Script text(String text) {
        return reply -> give(reply, text, reply.estimatedInput(), 0, words(text).size());
    }

    /** This text at this usage. */
    public static ModelStub.Script text(String text, long input, long cached, long output) {
        return reply -> give(reply, text, input, cached, output);
    }

    /** A text in just these pieces. */
    public static ModelStub.Script pieces(List<String> pieces) {
        return reply -> give(reply, pieces, reply.estimatedInput(), 0, pieces.size());
    }

    /** A request to the caller. */
    public static ModelStub.Script toolCall(String name, String arguments) {
        return reply -> ask(reply, name, arguments);
    }

    /** The words of a text, each with the space behind it. */
    public static List<String> words(String text) {
        return WORD_ENDS.splitAsStream(text).toList();
    }

    private static void give(StubReply reply, String text, long input, long cached, long output) throws IOException {
        give(reply, words(text), input, cached, output);
    }

    private static void give(StubReply reply, List<String> pieces, long input, long cached, long output)
            throws IOException {
        ModelStub.Request request = reply.request();
        if (!request.wantsStream()) {
            reply.charge(input, cached, output)
                    .status(
                            200,
                            whole(request, String.join("", pieces), input, cached, output)
                                    .toString());
            return;
        }
        reply.events();
        if (request.inAnthropicsWords()) {
            reply.messageStart(input - cached, cached, 0);
        }
        for (String piece : pieces) {
            reply.piece(piece);
        }
        if (request.inAnthropicsWords()) {
            reply.messageEnd("end_turn", output);
        } else {
            reply.finish("stop").usage((int) input, (int) cached, (int) output).done();
        }
    }

    private static JsonObject whole(ModelStub.Request request, String text, long input, long cached, long output) {
        if (request.inAnthropicsWords()) {
            return Json.createObjectBuilder()
                    .add("id", "msg-stub-1")
                    .add("type", "message")
                    .add("role", "assistant")
                    .add(
                            "content",
                            Json.createArrayBuilder()
                                    .add(Json.createObjectBuilder()
                                            .add("type", "text")
                                            .add("text", text)))
                    .add("stop_reason", "end_turn")
                    .add(
                            "usage",
                            Json.createObjectBuilder()
                                    .add("input_tokens", input - cached)
                                    .add("cache_read_input_tokens", cached)
                                    .add("cache_creation_input_tokens", 0)
                                    .add("output_tokens", output))
                    .build();
        }
        return Json.createObjectBuilder()
                .add("id", "stub-1")
                .add("object", "chat.completion")
                .add("created", 0)
                .add("model", request.model())
                .add("choices", Json.createArrayBuilder().add(choice(text)))
                .add("usage", StubReply.usageJson(input, cached, output))
                .build();
    }

    private static JsonObjectBuilder choice(String text) {
        return Json.createObjectBuilder()
                .add("index", 0)
                .add(
                        "message",
                        Json.createObjectBuilder().add("role", "assistant").add("content", text))
                .add("finish_reason", "stop");
    }

    private static void ask(StubReply reply, String name, String arguments) throws IOException {
        reply.events();
        int half = arguments.length() / 2;
        List<String> halves = List.of(arguments.substring(0, half), arguments.substring(half));
        if (reply.request().inAnthropicsWords()) {
            reply.messageStart(20, 0, 0)
                    .anthropic(
                            "content_block_start",
                            "{\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"call-stub-1\",\"name\":"
                                    + StubReply.quoted(name) + ",\"input\":{}}}");
            for (String part : halves) {
                reply.anthropic(
                        "content_block_delta",
                        "{\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":"
                                + StubReply.quoted(part) + "}}");
            }
            reply.blockStop().messageEnd("tool_use", 7);
        } else {
            reply.event(toolDelta("\"id\":\"call-stub-1\",\"type\":\"function\",\"function\":{\"name\":"
                    + StubReply.quoted(name) + ",\"arguments\":\"\"}"));
            for (String part : halves) {
                reply.event(toolDelta("\"function\":{\"arguments\":" + StubReply.quoted(part) + "}"));
            }
            reply.finish("tool_calls").usage(20, 0, 7).done();
        }
    }

    private static String toolDelta(String fields) {
        return "{\"id\":\"stub-1\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0," + fields
                + "}]},\"finish_reason\":null}]}";
    }

    /** What the model was told, given back as its answer: nobody obeys more than an echo. */
    public static ModelStub.Script echo() {
        return reply -> text(reply.request().texts().stream().collect(Collectors.joining("\n")))
                .run(reply);
    }
}
