package io.groundwork.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A passage is cut into what can be quoted by itself. */
class SentencesTest {

    private static List<String> texts(String passage) {
        return Sentences.of(passage, "").stream().map(Sentence::text).toList();
    }

    @Test
    void sentencesEndAtTheirMarksAndNotAtAbbreviationsOrNumbers() {
        assertThat(
                        texts(
                                "Ask Dr. Lund, e.g. by mail. It costs 3.50 a day.\nLines wrap\nanywhere. \"Why not?\" she said."))
                .containsExactly(
                        "Ask Dr. Lund, e.g. by mail.",
                        "It costs 3.50 a day.",
                        "Lines wrap anywhere.",
                        "\"Why not?\" she said.");
    }

    @Test
    void everyPartStandsVerbatimAtItsPlace() {
        String passage = "# Title\n\nOne  two.\nThree:\n\n- a\n- b\n  more\n\n| k | v |\n|---|---|\n| x | 1 |\n";
        for (Sentence sentence : Sentences.of(passage, "")) {
            String verbatim = passage.substring(sentence.start(), sentence.end());
            assertThat(verbatim.replaceAll("\\s+", " ")).isEqualTo(sentence.text());
        }
    }

    @Test
    void itemsAndRowsStandUnderWhatIntroducesThem() {
        List<Sentence> sentences =
                Sentences.of("You can claim:\n- train tickets\n- hotels\n\nNothing else is paid.", "Travel");
        assertThat(sentences)
                .extracting(Sentence::kind)
                .containsExactly(
                        Sentence.Kind.SENTENCE,
                        Sentence.Kind.ITEM,
                        Sentence.Kind.ITEM,
                        Sentence.Kind.LIST,
                        Sentence.Kind.SENTENCE);
        assertThat(sentences.get(1).context()).isEqualTo("You can claim");
        assertThat(sentences.get(3).text()).isEqualTo("You can claim: - train tickets - hotels");
        assertThat(sentences.get(4).context()).isEqualTo("Travel");
    }

    @Test
    void headingsAndQuestionsAreContextForWhatFollows() {
        List<Sentence> sentences = Sentences.of("## Notice\n\nThree months.\n\nHow do I resign? In writing.", "");
        assertThat(sentences)
                .extracting(Sentence::kind)
                .containsExactly(
                        Sentence.Kind.HEADING, Sentence.Kind.SENTENCE, Sentence.Kind.QUESTION, Sentence.Kind.SENTENCE);
        assertThat(sentences.get(1).context()).isEqualTo("Notice");
        assertThat(sentences.get(3).context()).isEqualTo("How do I resign?");
    }

    @Test
    void anAnnouncementNeverStandsAloneAndALongListIsQuotedAsFarAsItGoes() {
        StringBuilder text = new StringBuilder("There are many rules for merging:\n\n");
        for (int i = 1; i <= 30; i++) {
            text.append("- Rule ").append(i).append(" says that somebody else looks at the change first.\n");
        }
        List<Sentence> sentences = Sentences.of(text.toString(), "Merging");
        Sentence announcement = sentences.get(0);
        Sentence list = sentences.get(sentences.size() - 1);
        assertThat(announcement.standsAlone()).isFalse();
        assertThat(list.kind()).isEqualTo(Sentence.Kind.LIST);
        assertThat(list.standsAlone()).isTrue();
        assertThat(list.text())
                .startsWith("There are many rules")
                .contains("Rule 1 ", "Rule 9 ")
                .doesNotContain("Rule 30 ");
        assertThat(list.text()).endsWith("first.");
    }
}
