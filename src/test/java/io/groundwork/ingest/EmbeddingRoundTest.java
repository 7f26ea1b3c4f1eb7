package io.groundwork.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.llm.Embeddings;
import io.groundwork.retrieval.IndexedChunk;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingRoundTest {

    private final Ends ends = new Ends();
    private final EmbeddingRound round =
            new EmbeddingRound(ends, new Picky(), Caller.system(new TenantId(1), "tenant"), UUID.randomUUID());

    @Test
    void aDocumentThatCannotBeEmbeddedEndsAlone() {
        add(1, "fine");
        add(2, "fine", "poison");
        add(3, "fine");
        round.finish();
        assertThat(ends.byPosition).isEqualTo(Map.of(1, "completed", 2, "failed", 3, "completed"));
    }

    @Test
    void theLaterPartsOfAFailedDocumentAreLeftOut() {
        String[] many =
                IntStream.range(0, 80).mapToObj(i -> i == 3 ? "poison" : "fine").toArray(String[]::new);
        add(1, many);
        add(2, "fine");
        round.finish();
        assertThat(ends.byPosition).isEqualTo(Map.of(1, "failed", 2, "completed"));
    }

    @Test
    void aDocumentThatCannotBeKeptEndsAlone() {
        ends.refused = 1;
        ends.refusal = new IllegalStateException(new SQLException("value too long", "22001"));
        add(1, "fine");
        add(2, "fine");
        round.finish();
        assertThat(ends.byPosition).isEqualTo(Map.of(1, "failed", 2, "completed"));
    }

    @Test
    void aLostDatabaseIsNoFaultOfADocument() {
        ends.refused = 1;
        ends.refusal = new IllegalStateException(new SQLException("connection lost", "08006"));
        add(1, "fine");
        assertThatThrownBy(round::finish).isSameAs(ends.refusal);
        assertThat(ends.byPosition).isEmpty();
    }

    private void add(int position, String... texts) {
        List<Chunk> chunks = IntStream.range(0, texts.length)
                .mapToObj(i -> new Chunk(i, 0, texts[i].length(), "", texts[i], texts[i]))
                .toList();
        round.add(new EmbeddingRound.Prepared(
                new IngestionItems.Open(position, UUID.randomUUID(), 1), String.join(" ", texts), chunks));
    }

    /** How each document ended, by the place of its item. */
    private static final class Ends extends Bench {

        private final SortedMap<Integer, String> byPosition = new TreeMap<>();
        private int refused;
        private RuntimeException refusal;

        @Override
        public void embedded(Caller caller, UUID ingestion, Map<Integer, int[]> doneOfTotal) {
            assertThat(byPosition).doesNotContainKeys(doneOfTotal.keySet().toArray(Integer[]::new));
        }

        @Override
        public void complete(
                Caller caller, UUID ingestion, IngestionItems.Open item, String text, List<IndexedChunk> chunks) {
            if (item.position() == refused) {
                throw refusal;
            }
            byPosition.put(item.position(), "completed");
        }

        @Override
        public void fail(Caller caller, UUID ingestion, IngestionItems.Open item, String code) {
            byPosition.put(item.position(), code);
        }
    }

    /** A model that fails at one word. */
    private static final class Picky extends Embeddings {
        @Override
        public float[][] passages(List<String> texts) {
            if (texts.stream().anyMatch(text -> text.contains("poison"))) {
                throw new IllegalArgumentException("poison");
            }
            return new float[texts.size()][1];
        }
    }
}
