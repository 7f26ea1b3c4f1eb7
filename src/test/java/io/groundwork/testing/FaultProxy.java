package io.groundwork.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server and does to the bytes what networks do: it holds them back, lets them drip, mixes
 * others in, cuts the connection or resets it. A fault holds from the next byte on, for open connections too. What goes from
 * the client to the server is never touched; when one side leaves, the other is told.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BUFFER = 4096;
    private static final byte[] GARBAGE = "\u0000\u0001~~ %% garbage \uFFFD\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    private int port;
    private final int target;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Fault fault = (bytes, way) -> way.pass(bytes, bytes.length);
    private final List<Way> ways = new CopyOnWriteArrayList<>();
    private volatile ServerSocket server;

    /** What is done with bytes on their way to the client. */
    @FunctionalInterface
    private interface Fault {
        void relay(byte[] bytes, Way way) throws IOException, InterruptedException;
    }

    /** One connection; what passed is counted anew whenever the fault is another one. */
    private static final class Way {

        private final Socket client;
        private final Socket server;
        private final CountDownLatch left = new CountDownLatch(1);
        private Fault under;
        private int passed;

        private Way(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void relay(byte[] bytes, Fault fault) throws IOException, InterruptedException {
            if (under != fault) {
                under = fault;
                passed = 0;
            }
            fault.relay(bytes, this);
        }

        private void pass(byte[] bytes, int length) throws IOException {
            OutputStream out = client.getOutputStream();
            out.write(bytes, 0, length);
            out.flush();
            passed += length;
        }

        /** Passes what may still pass; true once that is used up. */
        private boolean usesUp(byte[] bytes, int most) throws IOException {
            pass(bytes, Math.max(0, Math.min(bytes.length, most - passed)));
            return passed >= most;
        }

        /** Until the client has gone. */
        private void hold() throws InterruptedException {
            left.await();
        }

        private void close() throws IOException {
            left.countDown();
            client.close();
            server.close();
        }
    }

    /** @param port 0 for any that is free */
    public FaultProxy(int port, int target) {
        this.port = port;
        this.target = target;
        listen();
    }

    public String place() {
        return "127.0.0.1:" + port;
    }

    /** How many connections were taken up so far. */
    public int connections() {
        return connections.get();
    }

    /** Does nothing. */
    public FaultProxy pass() {
        return with((bytes, way) -> way.pass(bytes, bytes.length));
    }

    /** Nobody listens here, and nobody stays. */
    public FaultProxy refuse() {
        close();
        return this;
    }

    /** The connection is reset after so many bytes. */
    public FaultProxy resetAfter(int most) {
        return with((bytes, way) -> {
            if (way.usesUp(bytes, most)) {
                way.client.setSoLinger(true, 0);
                way.close();
            }
        });
    }

    /** The connection ends in good order after so many bytes, whatever is missing. */
    public FaultProxy cutAfter(int most) {
        return with((bytes, way) -> {
            if (way.usesUp(bytes, most)) {
                way.close();
            }
        });
    }

    /** Nothing comes any more after so many bytes, and the connection stays. */
    public FaultProxy stallAfter(int most) {
        return with((bytes, way) -> {
            if (way.usesUp(bytes, most)) {
                way.hold();
            }
        });
    }

    /** Bytes of no protocol after so many that are right. */
    public FaultProxy garbageAfter(int most) {
        return with((bytes, way) -> {
            if (way.usesUp(bytes, most)) {
                way.pass(GARBAGE, GARBAGE.length);
                way.close();
            }
        });
    }

    /** So many bytes at once, with this pause between. */
    public FaultProxy drip(int atOnce, Duration pause) {
        return with((bytes, way) -> {
            for (int from = 0; from < bytes.length; from += atOnce) {
                if (way.left.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
                int length = Math.min(atOnce, bytes.length - from);
                way.client.getOutputStream().write(bytes, from, length);
                way.client.getOutputStream().flush();
            }
        });
    }

    /** The first byte comes this much later. */
    public FaultProxy delay(Duration time) {
        return with((bytes, way) -> {
            if (way.passed == 0) {
                way.left.await(time.toNanos(), TimeUnit.NANOSECONDS);
            }
            way.pass(bytes, bytes.length);
        });
    }

    private FaultProxy with(Fault next) {
        fault = next;
        if (server.isClosed()) {
            listen();
        }
        return this;
    }

    private void listen() {
        try {
            server = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
            port = server.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        ServerSocket mine = server;
        start("fault-proxy", () -> accept(mine));
    }

    private void accept(ServerSocket listening) throws IOException {
        while (!listening.isClosed()) {
            Socket client = listening.accept();
            connections.incrementAndGet();
            Way way = new Way(client, new Socket(InetAddress.getLoopbackAddress(), target));
            way.client.setTcpNoDelay(true);
            way.server.setTcpNoDelay(true);
            ways.removeIf(old -> old.left.getCount() == 0);
            ways.add(way);
            start("fault-proxy-to-server", () -> toServer(way));
            start("fault-proxy-to-client", () -> toClient(way));
        }
    }

    private static void toServer(Way way) throws IOException {
        try {
            way.client.getInputStream().transferTo(way.server.getOutputStream());
        } finally {
            way.close();
        }
    }

    private void toClient(Way way) throws IOException, InterruptedException {
        try {
            InputStream in = way.server.getInputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                byte[] bytes = new byte[read];
                System.arraycopy(buffer, 0, bytes, 0, read);
                way.relay(bytes, fault);
            }
        } finally {
            way.close();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException over) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Way way : ways) {
                way.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
