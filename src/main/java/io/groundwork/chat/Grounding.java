package io.groundwork.chat;

import io.groundwork.collection.AccessReason;
import io.groundwork.collection.ReadableScope;
import io.groundwork.collection.ReadableScopes;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Text;
import io.groundwork.retrieval.Hit;
import io.groundwork.retrieval.Retrieval;
import io.groundwork.retrieval.SearchQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds what an answer may stand on: passages that the caller may read, each with the reason why. */
@ApplicationScoped
class Grounding {

    private static final int PASSAGES = 8;
    /** The embedding model reads no more, and words beyond it would only blur the search. */
    private static final int LONGEST_QUERY = 2_000;

    private static final int MARK_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    private ReadableScopes scopes;

    @Inject
    private Retrieval retrieval;

    List<Source> sources(Caller caller, List<String> collections, String searched) {
        ReadableScope scope = scopes.of(caller, collections);
        List<Hit> hits = retrieval
                .search(scope, SearchQuery.hybrid(shortened(searched), PASSAGES))
                .hits();
        Set<Integer> classes = hits.stream().map(Hit::aclId).collect(Collectors.toSet());
        Map<Integer, AccessReason> reasons = scopes.reasons(caller, classes);
        Set<UUID> readable =
                scopes.stillReadable(caller, hits.stream().map(Hit::documentId).collect(Collectors.toSet()));
        Set<String> marks = new HashSet<>();
        return hits.stream()
                .map(hit -> new Source(freshMark(marks), hit, reason(hit, reasons.get(hit.aclId()), readable)))
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

    /** A word of chance, as a fence around quotations. */
    static String chance() {
        byte[] bytes = new byte[MARK_BYTES * 2];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String freshMark(Set<String> taken) {
        String mark = chance().substring(0, MARK_BYTES * 2);
        while (!taken.add(mark)) {
            mark = chance().substring(0, MARK_BYTES * 2);
        }
        return mark;
    }

    private static String shortened(String query) {
        int length = query.codePointCount(0, query.length());
        return length <= LONGEST_QUERY ? query : query.substring(0, query.offsetByCodePoints(0, LONGEST_QUERY));
    }
}
