package io.groundwork.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PassageTextTest {

    @Test
    void titleHeadingAndTextAreReadTogether() {
        assertThat(PassageText.of("Leave", "Parents", "Sixteen weeks.")).isEqualTo("Leave\nParents\nSixteen weeks.");
    }

    @Test
    void aHeadingThatRepeatsTheTitleIsReadOnce() {
        assertThat(PassageText.of("Leave", "Leave", "Sixteen weeks.")).isEqualTo("Leave\nSixteen weeks.");
    }

    @Test
    void whatIsBlankIsLeftOut() {
        assertThat(PassageText.of("", " ", "Sixteen weeks.")).isEqualTo("Sixteen weeks.");
    }
}
