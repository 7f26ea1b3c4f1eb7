package io.groundwork.evidence.web;

import io.groundwork.budget.BookedCall;
import io.groundwork.chat.Citation;
import io.groundwork.collection.ReadableScopes;
import io.groundwork.evidence.Evidence;
import io.groundwork.evidence.EvidenceArchive;
import io.groundwork.evidence.Neighbours;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Tone;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** All that is on record about one answer, with the way to the answers beside it in the filtered list. */
@Named
@RequestScoped
public class InteractionPage {

    private static final double HUNDRED = 100;

    @Inject
    private EvidenceArchive archive;

    @Inject
    private InteractionFilter filter;

    @Inject
    private ReadableScopes scopes;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private Evidence evidence;
    private Neighbours neighbours;
    private Set<UUID> readable;
    private List<BookedCall> ledger;

    @PostConstruct
    void load() {
        evidence = archive.find(caller.get(), here.id("answer"));
        neighbours = archive.neighbours(caller.get(), filter.chosen(), evidence.answerId());
        ledger = archive.ledger(caller.get(), evidence.answerId());
        readable = scopes.stillReadable(caller.get(), cited());
    }

    private Set<UUID> cited() {
        return evidence.outcome().map(Evidence.Outcome::citations).orElse(List.of()).stream()
                .map(Citation::documentId)
                .collect(Collectors.toSet());
    }

    /** Whether the reviewer may open the source itself: the record shows the quote to every reviewer, the document does not. */
    public boolean mayOpen(Citation citation) {
        return readable.contains(citation.documentId());
    }

    public Evidence getEvidence() {
        return evidence;
    }

    /** How the outcome is meant. */
    public Tone getTone() {
        return InteractionsPage.tone(getOutcome().state(), getOutcome().abstained());
    }

    /** The key of the word for the outcome. */
    public String getState() {
        return InteractionsPage.key(getOutcome().state(), getOutcome().abstained());
    }

    /** What came of it; null while there is no outcome. */
    public Evidence.Outcome getOutcome() {
        return evidence.outcome().orElse(null);
    }

    /** What the question was taken for, with the confidence as a percentage. */
    public String getIntent() {
        Double confidence = evidence.route().confidence();
        String sure = confidence == null ? "" : String.format(Locale.ENGLISH, " (%.0f %%)", confidence * HUNDRED);
        return evidence.route().intent() + sure;
    }

    /** Each model that was asked for this answer. */
    public List<AttemptRow> getAttempts() {
        return AttemptRow.of(evidence);
    }

    /** Whether the text that was sent stands in the record itself and with none of the models. */
    public boolean isSentApart() {
        return getAttempts().stream().noneMatch(attempt -> attempt.told() != null);
    }

    public String getPrevious() {
        return beside(neighbours.previous());
    }

    public String getNext() {
        return beside(neighbours.next());
    }

    private String beside(Optional<UUID> answer) {
        String list = here.getPath().substring(0, here.getPath().lastIndexOf('/') + 1);
        return answer.map(id -> list + id + here.getFilter()).orElse(null);
    }

    /** How long its parts took, in milliseconds, by name. */
    public JsonObject getTimings() {
        return part("millis");
    }

    public JsonObject getUsage() {
        return part("usage");
    }

    /** What it cost, in each currency in which something was spent. */
    public List<String> getCosts() {
        JsonObject first = part("cost");
        JsonValue further = evidence.outcome()
                .map(outcome -> outcome.detail().get("further_costs"))
                .orElse(null);
        List<JsonObject> costs = new ArrayList<>();
        if (!first.isEmpty()) {
            costs.add(first);
        }
        if (further instanceof JsonArray more) {
            costs.addAll(more.getValuesAs(JsonObject.class));
        }
        return costs.stream()
                .map(cost -> cost.getString("amount", "") + " " + cost.getString("currency", ""))
                .toList();
    }

    /** What was held and booked for each call. */
    public List<BookedCall> getLedger() {
        return ledger;
    }

    /** How the state of a call's money is meant. */
    public Tone tone(BookedCall call) {
        return switch (call.state()) {
            case "open" -> Tone.BUSY;
            case "expired" -> Tone.WARN;
            case "released" -> Tone.NEUTRAL;
            default -> Tone.OK;
        };
    }

    /** Who stepped in for whom; empty where nobody had to. */
    public JsonObject getDegraded() {
        return part("degraded");
    }

    private JsonObject part(String name) {
        JsonValue part =
                evidence.outcome().map(outcome -> outcome.detail().get(name)).orElse(null);
        return part instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }
}
