package io.groundwork.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One thing among many that read alike is not answered for by another. */
class IdentifiersTest {

    private static boolean found(String question, String text) {
        return Identifiers.of(question).in(text);
    }

    @Test
    void aNumberedNameACodeAndAYearMustStandInThePassage() {
        assertThat(found("How long does the warranty for a Rill 4 last?", "The warranty for a Rill 3 lasts 4 years."))
                .isFalse();
        assertThat(found("How long does the warranty for a Rill 4 last?", "Of a rill\n4: two years."))
                .isTrue();
        assertThat(found("What of invoice 88-4417?", "Invoice 88-4418.")).isFalse();
        assertThat(found("What is E3 paid?", "Grade e3 is paid well.")).isTrue();
        assertThat(found("What is E3 paid?", "Grade E31 is paid well.")).isFalse();
        assertThat(found("What were the bands in 2019?", "The bands of 2026.")).isFalse();
        assertThat(found("What was the outcome of grievance 2026-04?", "The grievance 2026-04 was upheld."))
                .isTrue();
    }

    @Test
    void amountsNameNothing() {
        assertThat(found("May I take 3 weeks off?", "Ask early.")).isTrue();
        assertThat(found("Who approves more than EUR 200,000?", "The chief executive."))
                .isTrue();
        assertThat(found("Can 3 people share 2000.50?", "Yes.")).isTrue();
        assertThat(found("Is Anna 100% sure?", "Yes.")).isTrue();
    }
}
