package io.groundwork.model;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What kind of thing a question asks for, by its words, and how a sentence that answers it looks. */
enum Cue {
    AMOUNT(
            "\\bhow (?:many|much|long|often|far|large|big|old|late|early|soon|high)\\b|\\bwhat (?:is|are) the (?:maximum|minimum|limit|rate|price|cost|amount|number|allowance|notice)\\b|\\b(?:limit|maximum|minimum|percentage)\\b",
            "\\d|\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|once|twice|daily|weekly|monthly|quarterly|yearly|annually|half|none|unlimited)\\b"),
    TIME(
            "^when\\b|\\b(?:what (?:time|date|day|month|year)|which (?:day|month|year)|by when|deadline|until when|how soon)\\b",
            "\\d|\\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|daily|weekly|monthly|quarterly|day|days|week|weeks|month|months|year|before|after|until|immediately|once|as soon as)\\b"),
    PERSON(
            "\\b(?:who|whom|whose)\\b",
            "\\b(?:manager|lead|head|team|officer|director|owner|department|hr|finance|legal|security|you|employee|employees|everyone|anyone|staff|chief|partner|supervisor|administrator|people|office|committee|group|contact|ask)\\b|(?<=[a-z,] )[A-Z][a-z]+|@"),
    PLACE(
            "^where\\b|\\b(?:which (?:office|place|channel|tool|system|folder|site)|where)\\b",
            "\\b(?:in|at|on|to|from|via|using|under|through)\\b|https?://|#\\w"),
    REASON(
            "^why\\b|\\b(?:reason|purpose)\\b",
            "\\b(?:because|since|so that|in order to|to|due to|therefore|ensures?|helps?|reason|avoid|prevent)\\b"),
    MANNER(
            "\\bhow (?:do|can|should|to|does|is|are|must)\\b|\\bwhat (?:should|must|do) (?:i|we|you)\\b|\\bsteps?\\b|\\bprocess\\b",
            "\\b(?:must|should|need|submit|send|ask|fill|use|open|write|create|request|contact|choose|click|run|book|tell|report|go to|make|add|file|email|call|start|can)\\b"),
    NONE("", "");

    private final Pattern question;
    private final Pattern answer;

    Cue(String question, String answer) {
        this.question = Pattern.compile(question, Pattern.CASE_INSENSITIVE);
        this.answer =
                name().equals("PERSON") ? Pattern.compile(answer) : Pattern.compile(answer, Pattern.CASE_INSENSITIVE);
    }

    static Cue of(String question) {
        return Arrays.stream(values())
                .filter(cue ->
                        cue != NONE && cue.question.matcher(question.strip()).find())
                .findFirst()
                .orElse(NONE);
    }

    /** How well a sentence looks like an answer of this kind: 1 yes, 0 no, one half where nothing is asked for. */
    double fits(String sentence) {
        if (this == NONE) {
            return 0.5;
        }
        return answer.matcher(sentence).find() ? 1 : 0;
    }
}
