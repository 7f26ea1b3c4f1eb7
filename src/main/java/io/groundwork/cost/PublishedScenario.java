package io.groundwork.cost;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Text;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The comparison that the article S1 published, for whoever has no figures of their own yet. */
@ApplicationScoped
public class PublishedScenario implements ScenarioSource {

    private static final int LAST = 100;

    @Override
    public String word() {
        return "published";
    }

    @Override
    public int rank() {
        return LAST;
    }

    @Override
    public Optional<Scenario> of(Caller caller) {
        return Optional.of(new Scenario(
                "USD",
                BigDecimal.valueOf(10_000),
                Scenario.USUAL_DAYS,
                List.of(
                        option(
                                words("name_rag"),
                                Line.sum(words("name_embed"), Per.QUERY, "0.0001"),
                                Line.sum(words("name_search"), Per.QUERY, "0.0002"),
                                Line.sum(words("name_generate"), Per.QUERY, "0.003")),
                        option(
                                words("name_fine_tuned"),
                                Line.sum(words("name_generate"), Per.QUERY, "0.004"),
                                Line.sum(words("name_training_monthly"), Per.MONTH, "500")),
                        option(
                                words("name_hybrid"),
                                Line.sum(words("name_retrieval"), Per.QUERY, "0.0003"),
                                Line.sum(words("name_generate"), Per.QUERY, "0.004"),
                                Line.sum(words("name_training_monthly"), Per.MONTH, "500")))));
    }

    private static Option option(String name, Line... lines) {
        return new Option(name, List.of(lines), BigDecimal.ZERO);
    }

    private static String words(String name) {
        return new Text("cost." + name).in(Locale.ENGLISH);
    }
}
