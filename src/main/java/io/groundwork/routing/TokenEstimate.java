package io.groundwork.routing;

import io.groundwork.platform.kernel.TokenCount;

/**
 * How many tokens an answer takes that has not been given: the rules of behaviour, the question at four characters a token,
 * eight passages of 200 tokens with 30 for their headings and marks unless the policy says how many, and an answer of 250.
 * Nothing counts as cached. The built-in answerer costs nothing, so for it the number does not matter.
 */
final class TokenEstimate {

    private static final int FULL_PROMPT = 300;
    private static final int ONE_LINE = 30;
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int PASSAGES = 8;
    private static final int PASSAGE = 230;
    private static final int ANSWER = 250;

    private TokenEstimate() {}

    static TokenCount of(Decision decision, int questionChars) {
        RouteOptions options = decision.options();
        int behaviour = decision.mode().fineTuned() ? ONE_LINE : FULL_PROMPT;
        int own = options.prompt().map(String::length).orElse(0) / CHARACTERS_PER_TOKEN;
        int knowledge = decision.mode().retrieves() ? options.topK().orElse(PASSAGES) * PASSAGE : 0;
        int question = (questionChars + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
        int answer = Math.min(ANSWER, options.maxOutputTokens().orElse(ANSWER));
        return new TokenCount(behaviour + own + knowledge + question, 0, answer);
    }
}
