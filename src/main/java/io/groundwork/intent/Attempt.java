package io.groundwork.intent;

import java.util.Map;

/** What the classifier makes of one question, in full. */
public record Attempt(String intent, double confidence, Map<String, Double> probabilities) {}
