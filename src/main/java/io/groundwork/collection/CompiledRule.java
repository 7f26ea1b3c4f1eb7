package io.groundwork.collection;

/** A rule in principals: one number per entry, sorted. */
record CompiledRule(int[] allow, int[] deny) {}
