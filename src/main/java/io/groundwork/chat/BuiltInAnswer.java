package io.groundwork.chat;

import io.groundwork.model.Extract;
import io.groundwork.model.Extraction;
import io.groundwork.model.ExtractiveAnswerer;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An answer made of the documents' own sentences; each is quoted, and each quote is verified like any other. */
@ApplicationScoped
class BuiltInAnswer {

    /** It is given no rules: what it does is not said in words. */
    static final String VERSION = "none";

    @Inject
    private ExtractiveAnswerer answerer;

    @Inject
    private CitedTexts texts;

    @Inject
    private Embeddings embeddings;

    /** A quote that may stretch over several extracts which follow each other. */
    private record Quote(Source source, int start, int end) {}

    /** What the answerer is given, in words: the question, and the passages in their order. */
    static String sent(Question question, Passages passages) {
        StringBuilder sent = new StringBuilder(question.searched());
        for (Source source : passages.sources()) {
            sent.append("\n\n")
                    .append(source.hit().chunkId())
                    .append(" · ")
                    .append(source.hit().title());
            if (source.hit().heading() != null && !source.hit().heading().isBlank()) {
                sent.append(" · ").append(source.hit().heading());
            }
            sent.append('\n').append(source.hit().text());
        }
        return sent.toString();
    }

    /** @param before what was cited already in what is shown */
    Draft draft(Question question, Step step, int n, Passages passages, List<Citation> before) {
        List<Source> sources = passages.sources();
        Extraction extraction = answerer.answer(
                question.searched(),
                sources.stream().map(Source::passage).toList(),
                question.options().abstainBelow());
        Citations citations =
                new Citations(question.caller().tenantSlug(), sources, before, hit -> texts.of(question.caller(), hit));
        StringBuilder raw = new StringBuilder();
        StringBuilder shown = new StringBuilder();
        Source last = null;
        for (Quote quote : quotes(extraction, sources)) {
            raw.append(raw.isEmpty() ? "" : "\n").append(quote.source().hit().text(), quote.start(), quote.end());
            OptionalInt number = citations.number(quote.source(), quote.start(), quote.end());
            if (number.isPresent()) {
                String words = QuotedText.shown(quote.source().hit().text().substring(quote.start(), quote.end()));
                shown.append(shown.isEmpty() ? "" : quote.source().equals(last) ? " " : "\n\n")
                        .append(words);
                shown.append(" [").append(number.getAsInt()).append(']');
                last = quote.source();
            }
        }
        return draft(step, n, sent(question, passages), raw.toString(), shown.toString(), citations.all());
    }

    private Draft draft(Step step, int n, String sent, String raw, String shown, List<Citation> citations) {
        boolean abstained = shown.isEmpty();
        String text = abstained ? Abstention.text() : shown;
        TokenCount usage = new TokenCount(embeddings.tokens(sent), 0, embeddings.tokens(text));
        EvidenceLog.Attempt attempt = new EvidenceLog.Attempt(
                n,
                step.model().alias(),
                step.mode().word(),
                VERSION,
                Sha256.of(sent),
                Optional.empty(),
                Optional.empty(),
                Optional.of("stop"),
                Optional.empty(),
                usage,
                false,
                step.model().price().orElseThrow().of(usage),
                Optional.empty());
        return new Draft(
                step,
                raw,
                text,
                abstained,
                !abstained,
                citations,
                0,
                "stop",
                JsonValue.EMPTY_JSON_ARRAY,
                attempt,
                Optional.empty());
    }

    private static List<Quote> quotes(Extraction extraction, List<Source> sources) {
        List<Quote> quotes = new ArrayList<>();
        for (Extract extract : extraction.extracts()) {
            Source source = sources.get(extract.passage());
            Quote last = quotes.isEmpty() ? null : quotes.get(quotes.size() - 1);
            if (last != null && last.source().equals(source) && follows(source, last, extract)) {
                quotes.set(quotes.size() - 1, new Quote(source, last.start(), extract.end()));
            } else {
                quotes.add(new Quote(source, extract.start(), extract.end()));
            }
        }
        return quotes;
    }

    private static boolean follows(Source source, Quote last, Extract extract) {
        return extract.start() >= last.end()
                && source.hit().text().substring(last.end(), extract.start()).isBlank();
    }
}
