package io.groundwork.ingest.parser;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.security.Permission;
import java.util.List;
import java.util.Set;

/**
 * Takes from this JVM what no parser needs: the network, other programs, and all files but the libraries and the process's
 * own folder. It stands against parsers that are talked into fetching or reading something, not against code that runs
 * with the JVM's full powers; for that there is nothing to steal here, since the process is given no secrets.
 */
@SuppressWarnings("removal")
final class Confinement extends SecurityManager {

    private static final Set<String> NETWORK = Set.of("http", "https", "ftp", "mailto");
    private static final List<String> READABLE_DEVICES = List.of("/dev/random", "/dev/urandom");

    private final Path own;
    private final List<Path> readable;

    private Confinement(Path own, List<Path> readable) {
        this.own = own;
        this.readable = readable;
    }

    /** Begins, for as long as the JVM lives. Newer JVMs have no security manager: there, sockets and addresses alone. */
    static void begin(Path own, List<Path> readable) throws IOException {
        Socket.setSocketImplFactory(() -> {
            throw new SecurityException("no network here");
        });
        URL.setURLStreamHandlerFactory(protocol -> NETWORK.contains(protocol) ? new Refusal() : null);
        try {
            System.setSecurityManager(new Confinement(own, readable));
        } catch (UnsupportedOperationException newerJvm) {
            return;
        }
    }

    private static final class Refusal extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL address) throws IOException {
            throw new IOException("no network here");
        }
    }

    @Override
    public void checkPermission(Permission permission) {
        if (permission.getName().equals("setSecurityManager")) {
            throw new SecurityException("confined");
        }
    }

    @Override
    public void checkPermission(Permission permission, Object context) {
        checkPermission(permission);
    }

    @Override
    public void checkConnect(String host, int port) {
        throw new SecurityException("no network here");
    }

    @Override
    public void checkConnect(String host, int port, Object context) {
        checkConnect(host, port);
    }

    @Override
    public void checkListen(int port) {
        throw new SecurityException("no network here");
    }

    @Override
    public void checkAccept(String host, int port) {
        throw new SecurityException("no network here");
    }

    @Override
    public void checkMulticast(InetAddress address) {
        throw new SecurityException("no network here");
    }

    @Override
    public void checkExec(String command) {
        throw new SecurityException("no other programs here");
    }

    @Override
    public void checkRead(FileDescriptor descriptor) {}

    @Override
    public void checkWrite(FileDescriptor descriptor) {}

    @Override
    public void checkRead(String file) {
        Path path = Path.of(file).toAbsolutePath().normalize();
        if (!path.startsWith(own)
                && readable.stream().noneMatch(path::startsWith)
                && !READABLE_DEVICES.contains(path.toString())) {
            throw new SecurityException("not a file of the parser process");
        }
    }

    @Override
    public void checkRead(String file, Object context) {
        checkRead(file);
    }

    @Override
    public void checkWrite(String file) {
        if (!Path.of(file).toAbsolutePath().normalize().startsWith(own)) {
            throw new SecurityException("not the folder of the parser process");
        }
    }

    @Override
    public void checkDelete(String file) {
        checkWrite(file);
    }
}
