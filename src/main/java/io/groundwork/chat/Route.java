package io.groundwork.chat;

import java.util.List;

/**
 * Which way a question went, and why.
 *
 * @param policyVersion 0 is the policy that every tenant has before it publishes its own
 * @param intent what the question was taken for; null where no classifier looked at it
 * @param confidence of the intent, 0 to 1; null without one
 * @param reasons in words
 */
public record Route(int policyVersion, String rule, String intent, Double confidence, List<String> reasons) {

    public Route {
        reasons = List.copyOf(reasons);
    }
}
