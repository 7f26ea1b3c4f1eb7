package io.groundwork.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundwork.retrieval.Fusion.Fused;
import io.groundwork.retrieval.SearchQuery.Mode;
import io.groundwork.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the two legs find, and what they must not notice. */
class CandidatesTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final String[] WORDS = {
        "leave",
        "receipt",
        "travel",
        "office",
        "backup",
        "release",
        "sensor",
        "invoice",
        "training",
        "harvest",
        "bridge",
        "kettle"
    };

    private static int number;
    private final List<Connection> connections = new ArrayList<>();
    private Library library;

    @BeforeEach
    void aTenant() throws SQLException {
        library = another();
    }

    @AfterEach
    void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    @Test
    void bm25IsWhatPaperAndPencilSay() {
        int readers = library.accessClass();
        library.shelve(readers, "", "kettle kettle bridge");
        library.shelve(readers, "", "bridge harvest office travel receipt");
        // Two passages of 3 and 5 words, 4 on average; "kettle" stands in one of the two, twice.
        double idf = Math.log(1 + (2 - 1 + 0.5) / (1 + 0.5));
        double expected = idf * 2 / (2 + 0.9 * (1 - 0.4 + 0.4 * 3 / 4.0));
        List<Fused> found =
                library.find(library.visible(readers), "kettles", Mode.LEXICAL).ranked();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).score()).isCloseTo(expected, within(2e-6));
    }

    @Test
    void bm25IsLucenes() throws IOException {
        int readers = library.accessClass();
        List<String> texts = texts(120, new Random(3));
        library.shelve(readers, "", texts.toArray(String[]::new));
        for (String question :
                List.of("leave travel", "the kettle of the bridge", "backup backup sensor", "harvesting invoices")) {
            Map<Integer, Double> theirs = lucene(texts, question);
            List<Fused> ours = library.find(library.visible(readers), question, Mode.LEXICAL)
                    .ranked();
            assertThat(ours).hasSize(Math.min(theirs.size(), Candidates.EACH));
            Map<Long, Integer> ordinals = ordinals(library);
            for (Fused fused : ours) {
                assertThat(fused.score())
                        .isCloseTo(theirs.get(ordinals.get(fused.scored().chunk())), within(1e-4));
            }
        }
    }

    @Test
    void onlyWhatIsVisibleIsFoundByEitherLeg() {
        int mine = library.accessClass();
        int hidden = library.accessClass();
        UUID shown = library.shelve(mine, "Leave", "leave office travel");
        library.shelve(hidden, "Leave", "leave office travel", "leave leave leave");
        for (Mode mode : Mode.values()) {
            List<Fused> found = library.find(library.visible(mine), "leave office travel", mode)
                    .ranked();
            assertThat(documents(library, found)).containsExactly(shown);
        }
    }

    @Test
    void noScoreChangesBecauseOfWhatIsHiddenOrAnotherTenants() throws SQLException {
        Random random = new Random(5);
        int mine = library.accessClass();
        int hidden = library.accessClass();
        library.shelve(mine, "Things", texts(40, random).toArray(String[]::new));
        Map<Mode, List<Fused>> before = answers(mine);
        library.shelve(hidden, "leave travel", texts(60, random).toArray(String[]::new));
        Library other = another();
        other.shelve(other.accessClass(), "leave travel", texts(60, random).toArray(String[]::new));
        assertThat(answers(mine)).isEqualTo(before);
    }

    @Test
    void anotherTenantsClassShowsNothing() throws SQLException {
        Library other = another();
        int theirs = other.accessClass();
        other.shelve(theirs, "Leave", "leave office travel");
        Visible forged = new Visible(library.caller().tenant().value(), new int[] {theirs}, 1, 3);
        Visible forgedTenant = new Visible(other.caller().tenant().value(), new int[] {theirs}, 1, 3);
        for (Mode mode : Mode.values()) {
            assertThat(library.find(forged, "leave office travel", mode).ranked())
                    .isEmpty();
            assertThat(library.find(forgedTenant, "leave office travel", mode).ranked())
                    .isEmpty();
        }
    }

    @Test
    void noQuestionComesUpShortOfWhatIsVisible() {
        int mine = library.accessClass();
        int hidden = library.accessClass();
        library.shelve(hidden, "Things", texts(300, new Random(1)).toArray(String[]::new));
        library.shelve(mine, "Things", texts(7, new Random(2)).toArray(String[]::new));
        assertThat(library.find(library.visible(mine), "zeppelin", Mode.HYBRID).ranked())
                .hasSize(7);
        assertThat(library.find(library.visible(mine), "zeppelin", Mode.DENSE).ranked())
                .hasSize(7);
        assertThat(library.find(library.visible(hidden), "leave", Mode.HYBRID).ranked())
                .hasSizeGreaterThanOrEqualTo(Candidates.EACH);
    }

    @Test
    void aQuestionOfStopWordsAloneIsAnsweredByTheVectors() {
        int mine = library.accessClass();
        library.shelve(mine, "Things", texts(5, new Random(2)).toArray(String[]::new));
        assertThat(library.find(library.visible(mine), "is it the", Mode.HYBRID).ranked())
                .hasSize(5);
        assertThat(library.find(library.visible(mine), "is it the", Mode.LEXICAL)
                        .ranked())
                .isEmpty();
    }

    @Test
    void theBitTierFindsWhatTheExactTierFinds() {
        int mine = library.accessClass();
        Random random = new Random(11);
        float[][] topics =
                IntStream.range(0, 40).mapToObj(i -> Library.vector(random)).toArray(float[][]::new);
        float[][] vectors = IntStream.range(0, 2_000)
                .mapToObj(i -> near(topics[i % topics.length], random))
                .toArray(float[][]::new);
        UUID document = library.document("Many");
        library.index.replace(
                library.caller(),
                document,
                1,
                mine,
                IntStream.range(0, vectors.length)
                        .mapToObj(i -> new IndexedChunk(i, i * 10, i * 10 + 5, "", "passage " + i, vectors[i]))
                        .toList());
        Visible visible = library.visible(mine);
        DenseLeg leg = new DenseLeg(library.sql());
        int common = 0;
        for (int i = 0; i < 20; i++) {
            float[] question = near(topics[i], random);
            List<Candidate> exact = leg.nearest(visible, DenseTier.EXACT, question, library.signs(), 10);
            List<Candidate> bits = leg.nearest(visible, DenseTier.BITS, question, library.signs(), 10);
            assertThat(bits).hasSize(10);
            common += (int) bits.stream().filter(exact::contains).count();
        }
        assertThat(common).isGreaterThanOrEqualTo(198);
    }

    private Map<Mode, List<Fused>> answers(int accessClass) {
        Map<Mode, List<Fused>> answers = new HashMap<>();
        for (Mode mode : Mode.values()) {
            answers.put(
                    mode,
                    library.find(library.visible(accessClass), "leave travel and a kettle", mode)
                            .ranked());
        }
        return answers;
    }

    private Library another() throws SQLException {
        int tenant;
        try (Connection register = database.asApplication()) {
            tenant = Library.tenant(register, "reader-" + ++number);
        }
        Connection connection = database.asTenant(tenant);
        connections.add(connection);
        return new Library(connection, tenant);
    }

    private static List<UUID> documents(Library library, List<Fused> found) {
        return found.stream()
                .map(fused -> library.sql()
                        .one(
                                "select document_id from chunk where id = ?",
                                row -> row.uuid("document_id"),
                                fused.scored().chunk())
                        .orElseThrow())
                .toList();
    }

    private static Map<Long, Integer> ordinals(Library library) {
        Map<Long, Integer> ordinals = new HashMap<>();
        library.sql()
                .list(
                        "select id, ordinal from chunk_text",
                        row -> ordinals.put(row.bigint("id"), row.integer("ordinal")));
        return ordinals;
    }

    /** Short texts, since Lucene keeps the length of long ones only roughly. */
    private static List<String> texts(int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    StringBuilder text = new StringBuilder("p").append(i);
                    for (int j = 3 + random.nextInt(25); j > 0; j--) {
                        text.append(' ')
                                .append(WORDS[(int) (WORDS.length * random.nextDouble() * random.nextDouble())]);
                    }
                    return text.toString();
                })
                .toList();
    }

    private static float[] near(float[] topic, Random random) {
        float[] noise = Library.vector(random);
        float[] vector = new float[topic.length];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = topic[i] + 0.7f * noise[i];
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private static Map<Integer, Double> lucene(List<String> texts, String question) throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory();
                EnglishAnalyzer english = new EnglishAnalyzer()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(english))) {
                for (String text : texts) {
                    Document document = new Document();
                    document.add(new TextField("text", text, Field.Store.NO));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setSimilarity(new BM25Similarity(0.9f, 0.4f));
                Map<Integer, Double> scores = new HashMap<>();
                for (ScoreDoc hit : searcher.search(
                                new QueryBuilder(english).createBooleanQuery("text", question), 1000)
                        .scoreDocs) {
                    scores.put(hit.doc, (double) hit.score);
                }
                return scores;
            }
        }
    }
}
