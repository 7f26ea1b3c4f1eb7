package io.groundwork.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that thinks of nothing: OpenAI's chat completions with one answer of forty tokens, at once. Its first token holds
 * the moment at which it was sent, so that whoever receives it on this machine knows how long it was under way. Where
 * passages are given it cites the first of them.
 *
 * <p>Argument: the port.
 */
public final class BareStub {

    /** What the bench's document says, so that the citation holds. */
    static final String SENTENCE = "Employees may take twenty-five days of paid leave a year";

    private static final Pattern MARK = Pattern.compile("mark (\u27e6c:[^\u27e7]{1,40}\u27e7)");
    private static final String HEAD =
            "{\"id\":\"stub-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"stub\",";
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":300,\"completion_tokens\":40,\"total_tokens\":340}}";

    private BareStub() {}

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server =
                new ServerSocket(Integer.parseInt(arguments[0]), 256, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket socket = server.accept();
                Thread serving = new Thread(() -> serve(socket));
                serving.setDaemon(true);
                serving.start();
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (String body = Wire.request(in); body != null; body = Wire.request(in)) {
                answer(body, socket.getOutputStream());
            }
        } catch (IOException gone) {
            // The other side has closed the connection: the measurement is over.
        }
    }

    private static void answer(String body, OutputStream out) throws IOException {
        if (body.contains("\"stream\":true") || body.contains("\"stream\": true")) {
            stream(body, out);
        } else {
            String text =
                    "{\"id\":\"stub-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"stub\",\"choices\":"
                            + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                            + String.join("", tokens(body)) + "\"},\"finish_reason\":\"stop\"}]," + USAGE;
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream reply = new ByteArrayOutputStream();
            reply.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            reply.write(bytes);
            out.write(reply.toByteArray());
        }
    }

    /** Each event leaves by itself, as a model's would. */
    private static void stream(String body, OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        event(out, choice("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        for (String token : tokens(body)) {
            event(out, choice("{\"content\":\"" + token + "\"}", "null"));
        }
        event(out, choice("{}", "\"stop\""));
        if (body.contains("include_usage")) {
            event(out, HEAD + "\"choices\":[]," + USAGE);
        }
        event(out, "[DONE]");
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String choice(String delta, String finish) {
        return HEAD + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}";
    }

    private static void event(OutputStream out, String data) throws IOException {
        byte[] bytes = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[size.length + bytes.length + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(bytes, 0, chunk, size.length, bytes.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        out.write(chunk);
    }

    private static List<String> tokens(String body) {
        Matcher mark = MARK.matcher(body);
        List<String> tokens = new ArrayList<>();
        tokens.add(Client.STAMP + System.nanoTime() + " ");
        for (String word : SENTENCE.split(" ")) {
            tokens.add(word + " ");
        }
        tokens.add((mark.find() ? mark.group(1) : "") + ". ");
        while (tokens.size() < 40) {
            tokens.add(String.format(Locale.ROOT, "word%02d ", tokens.size()));
        }
        return tokens;
    }
}
