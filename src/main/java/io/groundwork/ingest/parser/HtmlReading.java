package io.groundwork.ingest.parser;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** HTML, read as a browser would show it: what is hidden is not text. */
final class HtmlReading {

    private static final Set<String> ITSELF = Set.of("html", "#root", "#document");

    private HtmlReading() {}

    static ParsedText read(String html, Manuscript manuscript) {
        Document document = Jsoup.parse(html);
        append(document, manuscript);
        String title = document.title();
        return manuscript.finish(title.isBlank() ? manuscript.firstHeading() : title, "text/html");
    }

    /** A piece of HTML inside another document. */
    static void appendFragment(String html, Manuscript manuscript) {
        append(Jsoup.parseBodyFragment(html), manuscript);
    }

    private static void append(Document document, Manuscript manuscript) {
        Markup markup = new Markup(manuscript, false);
        document.filter(new Walk(markup));
        markup.end();
    }

    /** Walks without recursion, however deep the elements are nested. */
    private record Walk(Markup markup) implements NodeFilter {

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
                markup.text(text.getWholeText());
            } else if (node instanceof Element element) {
                if (hidden(element)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                if (!ITSELF.contains(element.normalName())) {
                    markup.open(element.normalName());
                }
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            boolean open = node instanceof Element element
                    && !element.normalName().equals("br")
                    && !ITSELF.contains(element.normalName());
            if (open && !hidden((Element) node)) {
                markup.close(node.normalName());
            }
            return FilterResult.CONTINUE;
        }

        private static boolean hidden(Element element) {
            String style = element.attr("style").replaceAll("\\s", "").toLowerCase(Locale.ROOT);
            return element.hasAttr("hidden")
                    || style.contains("display:none")
                    || style.contains("visibility:hidden")
                    || style.matches(".*(^|;)font-size:0([^.\\d].*)?");
        }
    }
}
