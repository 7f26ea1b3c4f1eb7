package io.groundwork.chat;

import io.groundwork.model.Extract;
import io.groundwork.model.Extraction;
import io.groundwork.model.ExtractiveAnswerer;
import io.groundwork.model.Model;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An answer made of the documents' own sentences; each is quoted, and each quote is verified like any other. */
@ApplicationScoped
class BuiltInAnswer {

    @Inject
    private ExtractiveAnswerer answerer;

    @Inject
    private CitedTexts texts;

    @Inject
    private Embeddings embeddings;

    /** A quote that may stretch over several extracts which follow each other. */
    private record Quote(Source source, int start, int end) {}

    /** What the answerer is given, in words: the question, and the passages in their order. */
    static String sent(Question question) {
        StringBuilder sent = new StringBuilder(question.searched());
        for (Source source : question.readable()) {
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

    Draft draft(Question question, Model model) {
        List<Source> sources = question.readable();
        Extraction extraction = answerer.answer(
                question.searched(), sources.stream().map(Source::passage).toList());
        Citations citations =
                new Citations(question.caller().tenantSlug(), sources, hit -> texts.of(question.caller(), hit));
        StringBuilder raw = new StringBuilder();
        StringBuilder shown = new StringBuilder();
        Source before = null;
        for (Quote quote : quotes(extraction, sources)) {
            raw.append(raw.isEmpty() ? "" : "\n").append(quote.source().hit().text(), quote.start(), quote.end());
            OptionalInt number = citations.number(quote.source(), quote.start(), quote.end());
            if (number.isPresent()) {
                String words = QuotedText.shown(quote.source().hit().text().substring(quote.start(), quote.end()));
                shown.append(shown.isEmpty() ? "" : quote.source().equals(before) ? " " : "\n\n")
                        .append(words);
                shown.append(" [").append(number.getAsInt()).append(']');
                before = quote.source();
            }
        }
        return draft(question, model, raw.toString(), shown.toString(), citations.all());
    }

    private Draft draft(Question question, Model model, String raw, String shown, List<Citation> citations) {
        String sent = sent(question);
        boolean abstained = citations.isEmpty();
        String text = abstained ? Abstention.text() : shown;
        TokenCount usage =
                model.builtIn() ? new TokenCount(embeddings.tokens(sent), 0, embeddings.tokens(text)) : TokenCount.NONE;
        EvidenceLog.Attempt attempt = new EvidenceLog.Attempt(
                model.alias(),
                Sha256.of(sent),
                Optional.empty(),
                Optional.empty(),
                Optional.of("stop"),
                Optional.empty(),
                Optional.empty());
        return new Draft(model, raw, text, abstained, citations, 0, usage, false, "stop", attempt, Optional.empty());
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
