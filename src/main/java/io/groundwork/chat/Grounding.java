package io.groundwork.chat;

import io.groundwork.collection.AccessReason;
import io.groundwork.collection.ReadableScope;
import io.groundwork.collection.ReadableScopes;
import io.groundwork.model.Model;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.llm.Embeddings;
import io.groundwork.retrieval.Hit;
import io.groundwork.retrieval.Retrieval;
import io.groundwork.retrieval.SearchQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Finds what an answer may stand on: passages that the caller may read, each with the reason why. */
@ApplicationScoped
class Grounding {

    /** How many passages a model is given where no rule says otherwise. */
    static final int PASSAGES = 8;

    /** The embedding model reads no more, and words beyond it would only blur the search. */
    private static final int LONGEST_QUERY = 2_000;

    /** More than any model reads at once. */
    private static final long MOST_WORDS = 1_000_000;

    /** Models count tokens each in their own way, and need room for our rules and their answer. */
    private static final long FILLED_PERCENT = 70;

    private static final int MARK_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    private ReadableScopes scopes;

    @Inject
    private Retrieval retrieval;

    @Inject
    private AccessCheck access;

    @Inject
    private StableMarks marks;

    @Inject
    private Embeddings embeddings;

    /** The passages that answer best, at most so many. */
    List<Source> sources(Question question, int most) {
        Caller caller = question.caller();
        ReadableScope scope = scopes.of(caller, question.request().collections());
        List<Hit> hits = retrieval
                .search(scope, SearchQuery.hybrid(shortened(question.searched()), most))
                .hits();
        Function<Hit, AccessReason> reasons = access.reasons(caller, hits);
        Set<String> marks = new HashSet<>();
        return hits.stream()
                .map(hit -> new Source(freshMark(marks), hit, reasons.apply(hit)))
                .toList();
    }

    /** How many tokens the search takes. */
    int tokens(Question question) {
        return embeddings.tokens(shortened(question.searched()));
    }

    /** Everything of the scope that the caller may read, in an order that stays; nothing where it is far too much. */
    List<Source> everything(Question question) {
        Caller caller = question.caller();
        ReadableScope scope = scopes.of(caller, question.request().collections());
        List<Hit> hits = retrieval.everything(scope, MOST_WORDS);
        Function<Hit, AccessReason> reasons = access.reasons(caller, hits);
        return hits.stream()
                .map(hit -> new Source(marks.mark(caller, hit.chunkId()), hit, reasons.apply(hit)))
                .toList();
    }

    String stableFence(Caller caller) {
        return marks.fence(caller);
    }

    /** Whether a model can read all of this beside the conversation, and still answer. */
    boolean fits(Passages passages, Model model, Question question) {
        StringBuilder told = new StringBuilder(passages.quoted()).append(question.text());
        question.earlier().forEach(message -> told.append(message.text()));
        return embeddings.tokens(told.toString()) <= model.supports().contextTokens() * FILLED_PERCENT / 100L;
    }

    /** The same sources, as they may be read at this moment. */
    List<Source> again(Caller caller, List<Source> sources) {
        return access.again(caller, sources);
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
