package io.groundwork.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.platform.kernel.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** However much a provider sends, no more than a bounded part of it is ever held. */
class IntakeTest {

    private static final int PIECE = 16 * 1024;
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    /** How many bytes are taken of something that begins so and goes on without an end. */
    private static int takenOf(String beginning, String rest) {
        Intake intake = new Intake(new OpenAiEvents());
        intake.take(ByteBuffer.wrap(beginning.getBytes(StandardCharsets.UTF_8)));
        byte[] more = rest.repeat(PIECE / rest.length()).getBytes(StandardCharsets.UTF_8);
        int[] taken = {0};
        Problem.Unavailable refused = catchThrowableOfType(Problem.Unavailable.class, () -> {
            while (taken[0] < 4 * TEN_MEGABYTES) {
                intake.take(ByteBuffer.wrap(more));
                taken[0] += more.length;
            }
        });
        assertThat(refused).as("refused after %d bytes", taken[0]).isNotNull();
        return taken[0];
    }

    @Test
    void aLineOfTenMegabytesIsRefusedAtAQuarterOfOne() {
        assertThat(takenOf("data: ", "x")).isLessThanOrEqualTo(256 * 1024);
    }

    @Test
    void anEventOfManyLinesIsRefusedAtAQuarterOfAMegabyte() {
        assertThat(takenOf("data: x\n", "data: 0123456789\n")).isLessThanOrEqualTo(512 * 1024);
    }

    @Test
    void anAnswerThatComesWholeIsRefusedAtTwoMegabytes() {
        assertThat(takenOf("{\"x\":\"", "x")).isLessThanOrEqualTo(2 * 1024 * 1024);
    }

    @Test
    void aStreamOfCommentsIsRefusedAtSixteenMegabytes() {
        assertThat(takenOf(": waiting\n", ": waiting\n")).isLessThanOrEqualTo(16 * 1024 * 1024);
    }

    @Test
    void whatIsNeitherEventsNorAnObjectIsNoAnswer() {
        Intake intake = new Intake(new OpenAiEvents());
        intake.take(ByteBuffer.wrap("<html>data: no</html>\n\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(catchThrowableOfType(Problem.Unavailable.class, () -> intake.end(null)))
                .isNotNull();
    }
}
