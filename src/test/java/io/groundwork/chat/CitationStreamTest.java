package io.groundwork.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Marks become numbers, whatever pieces the words come in. */
class CitationStreamTest {

    private final List<String> numbered = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();

    private OptionalInt number(String mark, String statement) {
        statements.add(statement);
        if (!List.of("aa", "bb", "cc").contains(mark)) {
            return OptionalInt.empty();
        }
        if (!numbered.contains(mark)) {
            numbered.add(mark);
        }
        return OptionalInt.of(numbered.indexOf(mark) + 1);
    }

    private String shown(String... pieces) {
        numbered.clear();
        CitationStream stream = new CitationStream(this::number);
        StringBuilder given = new StringBuilder();
        for (String piece : pieces) {
            given.append(stream.accept(piece));
        }
        given.append(stream.finish());
        assertThat(given.toString()).isEqualTo(stream.shown());
        assertThat(stream.raw()).isEqualTo(String.join("", pieces));
        return stream.shown();
    }

    @Test
    void marksAreNumberedByFirstUse() {
        assertThat(shown("One ⟦c:bb⟧. Two ⟦c:aa⟧. Three ⟦c:bb⟧.")).isEqualTo("One [1]. Two [2]. Three [1].");
    }

    @Test
    void whatIsShownDoesNotDependOnHowTheWordsAreCut() {
        String said =
                "Leave is 27 days ⟦c:aa⟧, not 25 ⟦c:zz⟧. See [3] and a[0] ⟦c:bb⟧⟦c:aa⟧.\n\n- item⟦c:cc, c:aa⟧\n[link](x) ⟦broken \n end ⟦c:aa";
        String whole = shown(said);
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < said.length(); ) {
                int to = Math.min(said.length(), at + 1 + random.nextInt(9));
                pieces.add(said.substring(at, to));
                at = to;
            }
            assertThat(shown(pieces.toArray(String[]::new))).isEqualTo(whole);
        }
    }

    @Test
    void aMarkThatStandsForNothingIsTakenOutAndCounted() {
        CitationStream stream = new CitationStream(this::number);
        stream.accept("It is so ⟦c:zz⟧. And so ⟦c:aa⟧.");
        stream.finish();
        assertThat(stream.shown()).isEqualTo("It is so. And so [1].");
        assertThat(stream.dropped()).isEqualTo(1);
    }

    @Test
    void aNumberThatTheModelMadeUpCannotPassForACitation() {
        assertThat(shown("Certain [1] and [ 22 ].")).isEqualTo("Certain (1) and (22).");
    }

    @Test
    void aForgedNumberOfAnyLengthOrHidingAnythingIsStillNone() {
        assertThat(shown("So ⟦c:aa⟧. Free [1], [01], [0001], [\u200b1], [1\u2060], [\udb40\udc311]."))
                .isEqualTo("So [1]. Free (1), (01), (0001), (1), (1), (1).");
    }

    @Test
    void whatNobodySeesIsLeftOutInEverySplitOfShortPieces() {
        String said = "a\u202eb\udb40\udc41c[\u200b7]⟦c:a";
        for (int cuts = 0; cuts < 1 << said.length() - 1; cuts++) {
            List<String> pieces = new ArrayList<>();
            int from = 0;
            for (int at = 1; at <= said.length(); at++) {
                if (at == said.length() || (cuts >> at - 1 & 1) == 1) {
                    pieces.add(said.substring(from, at));
                    from = at;
                }
            }
            assertThat(shown(pieces.toArray(String[]::new))).isEqualTo("abc(7)c:a");
        }
    }

    @Test
    void whatScriptsAndEmojiNeedStays() {
        String said = "\u0646\u0645\u06cc\u200c\u0634\u0648\u062f \ud83d\udc69\u200d\ud83d\udcbb \u2764\ufe0f";
        assertThat(shown(said)).isEqualTo(said);
        assertThat(shown("a\u200c\u200db\ufe0f")).isEqualTo("ab");
    }

    @Test
    void commonBracketsAndHalfMarksAreText() {
        assertThat(shown("See [the page](x) and [a, b].")).isEqualTo("See [the page](x) and [a, b].");
        assertThat(shown("ends with [")).isEqualTo("ends with [");
        assertThat(shown("ends with ⟦c:a")).isEqualTo("ends with c:a");
    }

    @Test
    void severalMarksAtOnePlaceStandSideBySideAndNoneTwice() {
        assertThat(shown("So ⟦c:aa⟧⟦c:bb⟧⟦c:aa⟧. Then ⟦c:cc; c:aa⟧.")).isEqualTo("So [1][2]. Then [3][1].");
    }

    @Test
    void aMarkBelongsToTheSentenceBeforeIt() {
        statements.clear();
        shown("First one is here. The second has 3.5 days ⟦c:aa⟧⟦c:bb⟧. Third! ⟦c:cc⟧");
        assertThat(statements).containsExactly("The second has 3.5 days", "The second has 3.5 days", "Third!");
    }

    @Test
    void everyNumberInTheTextHasItsSource() {
        String text = shown("x ⟦c:cc⟧ y ⟦c:qq⟧ z [9] ⟦c:aa⟧");
        assertThat(text).isEqualTo("x [1] y z (9) [2]");
        assertThat(numbered).containsExactly("cc", "aa");
    }
}
