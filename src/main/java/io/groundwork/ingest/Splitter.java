package io.groundwork.ingest;

import io.groundwork.ingest.parser.Block;
import io.groundwork.ingest.parser.ParsedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts a text into chunks of about the target's size. Chunks end where headings, paragraphs or at least sentences end; the
 * last sentences of one are repeated in the next, unless a heading parts them. No text is lost, and no chunk together with
 * its headings is longer than the embedding model reads.
 */
final class Splitter {

    /** What the model adds to every text. */
    private static final int SPECIAL_TOKENS = 2;
    /** The title as context may take this many tokens, the headings this many more. */
    private static final int MOST_TITLE = 40;

    private static final int MOST_HEADING = 60;

    private final ToIntFunction<String> counter;
    private final int target;
    private final int overlap;
    private final int most;

    /**
     * @param counter counts the embedding model's tokens, without the special ones
     * @param limit the most tokens that the model reads, special ones included
     */
    Splitter(ToIntFunction<String> counter, int limit, int target, int overlap) {
        this.counter = counter;
        this.most = limit - SPECIAL_TOKENS - MOST_TITLE - MOST_HEADING;
        this.target = Math.min(target, most);
        this.overlap = Math.min(overlap, this.target / 2);
    }

    List<Chunk> split(String title, ParsedText parsed) {
        return new Cut(title, parsed).chunks();
    }

    /** The splitting of one text. */
    private final class Cut {

        private final String title;
        private final String text;
        private final Pieces pieces;
        private final List<Block> blocks;
        private final List<HeadingPath> sections = new ArrayList<>();
        private final List<Chunk> chunks = new ArrayList<>();
        private final List<Piece> current = new ArrayList<>();
        /** How many pieces at the beginning of the current chunk are repeated from the one before. */
        private int carried;

        private int lastStart;
        private int lastStartPoint;

        Cut(String title, ParsedText parsed) {
            this.title = shortened(title, MOST_TITLE);
            text = parsed.text();
            blocks = parsed.blocks();
            pieces = new Pieces(text, counter, target, most);
            sections.add(HeadingPath.of(title));
        }

        List<Chunk> chunks() {
            for (Block block : blocks) {
                if (block.isHeading()) {
                    section(block);
                }
                add(pieces.of(block, sections.size() - 1));
            }
            if (current.size() > carried) {
                emit(current);
            }
            return chunks;
        }

        private void section(Block heading) {
            if (fresh() >= target / 4) {
                flush();
            }
            if (current.size() == carried || carried > 0 && current.get(carried).isHeading()) {
                dropCarried();
            }
            HeadingPath above = sections.get(sections.size() - 1);
            sections.add(above.under(heading.level(), text.substring(heading.start(), heading.end())));
        }

        private void add(List<Piece> block) {
            int whole = tokens(block);
            if (whole <= target && tokens(current) + whole > target && fresh() >= target / 2) {
                flush();
            }
            for (Piece piece : block) {
                if (tokens(current) + piece.tokens() > target && current.size() > carried) {
                    flush();
                }
                if (tokens(current) + piece.tokens() > Math.min(most, target + overlap)) {
                    dropCarried();
                }
                current.add(piece);
            }
        }

        /** Tokens that no chunk has yet. */
        private int fresh() {
            return tokens(current.subList(carried, current.size()));
        }

        private void dropCarried() {
            current.subList(0, carried).clear();
            carried = 0;
        }

        /** Ends the current chunk and begins the next with its headings that had no text yet and its last sentences. */
        private void flush() {
            if (current.size() == carried) {
                return;
            }
            List<Piece> headings = trailingHeadings();
            List<Piece> done = new ArrayList<>(current.subList(0, current.size() - headings.size()));
            emit(done);
            current.clear();
            if (headings.isEmpty()) {
                current.addAll(carry(done));
            }
            carried = current.size();
            current.addAll(headings);
        }

        private List<Piece> trailingHeadings() {
            int from = current.size();
            while (from > carried && current.get(from - 1).isHeading()) {
                from--;
            }
            return from == carried ? List.of() : new ArrayList<>(current.subList(from, current.size()));
        }

        private List<Piece> carry(List<Piece> done) {
            int from = done.size();
            int tokens = 0;
            while (from > 1) {
                Piece piece = done.get(from - 1);
                tokens += piece.tokens();
                if (tokens > overlap
                        || !piece.carriesOver()
                        || piece.section() != done.get(done.size() - 1).section()) {
                    break;
                }
                from--;
            }
            return done.subList(from, done.size());
        }

        private void emit(List<Piece> done) {
            if (done.isEmpty()) {
                return;
            }
            int start = done.get(0).start();
            int end = done.get(done.size() - 1).end();
            String passage = text.substring(start, end);
            if (done.size() > 1 && counter.applyAsInt(passage) > most) {
                emit(done.subList(0, done.size() / 2));
                emit(done.subList(done.size() / 2, done.size()));
                return;
            }
            lastStartPoint += text.codePointCount(lastStart, start);
            lastStart = start;
            int endPoint = lastStartPoint + passage.codePointCount(0, passage.length());
            chunks.add(new Chunk(chunks.size(), lastStartPoint, endPoint, title, heading(done), passage));
        }

        private String heading(List<Piece> done) {
            List<Piece> headed =
                    done.stream().filter(piece -> !piece.isHeading()).toList();
            HeadingPath path = (headed.isEmpty() ? done : headed)
                    .stream()
                            .map(piece -> sections.get(piece.section()))
                            .reduce(HeadingPath::shared)
                            .orElseThrow();
            return shortened(path.words(), MOST_HEADING);
        }

        private String shortened(String words, int tokens) {
            String shorter = words.strip();
            while (counter.applyAsInt(shorter) > tokens) {
                int points = shorter.codePointCount(0, shorter.length());
                shorter = shorter.substring(0, shorter.offsetByCodePoints(0, points * 3 / 4))
                        .strip();
            }
            return shorter;
        }

        private static int tokens(List<Piece> pieces) {
            return pieces.stream().mapToInt(Piece::tokens).sum();
        }
    }
}
