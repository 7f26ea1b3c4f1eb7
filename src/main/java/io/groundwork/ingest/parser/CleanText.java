package io.groundwork.ingest.parser;

import java.text.Normalizer;

/**
 * Text as it is kept: in normal form C, and without characters that a reader cannot see but a model can (tags, zero-width
 * characters, direction controls, variation selectors), since they can carry hidden instructions and break quotes.
 */
public final class CleanText {

    /** The bullet of the Symbol font, as word processors write it. */
    private static final int WORD_BULLET = 0xF0B7;

    private CleanText() {}

    /** One line: runs of white space are one space. */
    public static String line(CharSequence raw) {
        return clean(raw).replaceAll("\\s+", " ").strip();
    }

    /** Several lines: line ends are kept, spaces before them and blank lines are not. */
    public static String lines(CharSequence raw) {
        return clean(raw)
                .replaceAll("[ \\t]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{2,}", "\n")
                .strip();
    }

    /** Preformatted: inner spaces are kept. */
    public static String preformatted(CharSequence raw) {
        return clean(raw)
                .replaceAll("[ \\t]+\\n", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .stripTrailing()
                .replaceAll("^\\n+", "");
    }

    static String clean(CharSequence raw) {
        StringBuilder kept = new StringBuilder(raw.length());
        raw.toString()
                .replace("\r\n", "\n")
                .codePoints()
                .map(CleanText::plain)
                .filter(point -> point >= 0)
                .forEach(kept::appendCodePoint);
        return Normalizer.normalize(kept, Normalizer.Form.NFC);
    }

    /** The character to keep, or -1. */
    private static int plain(int point) {
        if (point == '\n' || point == '\t') {
            return point;
        }
        if (point == '\r' || point == '\f' || point == 0x0B || point == 0x85 || point == 0x2028 || point == 0x2029) {
            return '\n';
        }
        if (point == WORD_BULLET) {
            return '\u2022';
        }
        if (Character.getType(point) == Character.SPACE_SEPARATOR) {
            return ' ';
        }
        return isInvisible(point) ? -1 : point;
    }

    /** Whether a reader would see nothing of this character. */
    public static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\n' && point != '\t';
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
            default ->
                between(point, 0xFE00, 0xFE0F)
                        || between(point, 0xE0000, 0xE0FFF)
                        || between(point, 0x180B, 0x180F)
                        || (point & 0xFFFE) == 0xFFFE
                        || point == 0x034F
                        || point == 0x115F
                        || point == 0x1160
                        || point == 0x3164
                        || point == 0xFFA0;
        };
    }

    private static boolean between(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
