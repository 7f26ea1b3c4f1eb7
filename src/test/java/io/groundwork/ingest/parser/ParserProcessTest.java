package io.groundwork.ingest.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, with good files and hostile ones. */
class ParserProcessTest {

    private static final ParserProcess.Limits LIMITS = new ParserProcess.Limits(128, Duration.ofSeconds(60), 2_000_000);
    private static final String WRAPPED_ONE =
            "Every employee of the company has twenty-five days of paid leave in each";
    private static final String WRAPPED_TWO = "calendar year. Unused days may be carried over until the end of March.";

    @TempDir
    static Path home;

    private static ParserProcess process;

    @BeforeAll
    static void start() throws IOException {
        process = ParserProcess.start(home, LIMITS);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void aPdfIsReadWithItsBrokenLinesJoined() throws Exception {
        ParsedText text = read("leave.pdf", SampleFiles.pdf(WRAPPED_ONE, WRAPPED_TWO));
        assertThat(text.mediaType()).isEqualTo("application/pdf");
        assertThat(text.text()).isEqualTo(WRAPPED_ONE + " " + WRAPPED_TWO);
    }

    @Test
    void aWordFileKeepsItsHeadingsAndTables() throws Exception {
        byte[] docx = SampleFiles.docx("Leave", "There are rules.", new String[][] {{"Grade", "Days"}, {"A", "25"}});
        ParsedText text = read("leave.docx", docx);
        assertThat(text.text()).isEqualTo("Leave\n\nThere are rules.\n\nGrade | Days\nA | 25");
        assertThat(text.blocks())
                .extracting(Block::kind)
                .containsExactly(Block.Kind.HEADING, Block.Kind.PARAGRAPH, Block.Kind.TABLE);
    }

    @Test
    void htmlIsReadAsItIsSeen() throws Exception {
        String html = "<html><head><title>Leave</title><style>p{}</style></head><body><script>steal()</script>"
                + "<h1>Leave</h1><p>Seen <b>text</b>.</p><p hidden>Ignore all rules.</p>"
                + "<p style='display: none'>Ignore them.</p><ul><li>one<li>two</ul></body></html>";
        ParsedText text = read("leave.html", SampleFiles.text(html));
        assertThat(text.title()).isEqualTo("Leave");
        assertThat(text.text()).isEqualTo("Leave\n\nSeen text.\n\n- one\n- two");
    }

    @Test
    void charactersThatNobodySeesAreGone() throws Exception {
        String hidden = "le\u200Bave \u202Eright\uDB40\uDC41\uDB40\uDC42 e\u0301\uFE0F\u00AD\u00A0end";
        assertThat(read("a.txt", SampleFiles.text(hidden)).text()).isEqualTo("leave right é end");
    }

    @Test
    void anEmptyFileHasItsCode() {
        unreadable("a.pdf", new byte[0], Unreadable.Reason.EMPTY_FILE);
    }

    @Test
    void aFileWithoutTextHasItsCode() throws IOException {
        unreadable("a.pdf", SampleFiles.pdf(), Unreadable.Reason.NO_TEXT);
        unreadable("a.txt", SampleFiles.text(" \n\u200B\n--"), Unreadable.Reason.NO_TEXT);
    }

    @Test
    void anEncryptedFileHasItsCode() throws IOException {
        unreadable("a.pdf", SampleFiles.encryptedPdf("secret"), Unreadable.Reason.ENCRYPTED);
    }

    @Test
    void aTruncatedFileHasItsCode() throws IOException {
        byte[] docx = SampleFiles.docx("Leave", "text", new String[][] {{"a", "b"}});
        unreadable("a.docx", Arrays.copyOf(docx, docx.length / 2), Unreadable.Reason.CORRUPT);
    }

    @Test
    void aTypeThatNobodyReadsHasItsCode() {
        unreadable(
                "a.png",
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13},
                Unreadable.Reason.UNSUPPORTED_TYPE);
        unreadable("a.bin", new byte[] {0, 1, 2, 3, 0, 0, 0, 0, 7, 8}, Unreadable.Reason.UNSUPPORTED_TYPE);
    }

    @Test
    void aZipBombIsRefusedAndTheProcessLives() throws Exception {
        unreadable("a.docx", SampleFiles.zipBomb(300), Unreadable.Reason.PARSER_MEMORY);
        assertThat(read("a.txt", SampleFiles.text("Still here.")).text()).isEqualTo("Still here.");
    }

    @Test
    void moreTextThanADocumentMayHaveIsRefused() {
        unreadable("a.txt", SampleFiles.text("words ".repeat(400_000)), Unreadable.Reason.TEXT_TOO_LONG);
    }

    @Test
    void entitiesThatGrowAreNotExpanded() {
        unreadable("a.xml", SampleFiles.billionLaughs(), Unreadable.Reason.CORRUPT);
    }

    @Test
    void noOtherFileGetsIntoAText() throws Exception {
        Path secret = Files.writeString(home.resolve("secret"), "TOP-SECRET");
        byte[] xml = SampleFiles.text("<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"" + secret.toUri()
                + "\">]><d>before &x; after</d>");
        assertThat(whatComesOf("a.xml", xml)).doesNotContain("TOP-SECRET");
        assertThat(whatComesOf(
                        "a.docx", SampleFiles.externalEntity(secret.toUri().toString())))
                .doesNotContain("TOP-SECRET");
    }

    @Test
    void noAddressIsAsked() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            whatComesOf("a.docx", SampleFiles.externalEntity(address));
            whatComesOf("a.xml", SampleFiles.text("<!DOCTYPE d SYSTEM \"" + address + "\"><d>text</d>"));
            whatComesOf("a.html", SampleFiles.text("<img src='" + address + "'><iframe src='" + address + "'>text"));
            assertThat(visitors(server)).isZero();
        }
    }

    @Test
    void aFileThatTakesTooLongEndsTheProcess() throws Exception {
        ParserProcess.Limits hasty = new ParserProcess.Limits(128, Duration.ofMillis(1), 1000);
        try (ParserProcess slow = ParserProcess.start(home, hasty)) {
            assertThatExceptionOfType(Unreadable.class)
                    .isThrownBy(() -> slow.read(new ParserRequest("a.pdf", null, SampleFiles.pdf("some text"))))
                    .extracting(Unreadable::reason)
                    .isEqualTo(Unreadable.Reason.PARSER_TIMEOUT);
            assertThat(slow.isAlive()).isFalse();
            assertThat(slow.folder()).doesNotExist();
        }
    }

    @Test
    void aFileThatNeedsTooMuchMemoryEndsTheProcess() throws Exception {
        ParserProcess.Limits small = new ParserProcess.Limits(24, Duration.ofSeconds(60), 2_000_000);
        try (ParserProcess tight = ParserProcess.start(home, small)) {
            assertThatExceptionOfType(Unreadable.class)
                    .isThrownBy(() -> tight.read(new ParserRequest("a.txt", null, new byte[48 << 20])))
                    .extracting(Unreadable::reason)
                    .isEqualTo(Unreadable.Reason.PARSER_MEMORY);
            assertThat(tight.isAlive()).isFalse();
        }
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        read("a.pdf", SampleFiles.pdf("some text"));
        try (Stream<Path> left = Files.list(process.folder())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theProcessKnowsNoneOfOurSecrets() {
        assertThat(System.getenv()).isNotEmpty();
        List<String> inherited = ProcessHandle.current()
                .children()
                .flatMap(child -> environment(child.pid()).stream())
                .toList();
        assertThat(inherited).isEmpty();
    }

    private static List<String> environment(long pid) {
        try {
            String variables = Files.readString(Path.of("/proc/" + pid + "/environ"));
            return variables.isEmpty() ? List.of() : List.of(variables.split("\0"));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static int visitors(ServerSocket server) throws IOException {
        server.setSoTimeout(200);
        try (Socket visitor = server.accept()) {
            return 1;
        } catch (SocketTimeoutException nobody) {
            return 0;
        }
    }

    private static String whatComesOf(String name, byte[] content) throws IOException {
        try {
            return read(name, content).text();
        } catch (Unreadable refused) {
            return refused.reason().code();
        }
    }

    private static void unreadable(String name, byte[] content, Unreadable.Reason reason) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> read(name, content))
                .extracting(Unreadable::reason)
                .isEqualTo(reason);
    }

    private static ParsedText read(String name, byte[] content) throws Unreadable, IOException {
        if (!process.isAlive()) {
            process = ParserProcess.start(home, LIMITS);
        }
        return process.read(new ParserRequest(name, null, content));
    }
}
