package io.groundwork.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Events are read alike, whatever pieces the bytes arrive in. */
class EventLinesTest {

    private static List<String> events(byte[] bytes, Random cuts) {
        EventLines lines = new EventLines(1_000);
        List<String> events = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int length = cuts == null ? bytes.length : Math.min(bytes.length - at, 1 + cuts.nextInt(5));
            events.addAll(lines.feed(ByteBuffer.wrap(bytes, at, length)));
            at += length;
        }
        return events;
    }

    @Test
    void dataOfEventsIsReadWithAnyLineEndsCommentsAndFields() {
        byte[] bytes =
                "\uFEFFdata: one\n\n: comment\r\ndata:two\r\n\r\nevent: x\rdata: {\"a\":\rdata:  b}\r\rid: 4\n\ndata\n\ndata: naïve €😀\n\n"
                        .getBytes(StandardCharsets.UTF_8);
        List<String> expected = List.of("one", "two", "{\"a\":\n b}", "", "naïve €😀");
        assertThat(events(bytes, null)).isEqualTo(expected);
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            assertThat(events(bytes, random)).isEqualTo(expected);
        }
    }

    @Test
    void anEventWithoutItsEmptyLineIsNotGiven() {
        assertThat(events("data: half\n".getBytes(StandardCharsets.UTF_8), null))
                .isEmpty();
    }

    @Test
    void aLineOrAnEventBeyondTheLimitIsRefused() {
        byte[] line = ("data: " + "x".repeat(2_000)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> events(line, null)).isInstanceOf(EventLines.TooLarge.class);
        byte[] event = "data: 0123456789\n".repeat(200).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> events(event, null)).isInstanceOf(EventLines.TooLarge.class);
    }
}
