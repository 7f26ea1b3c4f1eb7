package io.groundwork.chat;

import io.groundwork.model.SupportingQuote;
import io.groundwork.retrieval.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The citations of one answer, numbered in the order of their first use. A citation comes to be only when its quote stands
 * verbatim at its place in the cited version and the caller may read the document at that moment; there is no other kind.
 */
final class Citations implements CitationStream.Marks {

    private final String tenantSlug;
    private final Map<String, Source> sources;
    private final Function<Hit, Optional<String>> texts;
    private final Map<String, Optional<String>> fetched = new HashMap<>();
    private final List<Citation> cited = new ArrayList<>();

    /**
     * @param before what was cited already in what is shown; the numbers go on from there
     * @param texts the text of a hit's document version, if the caller may read it now
     */
    Citations(String tenantSlug, List<Source> sources, List<Citation> before, Function<Hit, Optional<String>> texts) {
        this.tenantSlug = tenantSlug;
        this.sources = sources.stream().collect(Collectors.toMap(Source::mark, Function.identity()));
        this.texts = texts;
        this.cited.addAll(before);
    }

    @Override
    public OptionalInt number(String mark, String statement) {
        Source source = sources.get(mark);
        if (source == null) {
            return OptionalInt.empty();
        }
        return SupportingQuote.of(statement, source.passage())
                .map(span -> number(source, span.start(), span.end()))
                .orElse(OptionalInt.empty());
    }

    /** The number of a quote, by where it stands in the passage in UTF-16 units; empty when it cannot be verified. */
    OptionalInt number(Source source, int start, int end) {
        Hit hit = source.hit();
        String quote = hit.text().substring(start, end);
        int from = hit.start() + hit.text().codePointCount(0, start);
        int to = from + quote.codePointCount(0, quote.length());
        for (Citation earlier : cited) {
            if (earlier.documentId().equals(hit.documentId()) && earlier.start() == from && earlier.end() == to) {
                return OptionalInt.of(earlier.number());
            }
        }
        if (!standsAt(hit, quote, from, to)) {
            return OptionalInt.empty();
        }
        cited.add(citation(hit, quote, from, to));
        return OptionalInt.of(cited.size());
    }

    List<Citation> all() {
        return List.copyOf(cited);
    }

    private boolean standsAt(Hit hit, String quote, int from, int to) {
        String key = hit.documentId() + "." + hit.version();
        Optional<String> text = fetched.computeIfAbsent(key, absent -> texts.apply(hit));
        return text.filter(whole -> cut(whole, from, to).equals(quote)).isPresent();
    }

    private static String cut(String text, int from, int to) {
        int length = text.codePointCount(0, text.length());
        if (from < 0 || to > length || from > to) {
            return "";
        }
        int start = text.offsetByCodePoints(0, from);
        return text.substring(start, text.offsetByCodePoints(start, to - from));
    }

    private Citation citation(Hit hit, String quote, int from, int to) {
        String url = "/t/" + tenantSlug + "/source/" + hit.documentId() + "/" + hit.version() + "?start=" + from
                + "&end=" + to;
        return new Citation(
                cited.size() + 1,
                hit.documentId(),
                hit.externalId(),
                hit.version(),
                hit.chunkId(),
                hit.title(),
                hit.collection(),
                quote,
                from,
                to,
                Sha256.of(quote),
                url,
                true);
    }
}
