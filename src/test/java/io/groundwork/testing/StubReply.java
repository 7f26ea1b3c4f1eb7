package io.groundwork.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One reply of a {@link ModelStub}, written by hand. What is said of pieces and ends is said in the words of the request. */
public final class StubReply {

    private static final int CHARACTERS_PER_TOKEN = 4;

    private final ModelStub stub;
    private final Socket socket;
    private final OutputStream out;
    private final ModelStub.Request request;
    private boolean chunked;
    private int billAt = -1;
    private ModelStub.Bill bill;
    private int blocks;
    private boolean inText;

    StubReply(ModelStub stub, Socket socket, ModelStub.Request request) throws IOException {
        this.stub = stub;
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.request = request;
    }

    public ModelStub.Request request() {
        return request;
    }

    public StubReply status(int status, String body) throws IOException {
        return status(status, "", body);
    }

    /** @param headers whole lines, each with its end */
    public StubReply status(int status, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        raw("HTTP/1.1 " + status + " Said\r\n" + headers + "Content-Type: application/json\r\nContent-Length: "
                + bytes.length + "\r\n\r\n");
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Begins a stream, and the bill. */
    public StubReply events() throws IOException {
        chunked = true;
        charge(estimatedInput(), 0, 0);
        raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                + (request.inAnthropicsWords() ? "request-id" : "x-request-id")
                + ": req-stub-1\r\nTransfer-Encoding: chunked\r\n\r\n");
        return this;
    }

    /** A piece of the answer. */
    public StubReply piece(String text) throws IOException {
        charge(bill.input(), bill.cached(), bill.output() + 1);
        if (request.inAnthropicsWords()) {
            return anthropicPiece(text);
        }
        return event(
                "{\"id\":\"stub-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":"
                        + quoted(text) + "},\"finish_reason\":null}]}");
    }

    private StubReply anthropicPiece(String text) throws IOException {
        if (!inText) {
            inText = true;
            anthropic(
                    "content_block_start",
                    "{\"index\":" + blocks + ",\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
        }
        return anthropic(
                "content_block_delta",
                "{\"index\":" + blocks + ",\"delta\":{\"type\":\"text_delta\",\"text\":" + quoted(text) + "}}");
    }

    /** OpenAI's finish. */
    public StubReply finish(String reason) throws IOException {
        return event(
                "{\"id\":\"stub-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
    }

    /** OpenAI's usage; it is what the bill says. */
    public StubReply usage(int input, int cached, int output) throws IOException {
        charge(input, cached, output);
        return event("{\"id\":\"stub-1\",\"choices\":[],\"usage\":" + usageJson(input, cached, output) + "}");
    }

    static JsonObject usageJson(long input, long cached, long output) {
        return Json.createObjectBuilder()
                .add("prompt_tokens", input)
                .add("completion_tokens", output)
                .add("total_tokens", input + output)
                .add("prompt_tokens_details", Json.createObjectBuilder().add("cached_tokens", cached))
                .build();
    }

    /** Anthropic's beginning. */
    public StubReply messageStart(long input, long cacheRead, long cacheWrite) throws IOException {
        charge(input + cacheRead + cacheWrite, cacheRead, bill.output());
        return anthropic(
                "message_start",
                "{\"message\":{\"id\":\"msg-stub-1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],"
                        + "\"model\":" + quoted(request.model()) + ",\"stop_reason\":null,\"usage\":{\"input_tokens\":"
                        + input
                        + ",\"cache_read_input_tokens\":" + cacheRead + ",\"cache_creation_input_tokens\":" + cacheWrite
                        + ",\"output_tokens\":1}}}");
    }

    /** Ends the block of text that was open, if one was. */
    public StubReply blockStop() throws IOException {
        anthropic("content_block_stop", "{\"index\":" + blocks + "}");
        blocks++;
        inText = false;
        return this;
    }

    /** Anthropic's end. */
    public StubReply messageEnd(String stopReason, long output) throws IOException {
        charge(bill.input(), bill.cached(), output);
        if (inText) {
            blockStop();
        }
        anthropic(
                "message_delta",
                "{\"delta\":{\"stop_reason\":\"" + stopReason
                        + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":" + output + "}}");
        anthropic("message_stop", "{}");
        return raw("0\r\n\r\n");
    }

    /** One of Anthropic's events, which carry their name twice. */
    public StubReply anthropic(String type, String rest) throws IOException {
        String inner = rest.substring(1);
        String data = "{\"type\":\"" + type + "\"" + (inner.equals("}") ? "" : ",") + inner;
        return bytes("event: " + type + "\ndata: " + data + "\n\n");
    }

    public StubReply event(String data) throws IOException {
        return bytes("data: " + data + "\n\n");
    }

    public StubReply done() throws IOException {
        bytes("data: [DONE]\n\n");
        return raw("0\r\n\r\n");
    }

    /** Bytes of the body, as one chunk. */
    public StubReply bytes(String text) throws IOException {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public StubReply bytes(byte[] bytes) throws IOException {
        if (chunked) {
            out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(bytes);
        if (chunked) {
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
        return this;
    }

    public StubReply raw(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return this;
    }

    /** What the bill says from now on. */
    public StubReply charge(long input, long cached, long output) {
        bill = new ModelStub.Bill(request.model(), input, cached, output);
        if (billAt < 0) {
            billAt = stub.open(bill);
        } else {
            stub.amend(billAt, bill);
        }
        return this;
    }

    /** A count that grows with what was sent. */
    public long estimatedInput() {
        return Math.max(1, request.body().length() / CHARACTERS_PER_TOKEN);
    }

    /** Waits until the client has closed the connection; false when it has not in this time. */
    public boolean clientLeaves(Duration within) throws IOException {
        socket.setSoTimeout((int) within.toMillis());
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stayed) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    public StubReply await(CountDownLatch latch) throws IOException {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return this;
    }

    /** Ends the connection in mid-stream. */
    public void breakOff() throws IOException {
        socket.close();
    }

    static String quoted(String text) {
        return Json.createValue(text).toString();
    }
}
