package io.groundwork.routing.web;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Texts;
import io.groundwork.routing.Decision;
import io.groundwork.routing.Simulation;
import io.groundwork.routing.Simulations;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A version tried on questions, side by side with what holds; no model is asked, and nothing is kept. */
@Named
@RequestScoped
public class SimulationPage {

    private static final int USUAL = 100;
    private static final int MOST = 500;
    private static final int PLACES = 6;

    @Inject
    private Simulations simulations;

    @Inject
    private PolicyWords words;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Texts texts;

    @Inject
    private Act act;

    @Inject
    private Here here;

    private int version;
    private String questions;
    private String person;
    private int last = USUAL;
    private Simulation simulation;

    @PostConstruct
    void load() {
        version = here.number("version", -1);
        person = caller.get().username();
        if (version < 0) {
            throw Problem.NotFound.thing();
        }
    }

    public void tryQuestions() {
        act.done(() -> {
            List<Simulation.Question> asked = questions == null
                    ? List.of()
                    : questions
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .map(line -> new Simulation.Question(line, person == null ? "" : person.strip()))
                            .toList();
            if (asked.isEmpty()) {
                throw Problem.Invalid.field("questions", "platform.field_required");
            }
            simulation = told(() -> simulations.onQuestions(caller.get(), version, asked));
        });
    }

    /** A person whom nobody knows stands beside the field for the person, once. */
    private static Simulation told(Supplier<Simulation> trial) {
        try {
            return trial.get();
        } catch (Problem.Invalid invalid) {
            throw invalid.fields().isEmpty()
                    ? invalid
                    : new Problem.Invalid(List.of(new Problem.Invalid.Field(
                            "person", invalid.fields().get(0).text())));
        }
    }

    public void tryLast() {
        act.done(() -> {
            if (last < 1 || last > MOST) {
                throw Problem.Invalid.field("last", "platform.field_range", 1, MOST);
            }
            simulation = simulations.onPast(caller.get(), version, last);
        });
    }

    /** What came of it; null before anything was tried. */
    public Simulation getSimulation() {
        return simulation;
    }

    /** Where a question goes, in words. */
    public String way(Simulation.Outcome outcome) {
        return outcome.decision()
                .map(made -> texts.with(
                        "routing.simulate_way", words.mode(made.mode().word()), made.model()))
                .orElseGet(() -> texts.get("routing.simulate_refused"));
    }

    /** The rule that decided, in words; "" where nothing can answer. */
    public String rule(Simulation.Outcome outcome) {
        return outcome.decision()
                .map(Decision::rule)
                .map(rule -> rule.equals(PolicyWords.DEFAULT) ? texts.get("routing.otherwise") : rule)
                .orElse("");
    }

    /** How much dearer or cheaper the version is, in words; "" where that cannot be said as one figure. */
    public String difference(Simulation trial) {
        if (trial.cost().size() != 1 || trial.currentCost().size() != 1) {
            return "";
        }
        Money now = trial.currentCost().get(0);
        Money then = trial.cost().get(0);
        if (!now.currency().equals(then.currency()) || now.amount().signum() == 0) {
            return "";
        }
        int percent = then.amount()
                .subtract(now.amount())
                .movePointRight(2)
                .divide(now.amount(), 0, RoundingMode.HALF_UP)
                .intValue();
        if (percent == 0) {
            return texts.get("routing.simulate_same");
        }
        return texts.with(percent > 0 ? "routing.simulate_more" : "routing.simulate_less", Math.abs(percent));
    }

    public List<String> reasons(Simulation.Outcome outcome) {
        return outcome.reasons().stream().map(texts::of).toList();
    }

    public String cost(Simulation.Outcome outcome) {
        return outcome.cost().map(SimulationPage::money).orElseGet(() -> texts.get("routing.simulate_unknown"));
    }

    public String sum(List<Money> sums) {
        return sums.isEmpty() ? "–" : sums.stream().map(SimulationPage::money).collect(Collectors.joining(" + "));
    }

    private static String money(Money money) {
        return money.amount()
                        .setScale(PLACES, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " " + money.currency();
    }

    public int getVersion() {
        return version;
    }

    public String getQuestions() {
        return questions;
    }

    public void setQuestions(String questions) {
        this.questions = questions;
    }

    public String getPerson() {
        return person;
    }

    public void setPerson(String person) {
        this.person = person;
    }

    public int getLast() {
        return last;
    }

    public void setLast(int last) {
        this.last = last;
    }
}
