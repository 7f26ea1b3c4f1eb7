package io.groundwork.intent.web;

import io.groundwork.intent.Classifier;
import io.groundwork.intent.ExampleCounts;
import io.groundwork.intent.IntentExample;
import io.groundwork.intent.IntentExamples;
import io.groundwork.intent.Intents;
import io.groundwork.intent.NewExample;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Toast;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The classifier of the tenant, how good it is, and the examples that it learns from. */
@Named
@RequestScoped
public class ClassifierPage {

    private static final double HUNDRED = 100;

    @Inject
    private Intents intents;

    @Inject
    private IntentExamples examples;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Act act;

    @Inject
    private Toast toast;

    @Inject
    private Here here;

    private Classifier classifier;
    private Page<IntentExample> page;
    private String lines;
    private String intent;

    @PostConstruct
    void load() {
        classifier = intents.detail(caller.get());
    }

    public Classifier getClassifier() {
        return classifier;
    }

    public List<ConfusionRow> getMatrix() {
        return ConfusionRow.of(classifier);
    }

    /** How many examples it learnt from. */
    public int getLearnt() {
        return classifier.examples().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** A share as a percentage; a dash where it could not be measured. */
    public String percent(Double share) {
        return share == null ? "–" : String.format(Locale.ENGLISH, "%.1f %%", share * HUNDRED);
    }

    /** What can be chosen: every intent that it knows, and the one that the list is filtered by. */
    public TreeSet<String> getNames() {
        TreeSet<String> names = new TreeSet<>(classifier.intents());
        here.parameter("intent").ifPresent(names::add);
        return names;
    }

    public List<IntentExample> getExamples() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<IntentExample> page() {
        if (page == null) {
            page = examples.page(
                    caller.get(),
                    here.parameter("intent").orElse(null),
                    new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }

    public void add() {
        act.done(() -> {
            ExampleCounts counts = told(typed());
            toast.say("intent.added", counts.added(), counts.changed(), counts.unchanged());
            act.goTo(here.getPath());
        });
    }

    private List<NewExample> typed() {
        List<NewExample> typed = lines == null
                ? List.of()
                : lines.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(line -> new NewExample(line, intent == null ? "" : intent))
                        .toList();
        if (typed.isEmpty()) {
            throw Problem.Invalid.field("lines", "intent.lines_missing");
        }
        return typed;
    }

    /** The form has one field for all lines and one for their intent; the first thing wrong stands there. */
    private ExampleCounts told(List<NewExample> typed) {
        try {
            return examples.addAll(caller.get(), typed);
        } catch (Problem.Invalid invalid) {
            Map<String, Problem.Invalid.Field> first = new LinkedHashMap<>();
            for (Problem.Invalid.Field field : invalid.fields()) {
                String place = field.name().endsWith("intent") ? "intent" : "lines";
                first.putIfAbsent(place, new Problem.Invalid.Field(place, field.text()));
            }
            throw new Problem.Invalid(List.copyOf(first.values()));
        }
    }

    public String getLines() {
        return lines;
    }

    public void setLines(String lines) {
        this.lines = lines;
    }

    public String getIntent() {
        return intent;
    }

    public void setIntent(String intent) {
        this.intent = intent;
    }
}
