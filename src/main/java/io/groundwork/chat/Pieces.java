package io.groundwork.chat;

import java.util.ArrayList;
import java.util.List;

/** A ready text in pieces that break between words, as a model would give it. */
final class Pieces {

    private static final int LONGEST = 24;

    private Pieces() {}

    static List<String> of(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + LONGEST);
            int space = to == text.length() ? to : text.lastIndexOf(' ', to);
            int cut = space > from ? space : nextSpace(text, to);
            pieces.add(text.substring(from, cut));
            from = cut;
        }
        return pieces;
    }

    private static int nextSpace(String text, int from) {
        int space = text.indexOf(' ', from);
        return space < 0 ? text.length() : space;
    }
}
