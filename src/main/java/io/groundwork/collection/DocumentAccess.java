package io.groundwork.collection;

import io.groundwork.audit.Difference;
import io.groundwork.identity.PrincipalSet;
import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The access of single documents: their own rules, what they inherit, and under which class they stand. Whoever changes
 * something here holds the document and its collection locked.
 */
@ApplicationScoped
class DocumentAccess {

    @Inject
    private Shelves shelves;

    @Inject
    private AccessClasses classes;

    @Inject
    private Principals principals;

    @Inject
    private People people;

    @Inject
    private GroupPaths groupPaths;

    @Inject
    private Event<DocumentAclChanged> changed;

    int classOf(Caller caller, Shelves.Place place) {
        return place.document().standsUnder(place.collection(), classes.withheld(caller));
    }

    /** Makes it a draft, or publishes it. */
    void stand(Caller caller, Shelves.Place place, String status) {
        int before = classOf(caller, place);
        place.document().stand(status);
        announce(caller, place, before);
    }

    void move(Caller caller, Shelves.Place place, String slug) {
        DocumentCollection target = shelves.collectionHeldStill(caller, slug);
        int before = classOf(caller, place);
        Document document = place.document();
        shelves.demandFree(caller, target, document.externalId());
        document.moveTo(target);
        document.ownAclId().ifPresent(acl -> classes.inherit(caller, acl, denies(caller, target)));
        announce(caller, new Shelves.Place(target, document), before);
    }

    /**
     * Gives a document its own rule, or, when empty, lets it inherit.
     *
     * @param path where the rule stands in the request
     * @return what changed
     */
    Difference set(Caller caller, Shelves.Place place, Optional<AccessRule> rule, String path) {
        Document document = place.document();
        Difference difference = new Difference().field("access", json(document.access()), json(rule));
        int before = classOf(caller, place);
        if (rule.isPresent()) {
            restrict(caller, place, rule.get(), path);
            announce(caller, place, before);
        } else {
            Optional<Integer> own = document.ownAclId();
            document.inherit();
            announce(caller, place, before);
            own.ifPresent(acl -> drop(caller, acl));
        }
        return difference;
    }

    private void restrict(Caller caller, Shelves.Place place, AccessRule rule, String path) {
        Document document = place.document();
        CompiledRule compiled = classes.compile(caller, rule, path);
        int acl = document.ownAclId()
                .orElseGet(() -> classes.create(
                        caller,
                        AccessClasses.OF_DOCUMENT,
                        document.id(),
                        compiled,
                        denies(caller, place.collection())));
        classes.grant(caller, acl, compiled);
        document.restrict(rule, acl);
    }

    private int[] denies(Caller caller, DocumentCollection collection) {
        return classes.denies(caller, collection.aclId());
    }

    private static JsonObject json(Optional<AccessRule> rule) {
        return rule.map(AccessRule::toJson).orElse(null);
    }

    private void announce(Caller caller, Shelves.Place place, int before) {
        int after = classOf(caller, place);
        if (after != before) {
            changed.fire(new DocumentAclChanged(caller, place.document().id(), after));
        }
    }

    void drop(Caller caller, int acl) {
        classes.delete(caller, acl);
    }

    void check(Caller caller, Optional<AccessRule> rule, String path) {
        rule.ifPresent(given -> classes.check(caller, given, path));
    }

    AccessEffect effect(Caller caller, Shelves.Place place, Optional<AccessRule> rule) {
        AccessRule before = place.document().effectiveRule(place.collection());
        AccessRule after = Document.effectiveRule(place.collection(), rule);
        return AccessEffect.between(people.all(caller), before, after);
    }

    /** Whether the caller's own access, apart from any role, lets the caller read the document, be it a draft. */
    boolean ruleAllows(Caller caller, UUID id) {
        PrincipalSet held = principals.of(caller);
        Shelves.Place place = shelves.place(caller, id);
        AccessRule rule = place.document().effectiveRule(place.collection());
        return held.ids().length > 0 && rule.decide(People.subject(caller.username(), held));
    }

    /** Every entry that is weighed for this person, and what comes of it. */
    AccessCheck explain(Caller caller, Shelves.Place place, String username) {
        PrincipalSet held = principals.ofUser(caller, username);
        boolean active = held.ids().length > 0;
        AccessRule.Subject subject = People.subject(username, held);
        WeighedRule rule = weighed(place);
        Explanation explanation = new Explanation(subject, groupPaths.of(caller, username));
        List<AccessCheck.Because> because = new ArrayList<>();
        if (!active) {
            because.add(explanation.fact(Wording.text("line_inactive", username)));
        }
        if (place.document().isDraft()) {
            because.add(
                    explanation.fact(Wording.text("line_draft", place.document().externalId())));
        }
        because.addAll(explanation.of(rule));
        boolean allowed =
                active && !place.document().isDraft() && rule.decide(subject).allowed();
        return new AccessCheck(allowed, because);
    }

    private static WeighedRule weighed(Shelves.Place place) {
        DocumentCollection collection = place.collection();
        Document document = place.document();
        return document.access()
                .map(own -> WeighedRule.ofDocument(document.externalId(), own, collection.slug(), collection.access()))
                .orElseGet(() -> WeighedRule.ofCollection(collection.slug(), collection.access()));
    }
}
