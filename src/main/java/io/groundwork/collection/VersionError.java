package io.groundwork.collection;

/** Why a version failed: a stable code, and a sentence that says what is wrong. */
public record VersionError(String code, String message) {}
