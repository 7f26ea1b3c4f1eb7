package io.groundwork.ingest;

import io.groundwork.ingest.parser.Block;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Cuts a block into pieces: tables and code whole if they fit, lists by their lines, all else by its sentences. */
final class Pieces {

    /** No token of running text is longer; what is longer than this many characters a token is not counted but cut. */
    private static final int CHARACTERS_PER_TOKEN = 12;

    private final String text;
    private final ToIntFunction<String> counter;
    private final int target;
    private final int most;

    /**
     * @param target what a piece of running text should not exceed, in tokens
     * @param most what no piece exceeds
     */
    Pieces(String text, ToIntFunction<String> counter, int target, int most) {
        this.text = text;
        this.counter = counter;
        this.target = target;
        this.most = most;
    }

    List<Piece> of(Block block, int section) {
        List<Piece> pieces = new ArrayList<>();
        boolean whole = block.kind() == Block.Kind.TABLE || block.kind() == Block.Kind.CODE || block.isHeading();
        if (whole && tokens(block.start(), block.end()) <= most) {
            add(block, section, block.start(), block.end(), pieces);
        } else if (whole || block.kind() == Block.Kind.LIST) {
            lines(block, section, pieces);
        } else {
            sentences(block, section, block.start(), block.end(), pieces);
        }
        return pieces;
    }

    private void lines(Block block, int section, List<Piece> pieces) {
        int from = block.start();
        while (from < block.end()) {
            int lineEnd = text.indexOf('\n', from);
            int to = lineEnd < 0 || lineEnd > block.end() ? block.end() : lineEnd;
            if (block.kind() == Block.Kind.LIST && tokens(from, to) > target) {
                sentences(block, section, from, to, pieces);
            } else {
                fitting(block, section, from, to, pieces);
            }
            from = to + 1;
        }
    }

    private void sentences(Block block, int section, int start, int end, List<Piece> pieces) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(text.substring(start, end));
        int from = sentences.first();
        for (int to = sentences.next(); to != BreakIterator.DONE; to = sentences.next()) {
            fitting(block, section, start + from, start + to, pieces);
            from = to;
        }
    }

    /** One piece if it fits, otherwise several that end at words. */
    private void fitting(Block block, int section, int start, int end, List<Piece> pieces) {
        int from = start;
        while (from < end && tokens(from, end) > target) {
            int to = cut(from, end);
            add(block, section, from, to, pieces);
            from = to;
        }
        add(block, section, from, end, pieces);
    }

    private void add(Block block, int section, int start, int end, List<Piece> pieces) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        if (from < to) {
            pieces.add(new Piece(block.kind(), from, to, tokens(from, to), section));
        }
    }

    /** The farthest end of a word that keeps the tokens within the target; inside a word only if that alone is too much. */
    private int cut(int from, int end) {
        int reach = Math.min(end, from + target * CHARACTERS_PER_TOKEN);
        int inside = farthest(from, reach);
        int word = inside;
        while (word > from && !(word < end && Character.isWhitespace(text.charAt(word)))) {
            word--;
        }
        boolean blank = text.substring(from, word).isBlank();
        return blank ? inside : word;
    }

    /** The farthest code point boundary within the target; at least one code point on. */
    private int farthest(int from, int reach) {
        int low = text.offsetByCodePoints(from, 1);
        int high = Math.max(low, boundary(reach));
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            middle += boundary(middle) == middle ? 0 : 1;
            if (tokens(from, middle) <= target) {
                low = middle;
            } else {
                high = boundary(middle - 1);
            }
        }
        return low;
    }

    /** The same place, or the one before where it would part a surrogate pair. */
    private int boundary(int place) {
        boolean inPair = place > 0
                && place < text.length()
                && Character.isLowSurrogate(text.charAt(place))
                && Character.isHighSurrogate(text.charAt(place - 1));
        return inPair ? place - 1 : place;
    }

    private int tokens(int start, int end) {
        return end - start > most * CHARACTERS_PER_TOKEN
                ? Integer.MAX_VALUE / 4
                : counter.applyAsInt(text.substring(start, end));
    }
}
