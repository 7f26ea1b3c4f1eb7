package io.groundwork.ingest.parser;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the tags of template languages (Liquid, Nunjucks, ERB) out of a text that was meant to be rendered. What a tag
 * says to a reader stays: the page's title, and a sentence or name that stands in quotes. Code is left as it is.
 */
final class TemplateTags {

    private static final Pattern TAG = Pattern.compile(
            "\\{%-?(?<liquid>.*?)-?%}|\\{\\{-?(?<value>.*?)-?}}|\\{#.*?#}|<%(?!%)=?-?(?<erb>.*?)-?=?%>",
            Pattern.DOTALL);
    private static final Pattern COMMENT =
            Pattern.compile("\\{%-?\\s*comment\\s*-?%}.*?\\{%-?\\s*endcomment\\s*-?%}", Pattern.DOTALL);
    private static final Pattern VERBATIM = Pattern.compile(
            "\\{%-?\\s*raw\\s*-?%}(?<raw>.*?)\\{%-?\\s*endraw\\s*-?%}"
                    + "|^ {0,3}(?<fence>`{3,}|~{3,})[^\\n]*\\n.*?(?:^ {0,3}\\k<fence>[`~]*[ \\t]*$|\\z)"
                    + "|(?<tick>`+)[^`\\n]+\\k<tick>",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TITLE = Pattern.compile("([\\w.]*\\.)?(page_)?title");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
    /** Words; not a path, a file or an address. */
    private static final Pattern WORDS = Pattern.compile("(?U)#?\\w[^/\\\\{}_]*(?<!\\.\\w{2,5})");
    /** The places of addresses: what a tag says there, no reader sees. */
    private static final Pattern ADDRESS =
            Pattern.compile("(]\\(\\s*|]:\\s*|(href|src)\\s*=\\s*[\"']?)[^\\s\"'<>()]*$");

    private static final int LOOK_BACK = 200;

    private TemplateTags() {}

    static String remove(String source, String title) {
        String seen = COMMENT.matcher(source).replaceAll("");
        StringBuilder kept = new StringBuilder(seen.length());
        Matcher verbatim = VERBATIM.matcher(seen);
        int from = 0;
        while (verbatim.find()) {
            untag(seen.substring(from, verbatim.start()), title, kept);
            kept.append(verbatim.group("raw") != null ? verbatim.group("raw") : verbatim.group());
            from = verbatim.end();
        }
        untag(seen.substring(from), title, kept);
        return kept.toString();
    }

    private static void untag(String source, String title, StringBuilder kept) {
        Matcher tag = TAG.matcher(source);
        int from = 0;
        while (tag.find()) {
            kept.append(source, from, tag.start());
            kept.append(inAddress(kept) ? "#" : said(tag, title));
            from = tag.end();
        }
        kept.append(source, from, source.length());
    }

    private static boolean inAddress(StringBuilder before) {
        return ADDRESS.matcher(before.substring(Math.max(0, before.length() - LOOK_BACK)))
                .find();
    }

    private static String said(Matcher tag, String title) {
        String inside = inside(tag).strip();
        if (TITLE.matcher(inside.split("\\|")[0].strip()).matches()) {
            return title;
        }
        if (inside.matches(
                "(?s)(if|elsif|unless|for|set|assign|import|from|case|when|partial|include|render_block)\\b.*")) {
            return "";
        }
        Matcher quoted = QUOTED.matcher(inside);
        while (quoted.find()) {
            String words = quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
            if (WORDS.matcher(words).matches()) {
                return words;
            }
        }
        return "";
    }

    private static String inside(Matcher tag) {
        for (String group : new String[] {"liquid", "value", "erb"}) {
            if (tag.group(group) != null) {
                return tag.group(group);
            }
        }
        return "";
    }
}
