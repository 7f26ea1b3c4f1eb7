package io.groundwork.ingest.parser;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** What stands before the text of a page for its site generator; of it, only the title concerns a reader. */
record FrontMatter(String title, String body) {

    private static final Pattern YAML =
            Pattern.compile("\\A\\uFEFF?\\s*---[ \\t]*\\R(.*?)(\\R)?(---|\\.\\.\\.)[ \\t]*(\\R|\\z)", Pattern.DOTALL);
    private static final Pattern TOML =
            Pattern.compile("\\A\\uFEFF?\\s*\\+\\+\\+[ \\t]*\\R(.*?)(\\R)?\\+\\+\\+[ \\t]*(\\R|\\z)", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("\\A(\\s*#.*\\R|\\s*\\R)*[\\w-]+\\s*[:=].*", Pattern.DOTALL);
    private static final Pattern TITLE = Pattern.compile("(?mi)^title\\s*[:=]\\s*(.+?)\\s*$");

    static FrontMatter of(String source) {
        for (Pattern form : new Pattern[] {YAML, TOML}) {
            Matcher matter = form.matcher(source);
            if (matter.find()
                    && (matter.group(1).isBlank()
                            || KEY.matcher(matter.group(1)).matches())) {
                return new FrontMatter(title(matter.group(1)), source.substring(matter.end()));
            }
        }
        return new FrontMatter("", source);
    }

    private static String title(String keys) {
        Matcher title = TITLE.matcher(keys);
        return title.find() ? Jsoup.parseBodyFragment(unquoted(title.group(1))).text() : "";
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
