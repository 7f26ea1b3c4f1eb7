package io.groundwork.cost.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.cost.Comparison;
import io.groundwork.cost.Line;
import io.groundwork.cost.Option;
import io.groundwork.cost.OptionCost;
import io.groundwork.cost.Per;
import io.groundwork.cost.PublishedScenario;
import io.groundwork.cost.Scenario;
import io.groundwork.cost.ScenarioJson;
import io.groundwork.platform.kernel.Caller;
import jakarta.json.Json;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What fills the page is what the API takes. */
class ScenarioSourcesTest {

    private static Scenario again(Scenario scenario) {
        return ScenarioReader.read(Json.createObjectBuilder()
                .add("scenario", ScenarioJson.of(scenario))
                .build());
    }

    @Test
    void everyKindOfLineIsReadAsItWasWritten() {
        Scenario scenario = new Scenario(
                "EUR",
                new BigDecimal("12.5"),
                new BigDecimal("21"),
                List.of(
                        new Option(
                                "Fine-tuned",
                                List.of(
                                        Line.tokens("answer", Per.QUERY, 300, new BigDecimal("4.4")),
                                        Line.sum("hosting", Per.MONTH, "700"),
                                        Line.sum("training", Per.REFRESH, "1.5"),
                                        Line.times("curation", Per.REFRESH, "7.5", "training"),
                                        Line.sum("evals", Per.ONCE, "2000")),
                                new BigDecimal("4")),
                        new Option("Nothing", List.of(), BigDecimal.ZERO)));
        assertThat(again(scenario)).isEqualTo(scenario);
    }

    @Test
    void thePublishedExampleIsTheArticles() {
        Scenario published = new PublishedScenario().of(Caller.operator()).orElseThrow();
        assertThat(Comparison.of(again(published)).options())
                .extracting(OptionCost::name, cost -> cost.perDay().intValueExact(), cost -> cost.perMonth()
                        .intValueExact())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("RAG", 33, 990),
                        org.assertj.core.groups.Tuple.tuple("Fine-tuned", 40, 1700),
                        org.assertj.core.groups.Tuple.tuple("Hybrid", 43, 1790));
    }
}
