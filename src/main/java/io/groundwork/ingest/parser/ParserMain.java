package io.groundwork.ingest.parser;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The main class of the parser process: takes one file after the other from its input, answers each on its output, and ends
 * when its input ends. Arguments: its own folder, and the most characters of text that it may answer.
 */
public final class ParserMain {

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final Reading reading;
    private final DataInputStream in;
    private final DataOutputStream out;

    private ParserMain(Path folder, int mostCharacters, InputStream in, OutputStream out) {
        this.folder = folder;
        this.reading = new Reading(mostCharacters);
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
    }

    public static void main(String[] arguments) throws IOException {
        InputStream in = System.in;
        PrintStream out = System.out;
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        System.setIn(InputStream.nullInputStream());
        Path folder = Path.of(arguments[0]).toRealPath();
        Confinement.begin(folder, readable());
        endWith(ProcessHandle.current().parent());
        new ParserMain(folder, Integer.parseInt(arguments[1]), in, out).serve();
    }

    /** Ends this process when the application does, even in the middle of a file that never ends. */
    private static void endWith(Optional<ProcessHandle> application) {
        application.ifPresent(
                parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
    }

    /** Libraries of the JVM and of the parsers, and the fonts by which PDFs without their own are measured. */
    private static List<Path> readable() {
        List<Path> paths = new ArrayList<>();
        paths.add(Path.of(System.getProperty("java.home")));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            paths.add(Path.of(entry).toAbsolutePath().normalize());
        }
        paths.add(Path.of("/usr/share/fonts"));
        paths.add(Path.of("/usr/local/share/fonts"));
        return paths;
    }

    private void serve() throws IOException {
        out.writeBoolean(true);
        out.flush();
        while (true) {
            ParserRequest.Head head;
            try {
                head = ParserRequest.Head.read(in);
            } catch (EOFException noMore) {
                return;
            }
            answer(head);
        }
    }

    private void answer(ParserRequest.Head head) throws IOException {
        Path file = folder.resolve("document");
        receive(file, head.length());
        try {
            ParsedText parsed = reading.read(file, head);
            out.writeBoolean(true);
            parsed.write(out);
        } catch (Unreadable unreadable) {
            out.writeBoolean(false);
            out.writeByte(unreadable.reason().ordinal());
        }
        clear();
        out.flush();
    }

    private void receive(Path file, int length) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int left = length;
        try (OutputStream copy = Files.newOutputStream(file)) {
            while (left > 0) {
                int read = in.read(buffer, 0, Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException();
                }
                copy.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    /** Whatever a parser laid down goes with the document. */
    private void clear() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
