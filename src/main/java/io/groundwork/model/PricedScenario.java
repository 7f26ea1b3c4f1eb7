package io.groundwork.model;

import io.groundwork.cost.Basis;
import io.groundwork.cost.Line;
import io.groundwork.cost.Option;
import io.groundwork.cost.Per;
import io.groundwork.cost.Scenario;
import io.groundwork.cost.ScenarioSource;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the ways of answering would cost at the prices of the tenant's own models. How many tokens a question takes is
 * assumed, within what the source articles report, until it is measured.
 */
@ApplicationScoped
public class PricedScenario implements ScenarioSource {

    private static final int RANK = 50;
    private static final BigDecimal QUERIES = BigDecimal.valueOf(1_000);
    private static final long QUESTION = 400;
    /** Four passages of 500 tokens (S2). */
    private static final long CONTEXT = 2_000;
    /** Examples are 60 to 80 % of the input of a prompt that has them (S0). */
    private static final long EXAMPLES = 1_000;

    private static final long ANSWER = 300;
    /** Tokens of a training set of some hundred examples (S2). */
    private static final long TRAINING = 500_000;
    /** Curating the data costs five to ten times the training run (S0). */
    private static final String CURATION = "7.5";

    /** Per million tokens (S2). */
    private static final BigDecimal PUBLISHED_TRAINING = BigDecimal.valueOf(3);

    private static final BigDecimal QUARTERLY = BigDecimal.valueOf(4);

    @Inject
    private Models models;

    @Override
    public String word() {
        return "prices";
    }

    @Override
    public int rank() {
        return RANK;
    }

    @Override
    public Optional<Scenario> of(Caller caller) {
        List<Model> priced = models.all(caller).stream()
                .filter(model -> model.price().filter(price -> !price.isFree()).isPresent())
                .toList();
        Optional<Model> base = first(priced, model -> !model.fineTuned());
        return base.map(model -> {
            String currency = price(model).currency();
            Optional<Model> tuned = first(
                    priced,
                    other -> other.fineTuned() && price(other).currency().equals(currency));
            return new Scenario(currency, QUERIES, Scenario.USUAL_DAYS, options(model, tuned));
        });
    }

    private static Optional<Model> first(List<Model> models, Predicate<Model> wanted) {
        return models.stream().filter(wanted).findFirst();
    }

    private static Price price(Model model) {
        return model.price().orElseThrow();
    }

    private static List<Option> options(Model base, Optional<Model> tuned) {
        Option prompt = option(words("name_prompt"), base, tokens(words("name_examples"), EXAMPLES, price(base)));
        Option rag = option(words("name_rag"), base, tokens(words("name_context"), CONTEXT, price(base)));
        return tuned.map(model -> List.of(prompt, rag, trained(words("name_fine_tuned"), model), hybrid(model)))
                .orElse(List.of(prompt, rag));
    }

    private static Option option(String name, Model model, Line more) {
        return new Option(name, asked(model, List.of(question(model), more, answer(model))), BigDecimal.ZERO);
    }

    private static Option trained(String name, Model model) {
        return new Option(
                name,
                asked(model, List.of(question(model), answer(model), training(model), curation(model))),
                QUARTERLY);
    }

    private static Option hybrid(Model model) {
        Line context = tokens(words("name_context"), CONTEXT, price(model));
        return new Option(
                words("name_hybrid"),
                asked(model, List.of(question(model), context, answer(model), training(model), curation(model))),
                QUARTERLY);
    }

    /** With what each request costs by itself, where the provider asks for that. */
    private static List<Line> asked(Model model, List<Line> lines) {
        BigDecimal perRequest = price(model).further().perRequest();
        Line request =
                new Line(words("name_request", model.alias()), Per.QUERY, new Basis.Sum(perRequest), BigDecimal.ONE);
        return perRequest.signum() == 0
                ? lines
                : Stream.concat(Stream.of(request), lines.stream()).toList();
    }

    private static Line question(Model model) {
        return tokens(words("name_question", model.alias()), QUESTION, price(model));
    }

    private static Line answer(Model model) {
        return Line.tokens(
                words("name_answer", model.alias()),
                Per.QUERY,
                ANSWER,
                price(model).outputPerMillion());
    }

    private static Line tokens(String name, long tokens, Price price) {
        return Line.tokens(name, Per.QUERY, tokens, price.inputPerMillion());
    }

    private static Line training(Model model) {
        Optional<BigDecimal> told = price(model).further().trainingPerMillion();
        return Line.tokens(training(told.isPresent()), Per.REFRESH, TRAINING, told.orElse(PUBLISHED_TRAINING));
    }

    /** A price that was not told is a published one, and says so. */
    private static String training(boolean told) {
        return words(told ? "name_training" : "name_training_published");
    }

    private static Line curation(Model model) {
        boolean told = price(model).further().trainingPerMillion().isPresent();
        return Line.times(words("name_curation"), Per.REFRESH, CURATION, training(told));
    }

    private static String words(String name, Object... arguments) {
        return new Text("cost." + name, arguments).in(Locale.ENGLISH);
    }
}
