package io.groundwork.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client with one connection that it keeps. */
final class Client implements AutoCloseable {

    /** Stands before the moment at which the stub sent its first token. */
    static final String STAMP = "sent-at-";

    private static final int PATIENCE_MILLIS = 30_000;

    private static final Pattern SENT = Pattern.compile(STAMP + "(\\d+)");

    private final Target target;
    private Socket socket;
    private InputStream in;
    private long firstToken;

    Client(Target target) {
        this.target = target;
    }

    /**
     * One answer, in nanoseconds.
     *
     * @param whole from the request's first byte to the answer's last
     * @param underWay from the stub's first token to its arrival here; 0 where nothing streams
     */
    record Sample(long whole, long underWay) {}

    Sample ask(String question, boolean stream) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), target.port());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        }
        byte[] request = target.request(question, stream);
        firstToken = 0;
        long from = System.nanoTime();
        socket.getOutputStream().write(request);
        String head = Wire.head(in);
        if (head == null) {
            throw new IOException(target.name() + " closed the connection");
        }
        String body = Wire.body(head, in, this::arrived).toString(StandardCharsets.UTF_8);
        long to = System.nanoTime();
        check(head, body, stream);
        if (head.contains("connection: close")) {
            close();
        }
        return new Sample(to - from, stream ? firstToken - sent(body) : 0);
    }

    private void arrived(ByteArrayOutputStream soFar) {
        if (firstToken == 0 && soFar.toString(StandardCharsets.US_ASCII).contains(STAMP)) {
            firstToken = System.nanoTime();
        }
    }

    private long sent(String body) throws IOException {
        Matcher moment = SENT.matcher(body);
        if (!moment.find()) {
            throw new IOException(target.name() + " lost the first token: " + beginning(body));
        }
        return Long.parseLong(moment.group(1));
    }

    /** The answer has to be whole, or speed means nothing. */
    private void check(String head, String body, boolean stream) throws IOException {
        boolean whole = head.startsWith("http/1.1 200")
                && body.contains("word39")
                && body.contains(stream ? "[DONE]" : "\"choices\"");
        if (!whole) {
            throw new IOException(target.name() + " did not answer: " + head + "\n" + beginning(body));
        }
    }

    private static String beginning(String body) {
        return body.substring(0, Math.min(body.length(), 2_000));
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
