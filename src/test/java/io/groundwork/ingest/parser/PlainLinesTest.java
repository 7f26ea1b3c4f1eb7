package io.groundwork.ingest.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainLinesTest {

    private static final String BODY =
            "Everybody who works here may take leave when it was agreed with the team before.";

    @Test
    void wrappedLinesAreJoinedAndHyphensBetweenThemGo() {
        String wrapped = "Every employee of this company has twenty-five days of leave, which the em-\n"
                + "ployee may take whenever the team agrees to it, and in any number of parts.";
        assertThat(PlainLines.unwrap(wrapped)).doesNotContain("\n").contains("which the employee may take");
    }

    @Test
    void listsVersesAndColumnsKeepTheirLines() {
        String list = "1. The first point of this list, which is as long as a line of this page\n2. The second point";
        String verses = "short\nlines\nthat nobody broke for want of room at all, since they are so short";
        String columns =
                "Name                Days        Place where the employee works\nAda                 25          London";
        assertThat(PlainLines.unwrap(list)).isEqualTo(list);
        assertThat(PlainLines.unwrap(verses)).isEqualTo(verses);
        assertThat(PlainLines.unwrap(columns)).isEqualTo(columns);
    }

    @Test
    void aShortLineAboveAParagraphIsItsHeading() {
        ParsedText text =
                TextReading.read("2.1 Annual leave\n\n" + BODY + "\n\nCarry over\n\n" + BODY, new Manuscript(9000));
        assertThat(text.blocks()).extracting(Block::level).containsExactly(3, 0, 2, 0);
    }

    @Test
    void theFirstLineMayStandAboveAnotherHeading() {
        ParsedText text = TextReading.read("Staff handbook\n\nLeave\n\n" + BODY + "\n\n" + BODY, new Manuscript(9000));
        assertThat(text.blocks()).extracting(Block::isHeading).containsExactly(true, true, false, false);
    }

    @Test
    void manyShortLinesAreTextAndNoHeadings() {
        ParsedText text = TextReading.read("One\n\nTwo\n\nThree\n\nFour", new Manuscript(9000));
        assertThat(text.blocks()).noneMatch(Block::isHeading);
    }

    @Test
    void separatedValuesAreATable() throws Exception {
        ParsedText text = TextReading.table("name,days\n\"Ada, B.\",25\n", true, new Manuscript(9000));
        assertThat(text.text()).isEqualTo("name | days\nAda, B. | 25");
        assertThat(text.blocks()).extracting(Block::kind).containsExactly(Block.Kind.TABLE);
    }
}
