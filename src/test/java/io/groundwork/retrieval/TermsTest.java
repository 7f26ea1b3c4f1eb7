package io.groundwork.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TermsTest {

    @Test
    void wordsOfOneStemAreOneTerm() {
        assertThat(Terms.of("Harvesting").hashes())
                .isEqualTo(Terms.of("harvests").hashes());
        assertThat(Terms.of("company's").hashes()).isEqualTo(Terms.of("Company").hashes());
    }

    @Test
    void stopWordsCountNeitherAsTermsNorInTheLength() {
        Terms terms = Terms.of("It is the leave of the leave");
        assertThat(terms.hashes()).hasSize(1);
        assertThat(terms.counts()).containsExactly(2);
        assertThat(terms.length()).isEqualTo(2);
    }

    @Test
    void textWithoutWordsHasNoTerms() {
        assertThat(Terms.of("").isEmpty()).isTrue();
        assertThat(Terms.of("?!  -- the").isEmpty()).isTrue();
    }

    @Test
    void differentWordsAreDifferentTerms() {
        assertThat(Terms.of("leave travel kettle backup").hashes()).hasSize(4);
    }

    @Test
    void theTermOfAKnownWordNeverChanges() {
        // Terms are kept in databases: if this fails, those that exist are not found any more.
        assertThat(Terms.of("leave").hashes()).containsExactly(7419998262720817393L);
    }

    @Test
    void aWordWithoutEndIsReadInPiecesAndNotRefused() {
        assertThat(Terms.of("x".repeat(100_000)).length()).isGreaterThan(1);
    }
}
