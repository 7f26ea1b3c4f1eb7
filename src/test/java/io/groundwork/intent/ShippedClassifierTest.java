package io.groundwork.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.platform.llm.Embeddings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedClassifierTest {

    private static final Embeddings EMBEDDINGS = new Embeddings(Path.of("target/embeddings"));
    private static final Training SHIPPED = new ShippedClassifier(EMBEDDINGS).training();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "routine | Please make this note to Ahmed sound a little warmer",
                "routine | Good afternoon",
                "routine | Turn the following minutes into five bullet points",
                "domain-heavy | How many weeks of paternity leave are we entitled to?",
                "domain-heavy | Who approves travel to a conference abroad?",
                "domain-heavy | What is the guarantee period of the Rill 4?",
                "novel | Work out a plan for leaving the Brazilian market without losing our best people",
                "novel | Argue for and against moving all of our warehouses to robots, and decide"
            })
    void questionsThatItHasNotSeenAreTakenForWhatTheyAre(String intent, String question) {
        Intent judged = SHIPPED.head().judge(EMBEDDINGS.text(question));
        assertThat(judged.name()).as(judged.toString()).isEqualTo(intent);
    }

    @ParameterizedTest
    @CsvSource({
        "xkcd qwop zzyzx blorp 7781",
        "The mitochondrion descends from an ancient bacterium that was engulfed by an archaeon",
        "Lava flows of the shield volcano cover the caldera to a depth of nine metres"
    })
    void whatIsLikeNothingSeenIsNovel(String question) {
        assertThat(SHIPPED.head().judge(EMBEDDINGS.text(question)).name()).isEqualTo(Intent.NOVEL);
    }

    @Test
    void nineInTenExamplesAreTakenForWhatTheyAreByAHeadThatHasNotSeenThem() {
        Report report = SHIPPED.report();
        assertThat(report.accuracy()).isGreaterThan(.9);
        assertThat(report.calibrationError()).isLessThan(.08);
        assertThat(report.examples().values()).allMatch(count -> count >= 60);
    }
}
