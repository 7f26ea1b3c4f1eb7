package io.groundwork.intent;

/** A question and what it is to be taken for. */
public record NewExample(String text, String intent) {}
