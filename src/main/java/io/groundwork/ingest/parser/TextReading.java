package io.groundwork.ingest.parser;

import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Plain text: paragraphs stand between blank lines, lists keep their lines; and tables of separated values. */
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

    static ParsedText table(String source, boolean commas, Manuscript manuscript) throws IOException {
        CSVFormat format = commas ? CSVFormat.DEFAULT : CSVFormat.TDF;
        try (CSVParser rows = CSVParser.parse(source, format)) {
            manuscript.table(
                    rows.stream().map(CSVRecord::toList).map(List::copyOf).toList());
        }
        return manuscript.finish("", commas ? "text/csv" : "text/tab-separated-values");
    }
}
