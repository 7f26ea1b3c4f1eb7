package io.groundwork.budget;

import static io.groundwork.budget.Till.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.cost.Comparison;
import io.groundwork.cost.Scenario;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A comparison that begins with what queries really cost. */
class UsageScenarioTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private Till till;
    private Caller erin;

    @BeforeEach
    void open() {
        till = new Till(database);
        erin = till.person("erin");
    }

    @AfterEach
    void close() throws SQLException {
        till.close();
    }

    private void used(UUID answer, int number, Purpose purpose, String model, String mode, long output) {
        Hold hold = new Hold(
                answer,
                number,
                purpose,
                model,
                "openai",
                mode,
                call(1).rates(),
                0,
                output,
                output,
                Duration.ofMinutes(5));
        till.settle(erin, till.reserve(erin, hold).id(), 0, output);
    }

    private Optional<Scenario> scenario(Caller caller) {
        return till.as(caller, () -> till.scenario.of(caller));
    }

    @Test
    void aQueryCostsWhatAllItsCallsDid() {
        till.at(Instant.parse("2026-11-20T12:00:00Z"));
        UUID first = UUID.randomUUID();
        used(first, 1, Purpose.EMBEDDING, "small", "rag", 2);
        used(first, 2, Purpose.ANSWER, "large", "rag", 10);
        used(first, 3, Purpose.ANSWER, "large", "rag", 20);
        till.at(Till.NOON);
        used(UUID.randomUUID(), 1, Purpose.ANSWER, "large", "rag", 30);
        used(UUID.randomUUID(), 1, Purpose.ANSWER, "tuned", "fine_tune", 5);
        used(UUID.randomUUID(), 1, Purpose.EMBEDDING, "small", "rag", 900);
        Scenario scenario = scenario(till.admin).orElseThrow();
        assertThat(scenario.currency()).isEqualTo("EUR");
        assertThat(scenario.queriesPerDay()).isEqualByComparingTo("1.5");
        assertThat(Comparison.of(scenario).options())
                .extracting(cost ->
                        cost.name() + " " + cost.perDay().stripTrailingZeros().toPlainString())
                .containsExactly("RAG 0.0465", "Fine-tuned 0.0075");
        assertThat(scenario.options().get(0).lines())
                .extracting(line -> line.name())
                .containsExactly("Answer, large", "Embedding, small");
    }

    @Test
    void whereNothingWasPaidThereIsNothingToBeginWith() {
        assertThat(scenario(till.admin)).isEmpty();
    }

    @Test
    void itIsForAdmins() {
        used(UUID.randomUUID(), 1, Purpose.ANSWER, "large", "rag", 10);
        assertThat(scenario(till.admin)).isPresent();
        assertThat(scenario(erin)).isEmpty();
    }

    @Test
    void whatIsLongAgoCountsNoMore() {
        till.at(Instant.parse("2026-10-01T12:00:00Z"));
        used(UUID.randomUUID(), 1, Purpose.ANSWER, "large", "rag", 10);
        till.at(Till.NOON);
        assertThat(scenario(till.admin)).isEmpty();
    }
}
