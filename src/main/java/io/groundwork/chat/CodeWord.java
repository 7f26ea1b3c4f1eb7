package io.groundwork.chat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A word that nobody says by chance, such as a password or a canary, as it is watched for in what a model says: plain or
 * spelled, backwards, in Base64 or in hexadecimal digits.
 */
final class CodeWord {

    private static final int SHORTEST = 8;
    /** Fewer letters of it are shown: most words begin like some code. */
    private static final int HELD = 3;

    private static final int BYTES_OF_FOUR_DIGITS = 3;
    /** Words of addresses are meant to be followed, so they are no codes. */
    private static final Pattern WORD = Pattern.compile(
            "(?<![^\\s\"'`(<\\[{:=,;])[\\p{L}\\p{N}]+(?:[-_][\\p{L}\\p{N}]+)*(?![\\p{L}\\p{N}@/]|[.:][\\p{L}\\p{N}/])");

    private static final Pattern CODE = Pattern.compile(
            "(?=.*\\p{N})(?=.*\\p{L}).*" // letters with digits
                    + "|(?=.*_|.*-.*-)(?=.*\\p{Lu})[\\p{Lu}\\p{N}_-]{12,}" // capitals, joined
                    + "|(?i:.*canary.*)");

    private final int[] letters;
    /** How much of its beginning is said where so much of it was said and another letter follows. */
    private final int[] shorter;

    private int said;

    private CodeWord(int[] letters, int[] shorter) {
        this.letters = letters;
        this.shorter = shorter;
    }

    /**
     * The code words of a text, in every way in which they are watched for.
     *
     * @param known texts that may be told; a word that stands in one is no secret
     */
    static List<CodeWord> in(String text, List<String> known) {
        List<CodeWord> codes = new ArrayList<>();
        WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(CodeWord::isCode)
                .distinct()
                .filter(word -> known.stream().noneMatch(told -> told.contains(word)))
                .forEach(word -> ways(word).forEach(way -> codes.add(of(Letters.of(way)))));
        return codes;
    }

    private static boolean isCode(String word) {
        return Letters.of(word).length >= SHORTEST && CODE.matcher(word).matches();
    }

    private static List<String> ways(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        List<String> ways = new ArrayList<>(List.of(
                word,
                new StringBuilder(word).reverse().toString(),
                HexFormat.of().formatHex(bytes)));
        for (int before = 0; before < BYTES_OF_FOUR_DIGITS; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            ways.add(encoded.substring((before * 8 + 5) / 6, shifted.length * 8 / 6));
        }
        return ways;
    }

    private static CodeWord of(int[] letters) {
        int[] shorter = new int[letters.length + 1];
        for (int i = 1, begun = 0; i < letters.length; i++) {
            while (begun > 0 && letters[i] != letters[begun]) {
                begun = shorter[begun];
            }
            begun += letters[i] == letters[begun] ? 1 : 0;
            shorter[i + 1] = begun;
        }
        return new CodeWord(letters, shorter);
    }

    /** The same, of which nothing was said yet. */
    CodeWord again() {
        return new CodeWord(letters, shorter);
    }

    /** Whether all of it has been said with this letter. */
    boolean say(int letter) {
        while (said > 0 && (said == letters.length || letters[said] != letter)) {
            said = shorter[said];
        }
        said += letters[said] == letter ? 1 : 0;
        return said == letters.length;
    }

    /** How many of the letters that were just said may become it. */
    int held() {
        return said < HELD ? 0 : said;
    }
}
