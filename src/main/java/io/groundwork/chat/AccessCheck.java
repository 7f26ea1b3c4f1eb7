package io.groundwork.chat;

import io.groundwork.collection.AccessReason;
import io.groundwork.collection.ReadableScopes;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Text;
import io.groundwork.retrieval.Hit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks for access once more, passage by passage, right before something is sent: what may be read, and by which rule. */
@ApplicationScoped
class AccessCheck {

    @Inject
    private ReadableScopes scopes;

    /** The reason for each of the hits, at this moment. */
    @Transactional
    public Function<Hit, AccessReason> reasons(Caller caller, Collection<Hit> hits) {
        Set<Integer> classes = hits.stream().map(Hit::aclId).collect(Collectors.toSet());
        Set<UUID> documents = hits.stream().map(Hit::documentId).collect(Collectors.toSet());
        ReadableScopes.Weighed weighed = scopes.weigh(caller, classes, documents);
        return hit -> reason(hit, weighed.reasons().get(hit.aclId()), weighed.readable());
    }

    /** The same sources as they may be read now: one that has been taken away stays, as denied. */
    @Transactional
    public List<Source> again(Caller caller, List<Source> sources) {
        Set<UUID> readable = scopes.stillReadable(
                caller,
                sources.stream().map(source -> source.hit().documentId()).collect(Collectors.toSet()));
        return sources.stream()
                .map(source -> new Source(source.mark(), source.hit(), reason(source.hit(), source.access(), readable)))
                .toList();
    }

    /** A class of access may stay as it is while the document leaves it; then the document decides. */
    static AccessReason reason(Hit hit, AccessReason ofClass, Set<UUID> readable) {
        if (ofClass != null && (!ofClass.allowed() || readable.contains(hit.documentId()))) {
            return ofClass;
        }
        String rule = new Text("chat.not_readable_any_more").in(Locale.ENGLISH);
        return new AccessReason(hit.aclId(), false, rule, "document", hit.documentId());
    }
}
