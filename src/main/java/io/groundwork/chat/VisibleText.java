package io.groundwork.chat;

/**
 * Leaves out of text what nobody can see and a program would read: tags, zero width and bidirectional controls, variation
 * selectors. Joiners and selectors stay where scripts and emoji need them: a few, after a character that is no ASCII.
 */
final class VisibleText {

    private static final int MOST_JOINERS = 2;
    private static final int LAST_OF_ASCII = 0x7F;

    private char high;
    private int last;
    private int joiners;

    /** All that can be seen of a text. */
    static String of(String text) {
        return new VisibleText().accept(text);
    }

    /** What can be seen of the next piece; the halves of a character may come in two pieces. */
    String accept(String piece) {
        StringBuilder seen = new StringBuilder(piece.length());
        for (int i = 0; i < piece.length(); i++) {
            char next = piece.charAt(i);
            if (Character.isHighSurrogate(next)) {
                high = next;
            } else if (!Character.isLowSurrogate(next)) {
                high = 0;
                show(next, seen);
            } else if (high != 0) {
                show(Character.toCodePoint(high, next), seen);
                high = 0;
            }
        }
        return seen.toString();
    }

    private void show(int point, StringBuilder seen) {
        boolean joiner = isJoiner(point);
        if (joiner ? last <= LAST_OF_ASCII || joiners == MOST_JOINERS : Untrusted.isInvisible(point)) {
            return;
        }
        joiners = joiner ? joiners + 1 : 0;
        last = joiner ? last : point;
        seen.appendCodePoint(point);
    }

    private static boolean isJoiner(int point) {
        return point == 0x200C || point == 0x200D || point == 0xFE0E || point == 0xFE0F;
    }
}
