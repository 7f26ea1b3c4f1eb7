package io.groundwork.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {

    private static final Embeddings EMBEDDINGS = new Embeddings(Path.of("target/embeddings"));
    private static final String LEAVE = "Employees may take twenty-five days of paid leave a year.";

    @Test
    void aVectorHasTheModelsDimensionsAndLengthOne() {
        float[] vector = EMBEDDINGS.passages(List.of(LEAVE))[0];
        assertThat(vector).hasSize(EMBEDDINGS.dimensions());
        assertThat(product(vector, vector)).isCloseTo(1, within(1e-5));
    }

    @Test
    void theModelIsLoadedByWhateverThreadNeedsItFirst() throws Exception {
        CompletableFuture<float[]> vector = new CompletableFuture<>();
        Thread server = new Thread(() -> {
            try {
                vector.complete(new Embeddings(Path.of("target/embeddings")).text(LEAVE));
            } catch (Throwable failed) {
                vector.completeExceptionally(failed);
            }
        });
        server.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        server.start();
        assertThat(vector.get(1, TimeUnit.MINUTES)).hasSize(EMBEDDINGS.dimensions());
    }

    @Test
    void aPassageHasTheVectorThatThePackedModelGivesIt() {
        float[] theirs = new BgeSmallEnV15QuantizedEmbeddingModel()
                .embed(LEAVE)
                .content()
                .vector();
        assertThat(product(EMBEDDINGS.passages(List.of(LEAVE))[0], theirs)).isGreaterThan(.999);
    }

    @Test
    void theSameTextHasTheSameVectorWhateverRunsBesideIt() {
        float[] alone = EMBEDDINGS.passages(List.of(LEAVE))[0];
        float[][] among = EMBEDDINGS.passages(List.of("Something else.", LEAVE, "A third.", LEAVE));
        assertThat(among[1]).containsExactly(alone);
        assertThat(among[3]).containsExactly(alone);
    }

    @Test
    void aQuestionLiesNearestToThePassageThatAnswersIt() {
        float[] question = EMBEDDINGS.query("How many holidays do I get?");
        float[][] passages = EMBEDDINGS.passages(List.of("Backups run every night at two.", LEAVE));
        assertThat(product(question, passages[1])).isGreaterThan(product(question, passages[0]));
    }

    @Test
    void tokensAreTheModelsWordPiecesWithoutItsMarks() {
        assertThat(EMBEDDINGS.tokens("leave")).isEqualTo(1);
        assertThat(EMBEDDINGS.tokens("unbelievableness leave.")).isGreaterThan(3);
        assertThat(EMBEDDINGS.tokens("word ".repeat(2000))).isEqualTo(2000);
    }

    @Test
    void whatStandsBeyondTheLimitIsLeftOut() {
        String full = String.join(" ", Collections.nCopies(EMBEDDINGS.limit() - 2, "leave"));
        float[][] vectors = EMBEDDINGS.passages(List.of(full, full + " backups run every night"));
        assertThat(vectors[1]).containsExactly(vectors[0]);
    }

    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
