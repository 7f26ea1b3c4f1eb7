package io.groundwork.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.cost.Line;
import io.groundwork.cost.Option;
import io.groundwork.cost.Scenario;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A comparison that begins with the prices of the tenant's own models. */
class PricedScenarioTest {

    @RegisterExtension
    static final RegistryAtAStub shop = new RegistryAtAStub();

    private Registry registry;
    private ModelSpec spec;

    @BeforeEach
    void aTenant() throws SQLException {
        registry = shop.fresh();
        spec = shop.spec();
    }

    private Optional<Scenario> scenario() {
        return registry.as(() -> shop.wired().bean(PricedScenario.class).of(registry.admin));
    }

    @Test
    void whoHasNoPricesHasNoFigures() {
        assertThat(scenario()).isEmpty();
    }

    @Test
    void oneBaseModelIsComparedAsPromptAndAsRag() {
        registry.put("mid", spec);
        assertThat(scenario().orElseThrow().options()).extracting(Option::name).containsExactly("Prompt", "RAG");
        assertThat(scenario().orElseThrow().currency()).isEqualTo("EUR");
    }

    @Test
    void aFineTunedModelAddsItsOptionsWithEveryPriceItHas() {
        registry.put("mid", spec);
        FurtherPrices further = new FurtherPrices(
                Optional.empty(),
                new BigDecimal("0.002"),
                Optional.of(new BigDecimal("8")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        NewPrice price = new NewPrice(
                "EUR", BigDecimal.ONE, Optional.empty(), Optional.empty(), BigDecimal.ONE, further, Optional.empty());
        registry.put(
                "tuned",
                Registry.vary(spec).kind(Kind.FINE_TUNED, "mid").price(price).spec());
        List<Option> options = scenario().orElseThrow().options();
        assertThat(options).extracting(Option::name).containsExactly("Prompt", "RAG", "Fine-tuned", "Hybrid");
        assertThat(options.get(2).lines())
                .extracting(Line::name)
                .containsExactly(
                        "Each request, tuned",
                        "Question and instructions, tuned",
                        "Answer, tuned",
                        "Training run",
                        "Data curation");
    }

    @Test
    void aTrainingPriceThatNobodyToldSaysThatItIsAPublishedOne() {
        registry.put("mid", spec);
        registry.put("tuned", Registry.vary(spec).kind(Kind.FINE_TUNED, "mid").spec());
        assertThat(scenario().orElseThrow().options().get(2).lines())
                .extracting(Line::name)
                .contains("Training run, published price", "Data curation")
                .doesNotContain("Training run");
    }
}
