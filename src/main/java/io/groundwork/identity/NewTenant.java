package io.groundwork.identity;

/** A tenant to be opened, with its first admin. */
public record NewTenant(String slug, String name, NewUser admin) {}
