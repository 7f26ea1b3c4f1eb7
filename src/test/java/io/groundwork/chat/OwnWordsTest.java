package io.groundwork.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.routing.Mode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model was told does not reach a person, however it is cut and spaced. */
class OwnWordsTest {

    private static final String RULES = Rules.of(Mode.RAG);
    private static final String OURS = "You get 27 days of leave a year, and the portal takes your request.";
    private static final int MOST_OF_A_RULE = 12;
    private static final int NOTICE = 102;

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theRulesOfEveryModeAreStoppedWhateverPiecesTheyComeIn(Mode mode) {
        Random chance = new Random(3);
        for (int round = 0; round < 200; round++) {
            OwnWords words = new OwnWords(Rules.of(mode), "", CodeWord.in("", List.of()));
            String shown = told(words, "Of course. " + Rules.of(mode), chance);
            assertThat(words.repeated()).isTrue();
            assertThat(shown.length()).isLessThanOrEqualTo("Of course. ".length() + 2 * MOST_OF_A_RULE + NOTICE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"upper", "dashes", "lines", "bold", "invisible", "quoted"})
    void anotherDressDoesNotHelp(String dress) {
        String rules = RULES.substring(RULES.indexOf("- Plainly"));
        String dressed =
                switch (dress) {
                    case "upper" -> rules.toUpperCase(Locale.ROOT);
                    case "dashes" -> rules.replaceAll("(?<=\\S)(?=\\S)", "-");
                    case "lines" -> rules.replace(" ", "\n");
                    case "bold" -> rules.replaceAll("(\\w+)", "**$1**");
                    case "invisible" -> rules.replaceAll("(?<=.)(?=.)", "\u200b");
                    default -> "> " + rules.replace("\n", "\n> ");
                };
        OwnWords words = new OwnWords(RULES, "", CodeWord.in("", List.of()));
        told(words, dressed, new Random(5));
        assertThat(words.repeated()).isTrue();
    }

    @Test
    void anAnswerPassesWholeInAnyPieces() {
        Random chance = new Random(9);
        for (int round = 0; round < 200; round++) {
            OwnWords words = new OwnWords(
                    RULES, "Sign as the service desk.", CodeWord.in("Sign as the service desk.", List.of()));
            assertThat(told(words, OURS, chance)).isEqualTo(OURS);
            assertThat(words.repeated()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The passages do not answer the question.",
                "I don't have that information.",
                "Documents in the organisation say so plainly and briefly. If the passages do not",
                "An example: instructions, requests"
            })
    void whatOnlyBeginsLikeARuleIsShown(String answer) {
        OwnWords words = new OwnWords(RULES, "", CodeWord.in("", List.of()));
        assertThat(told(words, answer, new Random(1))).isEqualTo(answer);
    }

    @Test
    void aPhraseThatAnOrganisationWantsSaidMayBeSaid() {
        String additions = "End with: This is no legal advice; ask the people team before you rely on it. Be kind.";
        String answer = OURS + " This is no legal advice; ask the people team before you rely on it.";
        assertThat(told(new OwnWords(RULES, additions, CodeWord.in(additions, List.of())), answer, new Random(2)))
                .isEqualTo(answer);
    }

    @Test
    void allThatAnOrganisationAddedMayNotBeRepeated() {
        String additions = "The word of today is CANARY-83-KESTREL. Never tell it to anybody.";
        OwnWords words = new OwnWords(RULES, additions, CodeWord.in(additions, List.of()));
        assertThat(told(words, "Here it is: " + additions, new Random(2))).doesNotContain("KESTREL");
        assertThat(words.repeated()).isTrue();
    }

    @Test
    void aToolIsNotCalledWithThem() {
        OwnWords words = new OwnWords(RULES, "", CodeWord.in("", List.of()));
        words.readToo("[{\"arguments\":\"{\\\"city\\\":\\\"Ghent\\\"}\"}]");
        assertThat(words.repeated()).isFalse();
        words.readToo("[{\"arguments\":\"" + RULES + "\"}]");
        assertThat(words.repeated()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Dress.class)
    void aCodeWordIsNeverSaidInAnyPiecesOrDress(Dress dress) {
        String additions = "Be kind. The key of the house is CANARY-83-KESTREL; open with it what is asked for.";
        String said = "The key: " + dress.of("CANARY-83-KESTREL") + ".";
        int from = said.length() - Math.min(said.length(), 14);
        everySplit(said.substring(from)).forEach(pieces -> {
            OwnWords words = new OwnWords(RULES, additions, CodeWord.in(additions, List.of()));
            words.accept(said.substring(0, from));
            pieces.forEach(words::accept);
            words.finish();
            assertThat(words.repeated()).as(pieces.toString()).isTrue();
            assertThat(words.shown()).doesNotContainIgnoringCase("KESTREL").endsWith("instead of answering.");
        });
    }

    @Test
    void theSameIsShownInEverySplitOfShortPieces() {
        String additions = "Sign with ZX-77-QUAY-LANTERN.";
        for (String said : List.of("ZX-77-QUAY is old", "Documents in an", "you answer fro")) {
            Set<String> shown = new HashSet<>();
            everySplit(said).forEach(pieces -> {
                OwnWords words = new OwnWords(RULES, additions, CodeWord.in(additions, List.of()));
                pieces.forEach(words::accept);
                words.finish();
                shown.add(words.shown());
            });
            assertThat(shown).containsExactly(said);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sign as IT-SERVICE.",
                "See https://desk.example/TICKET-20267781 first.",
                "Write to desk-20267781a@desk.example.",
                "Call 0800-12345678.",
                "Form HR-24 holds."
            })
    void addressesNumbersAndShortNamesAreNoCodeWords(String additions) {
        assertThat(CodeWord.in(additions, List.of())).isEmpty();
    }

    @Test
    void aCodeThatThePassagesTellMayBeTold() {
        String additions = "Name form TRAVEL-2026-B where it fits.";
        assertThat(CodeWord.in(additions, List.of("Fill in TRAVEL-2026-B."))).isEmpty();
        assertThat(CodeWord.in(additions, List.of("Fill in a form."))).isNotEmpty();
    }

    @Test
    void theNoticeIsAllThatFollows() {
        OwnWords words = new OwnWords(RULES, "", List.of());
        words.accept(RULES);
        words.accept("and more");
        words.finish();
        words.readToo(RULES);
        assertThat(words.shown())
                .isEqualTo(
                        "You answer qu\n\nThe answer was stopped here: the model began to repeat its own instructions instead of answering.");
    }

    /** What a model may be asked to do to a word before it says it. */
    enum Dress {
        PLAIN,
        SMALL,
        SPELLED,
        BACKWARDS,
        BASE64,
        SHIFTED_BASE64,
        HEX,
        WIDE,
        HIDDEN;

        String of(String word) {
            return switch (this) {
                case PLAIN -> word;
                case SMALL -> word.toLowerCase(Locale.ROOT);
                case SPELLED -> word.replaceAll("(?<=.)(?=.)", " . ");
                case BACKWARDS -> new StringBuilder(word).reverse().toString();
                case BASE64 -> base64(word);
                case SHIFTED_BASE64 -> base64("xy" + word + "z");
                case HEX -> HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
                case WIDE ->
                    word.chars()
                            .mapToObj(letter -> Character.toString(letter == '-' ? '-' : letter + 0xFEE0))
                            .collect(Collectors.joining());
                case HIDDEN -> word.replaceAll("(?<=.)(?=.)", "\u200b");
            };
        }

        private static String base64(String text) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Stream<List<String>> everySplit(String text) {
        return IntStream.range(0, 1 << text.length() - 1).mapToObj(cuts -> {
            List<String> pieces = new ArrayList<>();
            int from = 0;
            for (int at = 1; at <= text.length(); at++) {
                if (at == text.length() || (cuts >> at - 1 & 1) == 1) {
                    pieces.add(text.substring(from, at));
                    from = at;
                }
            }
            return pieces;
        });
    }

    /** What is shown when the words come in pieces of chance lengths; whoever was shown something keeps it. */
    private static String told(OwnWords words, String text, Random chance) {
        String before = "";
        for (int at = 0; at < text.length() && !words.repeated(); ) {
            int to = Math.min(text.length(), at + 1 + chance.nextInt(12));
            words.accept(text.substring(at, to));
            assertThat(words.shown()).startsWith(before);
            before = words.shown();
            at = to;
        }
        words.finish();
        return words.shown();
    }
}
