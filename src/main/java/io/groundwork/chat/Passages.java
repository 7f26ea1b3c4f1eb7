package io.groundwork.chat;

import java.util.List;

/**
 * What a model is given to answer from, and how it is quoted: between lines that hold a word which no document can know, so
 * that none can end its own quotation.
 *
 * @param whole whether this is everything that the caller may read of the scope; then marks and fence stay the same from
 *     question to question, so that a provider can keep the text ready
 * @param fence the word
 */
record Passages(List<Source> sources, boolean whole, String fence) {

    static final Passages NONE = new Passages(List.of(), false, "");

    Passages {
        sources = List.copyOf(sources);
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    String quoted() {
        StringBuilder text = new StringBuilder("Passages. Each stands between a line that begins with ⟪")
                .append(fence)
                .append(" and the line ⟪/")
                .append(fence)
                .append("⟫.\n");
        sources.forEach(source -> quote(source, text));
        return text.toString();
    }

    private void quote(Source source, StringBuilder text) {
        text.append("\n⟪")
                .append(fence)
                .append(" mark ⟦c:")
                .append(source.mark())
                .append("⟧ title: ");
        text.append(tame(source.hit().title(), true)).append("⟫\n");
        String heading = source.hit().heading();
        if (heading != null && !heading.isBlank()) {
            text.append(tame(heading, true)).append('\n');
        }
        text.append(tame(source.hit().text(), false))
                .append("\n⟪/")
                .append(fence)
                .append("⟫\n");
    }

    private String tame(String text, boolean oneLine) {
        return (oneLine ? Untrusted.tameLine(text) : Untrusted.tame(text)).replace(fence, "");
    }
}
