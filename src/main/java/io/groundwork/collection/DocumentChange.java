package io.groundwork.collection;

/** What to change of a document; null leaves it. {@code collection} (a slug) moves it. */
public record DocumentChange(String title, String status, String collection) {}
