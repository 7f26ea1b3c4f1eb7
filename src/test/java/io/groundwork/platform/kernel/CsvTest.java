package io.groundwork.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written can be read again, and no spreadsheet takes a cell for a formula. */
class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-2+3", "-2\n=1", "-a", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"})
    void aFormulaIsWrittenInert(String formula) {
        assertThat(Csv.line(List.of(formula)).replaceFirst("^\"", "")).startsWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-2", "-0.0031", "12"})
    void aNumberStaysOne(String number) {
        assertThat(Csv.line(List.of(number))).isEqualTo(number + "\r\n");
        assertThat(Csv.read(number)).extracting(Csv.Line::cells).containsExactly(List.of(number));
    }

    @Test
    void cellsWithCommasQuotesAndLineEndsAreQuoted() {
        assertThat(Csv.line(List.of("a,b", "say \"so\"", "two\nlines", "plain")))
                .isEqualTo("\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",plain\r\n");
    }

    @RepeatedTest(300)
    void whatIsWrittenIsReadAgain(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<List<String>> table = new ArrayList<>();
        StringBuilder csv = new StringBuilder();
        for (int row = 0; row < 4; row++) {
            List<String> cells = new ArrayList<>(List.of("x"));
            for (int column = 0; column < 3; column++) {
                cells.add(text(random));
            }
            table.add(cells);
            csv.append(Csv.line(cells));
        }
        assertThat(Csv.read(csv.toString())).extracting(Csv.Line::cells).containsExactlyElementsOf(table);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append("ab=+-@,;\"'\n".charAt(random.nextInt(10)));
        }
        return text.toString();
    }

    @Test
    void blankLinesAreNotLinesButCount() {
        assertThat(Csv.read("\uFEFFa,b\n\n\"1\n2\",3\r\n ,\n4,5"))
                .containsExactly(
                        new Csv.Line(1, List.of("a", "b")),
                        new Csv.Line(3, List.of("1\n2", "3")),
                        new Csv.Line(6, List.of("4", "5")));
    }

    @Test
    void semicolonsPartCellsWhereTheHeaderHasNoComma() {
        assertThat(Csv.read("a;b\n1,5;2"))
                .extracting(Csv.Line::cells)
                .containsExactly(List.of("a", "b"), List.of("1,5", "2"));
    }
}
