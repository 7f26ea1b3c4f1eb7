package io.groundwork.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An OpenAI-compatible server that does as a test says, down to the bytes: it speaks HTTP itself, so that it can stall, break
 * off, and notice when its client has gone.
 */
public final class ModelStub implements AutoCloseable {

    private final ServerSocket server;
    private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What arrived. */
    public record Request(String path, Map<String, String> headers, String body) {}

    /** What is done with one request. */
    @FunctionalInterface
    public interface Script {
        void run(Reply reply) throws IOException;
    }

    public ModelStub() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread accepting = new Thread(this::accept, "model-stub");
        accepting.setDaemon(true);
        accepting.start();
    }

    public URI baseUrl() {
        return URI.create("http://" + place() + "/v1");
    }

    public String place() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** What the next request gets. */
    public ModelStub next(Script script) {
        scripts.add(script);
        return this;
    }

    public List<Request> requests() {
        return requests;
    }

    /** One reply, written by hand. */
    public static final class Reply {

        private final Socket socket;
        private final OutputStream out;
        private final Request request;
        private boolean chunked;

        private Reply(Socket socket, Request request) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
            this.request = request;
        }

        public Request request() {
            return request;
        }

        public Reply status(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            raw("HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                    + "\r\n\r\n");
            out.write(bytes);
            out.flush();
            return this;
        }

        public Reply events() throws IOException {
            chunked = true;
            return raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nx-request-id: req-stub-1\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n");
        }

        /** A piece of the answer. */
        public Reply piece(String text) throws IOException {
            return event(
                    "{\"id\":\"stub-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":"
                            + quoted(text) + "},\"finish_reason\":null}]}");
        }

        public Reply finish(String reason) throws IOException {
            return event("{\"id\":\"stub-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason
                    + "\"}]}");
        }

        public Reply usage(int input, int cached, int output) throws IOException {
            return event("{\"id\":\"stub-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":" + input
                    + ",\"completion_tokens\":" + output + ",\"prompt_tokens_details\":{\"cached_tokens\":" + cached
                    + "}}}");
        }

        public Reply event(String data) throws IOException {
            return bytes("data: " + data + "\n\n");
        }

        public Reply done() throws IOException {
            bytes("data: [DONE]\n\n");
            return raw("0\r\n\r\n");
        }

        /** Bytes of the body, as one chunk. */
        public Reply bytes(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
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

        public Reply raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return this;
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

        public Reply await(CountDownLatch latch) throws IOException {
            try {
                latch.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return this;
        }

        public void breakOff() throws IOException {
            socket.close();
        }

        private static String quoted(String text) {
            return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread serving = new Thread(() -> serve(socket), "model-stub-reply");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null && !line.isBlank(); line = in.readLine()) {
                Request request = read(line, in);
                requests.add(request);
                Script script = scripts.poll();
                Reply reply = new Reply(socket, request);
                if (script == null) {
                    reply.status(500, "{\"error\":{\"message\":\"no script\"}}");
                } else {
                    script.run(reply);
                }
            }
        } catch (IOException gone) {
            // The client left, or the script broke the connection; both are what tests are about.
        }
    }

    private static Request read(String first, BufferedReader in) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        char[] body = new char[Integer.parseInt(headers.getOrDefault("Content-Length", "0"))];
        for (int at = 0; at < body.length; ) {
            int read = in.read(body, at, body.length - at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        String text = new String(new String(body).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Request(first.split(" ")[1], headers, text);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
