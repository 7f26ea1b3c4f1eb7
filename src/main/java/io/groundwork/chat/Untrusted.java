package io.groundwork.chat;

/** Takes out of text from outside what could pass for our own marks, or carry words that no person sees. */
final class Untrusted {

    private Untrusted() {}

    /**
     * Brackets of our own become common ones; invisible characters (tags, zero width, bidirectional overrides, variation
     * selectors) and control characters other than line ends and tabs go.
     */
    static String tame(String text) {
        StringBuilder tame = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '⟦', '⟪' -> tame.append("[[");
                case '⟧', '⟫' -> tame.append("]]");
                default -> {
                    if (!isInvisible(point)) {
                        tame.appendCodePoint(point);
                    }
                }
            }
        });
        return tame.toString();
    }

    /** The same, in one line. */
    static String tameLine(String text) {
        return tame(text).replaceAll("\\s+", " ").strip();
    }

    static boolean isInvisible(int point) {
        boolean control = Character.isISOControl(point) && point != '\n' && point != '\t' && point != '\r';
        boolean format = Character.getType(point) == Character.FORMAT;
        boolean selector = point >= 0xFE00 && point <= 0xFE0F || point >= 0xE0000 && point <= 0xE0FFF;
        return control || format || selector;
    }
}
