package io.groundwork.ingest.parser;

/** Plain text: paragraphs stand between blank lines, lists keep their lines. */
final class TextReading {

    private TextReading() {}

    static ParsedText read(String source, Manuscript manuscript) {
        PlainLines lines = new PlainLines();
        for (String paragraph : CleanText.clean(source).split("\\n[ \\t]*\\n")) {
            lines.add(paragraph);
        }
        lines.flush(manuscript);
        return manuscript.finish(manuscript.firstHeading(), "text/plain");
    }
}
