package io.groundwork.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries that hold for one thing, each with the source it comes from: what a decision is explained with. It decides
 * as {@link AccessRule#decide} does.
 *
 * @param allowing the source whose allow list counts
 */
record WeighedRule(Source allowing, List<Clause> denies, List<Clause> allows) {

    /** Whose rule: a collection's (by slug) or a document's own (by external id). */
    record Source(String kind, String name) {

        static Source collection(String slug) {
            return new Source(AccessClasses.OF_COLLECTION, slug);
        }

        static Source document(String externalId) {
            return new Source(AccessClasses.OF_DOCUMENT, externalId);
        }
    }

    record Clause(Source source, boolean denies, AccessRule.Entry entry) {}

    /** @param decisive the entry that decided; empty when none matched, which is a no */
    record Decision(boolean allowed, Optional<Clause> decisive) {}

    static WeighedRule ofCollection(String slug, AccessRule rule) {
        Source source = Source.collection(slug);
        return new WeighedRule(source, clauses(source, true, rule.deny()), clauses(source, false, rule.allow()));
    }

    /** A document's own rule under its collection's: its own allow list, and the denies of both. */
    static WeighedRule ofDocument(String externalId, AccessRule own, String slug, AccessRule collection) {
        Source source = Source.document(externalId);
        List<Clause> denies = new ArrayList<>(clauses(source, true, own.deny()));
        denies.addAll(clauses(Source.collection(slug), true, collection.deny()));
        return new WeighedRule(source, denies, clauses(source, false, own.allow()));
    }

    private static List<Clause> clauses(Source source, boolean denies, List<AccessRule.Entry> entries) {
        return entries.stream().map(entry -> new Clause(source, denies, entry)).toList();
    }

    Decision decide(AccessRule.Subject subject) {
        Optional<Clause> deny = first(denies, subject);
        if (deny.isPresent()) {
            return new Decision(false, deny);
        }
        Optional<Clause> allow = first(allows, subject);
        return new Decision(allow.isPresent(), allow);
    }

    private static Optional<Clause> first(List<Clause> clauses, AccessRule.Subject subject) {
        return clauses.stream()
                .filter(clause -> clause.entry().matches(subject))
                .findFirst();
    }

    /** All entries, denies first. */
    List<Clause> clauses() {
        List<Clause> all = new ArrayList<>(denies);
        all.addAll(allows);
        return all;
    }
}
