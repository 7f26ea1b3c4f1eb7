package io.groundwork.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.ingest.parser.Block;
import io.groundwork.ingest.parser.ParsedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class SplitterTest {

    private static final int LIMIT = 512;
    /** Counts as a word piece model does: words, punctuation marks, and pieces of long words. */
    private static final ToIntFunction<String> WORD_PIECES = text -> {
        int tokens = 0;
        int letters = 0;
        for (int point : text.codePoints().toArray()) {
            boolean letter = Character.isLetterOrDigit(point) && !Character.isIdeographic(point);
            letters = letter ? letters + 1 : 0;
            tokens += Character.isWhitespace(point) || letter && letters % 6 != 1 ? 0 : 1;
        }
        return tokens;
    };

    @Test
    void aShortTextIsOneChunkUnderItsTitle() {
        ParsedText text = text(heading(1, "Leave"), paragraph("Everybody has 25 days."));
        List<Chunk> chunks = split("Leave", text);
        assertThat(chunks).containsExactly(new Chunk(0, 0, 29, "Leave", "", "Leave\n\nEverybody has 25 days."));
        assertThat(chunks.get(0).inContext()).isEqualTo("Leave\nLeave\n\nEverybody has 25 days.");
    }

    @Test
    void headingsPartChunksAndMakeTheirContext() {
        ParsedText text = text(
                heading(1, "Leave"),
                heading(2, "Holidays"),
                paragraph(words(120)),
                heading(2, "Sickness"),
                heading(3, "Long sickness"),
                paragraph(words(120)));
        List<Chunk> chunks = split("Handbook", text);
        assertThat(chunks)
                .extracting(Chunk::heading)
                .containsExactly("Leave > Holidays", "Leave > Sickness > Long sickness");
        assertThat(chunks.get(1).text()).startsWith("Sickness\n\nLong sickness\n\n");
    }

    @Test
    void aHeadingStandsWithWhatItHeads() {
        ParsedText text = text(paragraph(words(190)), heading(2, "Sickness"), paragraph(words(150)));
        assertThat(split("", text).get(0).text()).doesNotContain("Sickness");
        assertThat(split("", text).get(1).text()).startsWith("Sickness\n\n");
    }

    @Test
    void theLastSentencesAreRepeatedWithinASectionOnly() {
        ParsedText text =
                text(heading(1, "One"), paragraph(sentences(40)), heading(1, "Two"), paragraph(sentences(40)));
        List<Chunk> chunks = split("", text);
        int overlaps = 0;
        for (int i = 1; i < chunks.size(); i++) {
            boolean sameSection =
                    chunks.get(i).heading().equals(chunks.get(i - 1).heading());
            int shared = chunks.get(i - 1).end() - chunks.get(i).start();
            assertThat(shared > 0).as("chunk %d", i).isEqualTo(sameSection);
            overlaps += sameSection ? 1 : 0;
            if (sameSection) {
                assertThat(chunks.get(i).text()).matches("(?s)Sentence number .*");
                assertThat(WORD_PIECES.applyAsInt(chunks.get(i).text().substring(0, shared)))
                        .isBetween(1, 40);
            }
        }
        assertThat(overlaps).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aTableThatFitsIsNotTorn() {
        String table = "Grade | Days\n".repeat(90).strip();
        ParsedText text = text(paragraph(words(150)), new Part(Block.Kind.TABLE, 0, table), paragraph(words(150)));
        assertThat(split("", text)).anyMatch(chunk -> chunk.text().contains(table));
    }

    @Test
    void aTableThatDoesNotFitIsCutAtItsLines() {
        String table = "Grade | Days | Place\n".repeat(400).strip();
        List<Chunk> chunks = split("", text(new Part(Block.Kind.TABLE, 0, table)));
        assertThat(chunks)
                .hasSizeGreaterThan(3)
                .allMatch(chunk -> chunk.text().startsWith("Grade | Days | Place")
                        && chunk.text().endsWith("Place"));
    }

    @Test
    void aSentenceWithoutEndIsCutAtWords() {
        List<Chunk> chunks = split("", text(paragraph(words(3000))));
        assertThat(chunks).hasSizeGreaterThan(10).allMatch(chunk -> chunk.text().matches("(?s)word\\d+.*word\\d+"));
    }

    @Test
    void aWordWithoutEndIsCutBetweenCodePoints() {
        String wide = "\uD83D\uDE00".repeat(5000);
        List<Chunk> chunks = split("", text(paragraph(wide)));
        assertThat(chunks)
                .hasSizeGreaterThan(10)
                .allMatch(chunk -> Character.isHighSurrogate(chunk.text().charAt(0)));
        assertThat(String.join("", chunks.stream().map(Chunk::text).toList())).isEqualTo(wide);
    }

    @Test
    void longHeadingsLeaveRoomForTheText() {
        ParsedText text =
                text(heading(1, words(60)), heading(2, words(60)), heading(3, words(60)), paragraph(sentences(200)));
        for (Chunk chunk : split(words(80), text)) {
            assertThat(WORD_PIECES.applyAsInt(chunk.inContext())).isLessThanOrEqualTo(LIMIT - 2);
        }
    }

    /** Whatever the text: offsets are exact, nothing is lost, nothing is too long. */
    @Test
    void anyTextIsCoveredExactlyAndWithinTheLimit() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            ParsedText text = randomText(random);
            int target = 50 + random.nextInt(451);
            int overlap = random.nextInt(target / 2 + 1);
            List<Chunk> chunks = new Splitter(WORD_PIECES, LIMIT, target, overlap).split("Title " + seed, text);
            holds(chunks, text.text(), seed);
        }
    }

    private static void holds(List<Chunk> chunks, String text, int seed) {
        int[] points = text.codePoints().toArray();
        boolean[] covered = new boolean[points.length];
        int ordinal = 0;
        for (Chunk chunk : chunks) {
            assertThat(chunk.ordinal()).as("seed %d", seed).isEqualTo(ordinal++);
            assertThat(new String(points, chunk.start(), chunk.end() - chunk.start()))
                    .as("seed %d", seed)
                    .isEqualTo(chunk.text());
            assertThat(WORD_PIECES.applyAsInt(chunk.inContext()))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(LIMIT - 2);
            Arrays.fill(covered, chunk.start(), chunk.end(), true);
        }
        for (int i = 0; i < points.length; i++) {
            assertThat(covered[i] || Character.isWhitespace(points[i]))
                    .as("seed %d, place %d", seed, i)
                    .isTrue();
        }
    }

    private static ParsedText randomText(Random random) {
        List<Part> parts = new ArrayList<>();
        Block.Kind[] kinds = Block.Kind.values();
        for (int i = random.nextInt(30); i >= 0; i--) {
            Block.Kind kind = kinds[random.nextInt(kinds.length)];
            boolean heading = kind == Block.Kind.HEADING;
            parts.add(new Part(kind, heading ? 1 + random.nextInt(6) : 0, randomWords(random, heading ? 20 : 600)));
        }
        return text(parts.toArray(Part[]::new));
    }

    private static String randomWords(Random random, int most) {
        String[] alphabet = {
            "a", "work", "é", "\uD83D\uDE00", "漢", ".", "leave! ", "x".repeat(70), "\n", " ", " ", ". ", "| "
        };
        StringBuilder words = new StringBuilder("w");
        for (int i = random.nextInt(most); i >= 0; i--) {
            words.append(alphabet[random.nextInt(alphabet.length)]);
        }
        return words.toString().strip();
    }

    private record Part(Block.Kind kind, int level, String words) {}

    private static Part heading(int level, String words) {
        return new Part(Block.Kind.HEADING, level, words);
    }

    private static Part paragraph(String words) {
        return new Part(Block.Kind.PARAGRAPH, 0, words);
    }

    private static ParsedText text(Part... parts) {
        StringBuilder text = new StringBuilder();
        List<Block> blocks = new ArrayList<>();
        for (Part part : parts) {
            text.append(text.isEmpty() ? "" : "\n\n");
            blocks.add(new Block(
                    part.kind(),
                    part.level(),
                    text.length(),
                    text.length() + part.words().length()));
            text.append(part.words());
        }
        return new ParsedText("", "text/plain", text.toString(), blocks);
    }

    private static String words(int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ").append("word").append(i % 10);
        }
        return words.toString();
    }

    private static String sentences(int count) {
        StringBuilder sentences = new StringBuilder();
        for (int i = 0; i < count; i++) {
            sentences.append("Sentence number ").append(i).append(" says a thing about leave. ");
        }
        return sentences.toString().strip();
    }

    private static List<Chunk> split(String title, ParsedText text) {
        return new Splitter(WORD_PIECES, LIMIT, 200, 40).split(title, text);
    }
}
