package io.groundwork.ingest.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Markdown as its reader would see it: no front matter, no tags, links by their words. */
final class MarkdownReading {

    private static final Parser MARKDOWN =
            Parser.builder().extensions(Set.of(TablesExtension.create())).build();
    /** Attribute lists of some dialects: {: .note } and {#anchor}. */
    private static final String ATTRIBUTES = "(?m)[ \\t]*\\{(:|#|\\.)[^{}\\n]*\\}[ \\t]*$";

    private final Manuscript manuscript;

    private MarkdownReading(Manuscript manuscript) {
        this.manuscript = manuscript;
    }

    static ParsedText read(String source, Manuscript manuscript) {
        FrontMatter page = FrontMatter.of(source);
        String body = TemplateTags.remove(page.body(), page.title()).replaceAll(ATTRIBUTES, "");
        Node document = MARKDOWN.parse(body);
        if (!page.title().isBlank() && !hasTopHeading(document)) {
            manuscript.heading(1, page.title());
        }
        new MarkdownReading(manuscript).children(document, 0, null);
        String title = page.title().isBlank() ? manuscript.firstHeading() : page.title();
        return manuscript.finish(title, "text/markdown");
    }

    private static boolean hasTopHeading(Node document) {
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() == 1) {
                return true;
            }
        }
        return false;
    }

    private void children(Node parent, int depth, String bullet) {
        String mark = bullet;
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Paragraph && bullet != null) {
                item(node, depth, mark);
                mark = " ";
            } else {
                block(node, depth);
            }
        }
    }

    /** A paragraph of a list item; only the first one carries the bullet. */
    private void item(Node paragraph, int depth, String mark) {
        manuscript.item(depth, mark, inline(paragraph));
    }

    private void block(Node node, int depth) {
        if (node instanceof Heading heading) {
            manuscript.heading(heading.getLevel(), inline(heading));
        } else if (node instanceof Paragraph) {
            manuscript.paragraph(inline(node));
        } else if (node instanceof BulletList || node instanceof OrderedList) {
            list(node, depth + 1);
        } else if (node instanceof FencedCodeBlock code) {
            manuscript.code(code.getLiteral());
        } else if (node instanceof IndentedCodeBlock code) {
            manuscript.code(code.getLiteral());
        } else if (node instanceof HtmlBlock html) {
            HtmlReading.appendFragment(html.getLiteral(), manuscript);
        } else if (node instanceof TableBlock) {
            manuscript.table(rows(node));
        } else if (!(node instanceof LinkReferenceDefinition)) {
            children(node, depth, null);
        }
    }

    private void list(Node list, int depth) {
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (Node node = list.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof ListItem) {
                children(node, depth, list instanceof OrderedList ? number++ + "." : "-");
            }
        }
    }

    private static List<List<String>> rows(Node table) {
        List<List<String>> rows = new ArrayList<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row instanceof TableRow; row = row.getNext()) {
                List<String> cells = new ArrayList<>();
                for (Node cell = row.getFirstChild(); cell instanceof TableCell; cell = cell.getNext()) {
                    cells.add(inline(cell));
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private static String inline(Node parent) {
        StringBuilder words = new StringBuilder();
        inline(parent, words);
        return words.toString();
    }

    private static void inline(Node parent, StringBuilder words) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Text text) {
                words.append(text.getLiteral());
            } else if (node instanceof Code code) {
                words.append(code.getLiteral());
            } else if (node instanceof SoftLineBreak) {
                words.append(' ');
            } else if (node instanceof HardLineBreak) {
                words.append('\n');
            } else if (node instanceof HtmlInline html) {
                words.append(html.getLiteral().matches("(?i)<br\\b.*") ? "\n" : "");
            } else {
                inline(node, words);
            }
        }
    }
}
