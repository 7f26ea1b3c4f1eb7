package io.groundwork.chat;

/** An answer came by another model than the one that was meant: why, from which, to which. */
public record Degraded(String reason, String from, String to) {}
