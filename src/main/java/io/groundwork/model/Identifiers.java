package io.groundwork.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a question names one thing among many that read alike: a name with a number ("Rill 4"), a number with letters or
 * dashes ("88-4417", "E3"), a year. Amounts ("3 weeks", "EUR 200,000") name nothing.
 */
record Identifiers(List<Pattern> patterns) {

    private static final Pattern NUMBERED_NAME =
            Pattern.compile("(?<=\\S\\s)\\p{Lu}\\p{Ll}+\\s+\\d{1,4}(?![\\p{N}.,:%-]*\\d|\\s*%)\\b");
    private static final Pattern CODE =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:\\p{L}+-?\\d[\\p{L}\\p{N}-]*|\\d+-\\d[\\d-]*)(?![\\p{L}\\p{N}])");
    private static final Pattern YEAR =
            Pattern.compile("(?<![\\p{L}\\p{N}.,-])(?:19|20)\\d\\d(?![\\p{L}\\p{N}-]|[.,]\\d)");

    static Identifiers of(String question) {
        List<Pattern> found = new ArrayList<>();
        for (Pattern kind : List.of(NUMBERED_NAME, CODE, YEAR)) {
            Matcher identifier = kind.matcher(question);
            while (identifier.find()) {
                found.add(standing(identifier.group()));
            }
        }
        return new Identifiers(List.copyOf(found));
    }

    /** Whether all of them stand in a text. */
    boolean in(String text) {
        return patterns.stream().allMatch(identifier -> identifier.matcher(text).find());
    }

    private static Pattern standing(String identifier) {
        String words = Pattern.quote(identifier).replaceAll("\\s+", "\\\\E\\\\s+\\\\Q");
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + words + "(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
