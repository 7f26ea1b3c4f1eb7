package io.groundwork.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.collection.Submission;
import io.groundwork.ingest.parser.Unreadable;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BulkLinesTest {

    private static final String GOOD = "{\"external_id\":\"a\",\"title\":\"A\",\"text\":\"Alpha \u00e9\"}";

    @Test
    void aLineIsADocument() throws IOException {
        Submission submission = lines(GOOD).get(0).submission();
        assertThat(submission.externalId()).isEqualTo("a");
        assertThat(submission.title()).isEqualTo("A");
        assertThat(submission.mediaType()).isEqualTo("text/plain");
        assertThat(new String(submission.content(), StandardCharsets.UTF_8)).isEqualTo("Alpha \u00e9");
    }

    @Test
    void aMalformedLineSaysWhichAndWhyAndTheOthersCount() throws IOException {
        List<BulkLine> lines = lines(GOOD + "\r\n\n{\"external_id\": oops\n" + GOOD);
        assertThat(lines).extracting(BulkLine::number).containsExactly(1, 3, 4);
        assertThat(lines).extracting(line -> line.fault() == null).containsExactly(true, false, true);
        assertThat(lines.get(1).fault().code()).isEqualTo("line_malformed");
        assertThat(lines.get(1).fault().message()).startsWith("Line 3 is not a valid JSON object");
    }

    @Test
    void aWrongFieldIsNamed() throws IOException {
        assertThat(fault("{\"external_id\":\"a\"}")).contains("Line 1", "\"text\"");
        assertThat(fault("{\"text\":\"a\"}")).contains("\"external_id\"");
        assertThat(fault("{\"external_id\":\"a\",\"text\":\"a\",\"title\":5}")).contains("\"title\"");
        assertThat(fault("{\"external_id\":\"a\",\"text\":\"a\",\"media_type\":\"text/html\"}"))
                .contains("text/markdown");
        assertThat(fault("{\"external_id\":\"a\",\"text\":\"a\",\"status\":\"gone\"}"))
                .contains("draft or published");
        assertThat(fault("{\"external_id\":\"a\",\"text\":\"a\",\"access\":[]}"))
                .contains("\"access\"");
        assertThat(fault("[1]")).contains("Line 1");
    }

    @Test
    void aCharacterThatTheDatabaseCannotHoldIsTheLinesOwnFault() throws IOException {
        String rule = ",\"access\":{\"any_of\":[{\"users\":[\"b\\u0000\"]}]}";
        assertThat(fault("{\"external_id\":\"a\",\"text\":\"a\"" + rule + "}")).contains("\"access\"", "U+0000");
        assertThat(fault("{\"external_id\":\"a\\u0000\",\"text\":\"a\"}")).contains("\"external_id\"");
        assertThat(lines("{\"external_id\":\"a\\u0000\",\"text\":\"a\"}").get(0).externalId())
                .isNull();
        assertThat(lines("{\"external_id\":\"a\",\"text\":\"a\\u0000\"}").get(0).fault())
                .isNull();
    }

    @Test
    void whatIsNoUtf8IsMalformed() throws IOException {
        byte[] latin = "{\"external_id\":\"a\",\"text\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(latin, 1000).get(0).fault().code()).isEqualTo("line_not_utf8");
    }

    @Test
    void aLineThatIsTooLongIsPassedOverWithoutBeingKept() throws IOException {
        String longLine = GOOD.replace("Alpha", "x".repeat(3 << 20));
        List<BulkLine> lines = read((longLine + "\n" + GOOD).getBytes(StandardCharsets.UTF_8), 1 << 20);
        assertThat(lines.get(0).fault().code()).isEqualTo("line_too_long");
        assertThat(lines.get(1).fault()).isNull();
    }

    @Test
    void aByteOrderMarkIsNoFault() throws IOException {
        assertThat(lines("\uFEFF" + GOOD).get(0).fault()).isNull();
    }

    @Test
    void nothingButBlankLinesIsNothing() throws IOException {
        assertThat(lines("\n  \n\r\n")).isEmpty();
    }

    @Test
    void aRefusalFurtherDownIsToldByItsFields() {
        Problem refused = Problem.Invalid.field("access.allow[0].group", "platform.field_required");
        assertThat(BulkLine.Fault.of(4, refused).message()).startsWith("Line 4: the field \"access.allow[0].group\"");
    }

    @Test
    void everyReasonHasItsSentence() {
        for (Unreadable.Reason reason : Unreadable.Reason.values()) {
            Text text = new Text("ingest." + reason.code());
            assertThat(text.in(Locale.ENGLISH))
                    .as(reason.code())
                    .isNotEqualTo(text.key())
                    .endsWith(".");
        }
    }

    private static String fault(String line) throws IOException {
        return lines(line).get(0).fault().message();
    }

    private static List<BulkLine> lines(String body) throws IOException {
        return read(body.getBytes(StandardCharsets.UTF_8), 1000);
    }

    private static List<BulkLine> read(byte[] body, long longest) throws IOException {
        BulkLines lines = new BulkLines(new ByteArrayInputStream(body), longest);
        List<BulkLine> read = new ArrayList<>();
        for (Optional<BulkLine> line = lines.next(); line.isPresent(); line = lines.next()) {
            read.add(line.get());
        }
        return read;
    }
}
