package io.groundwork.retrieval;

import io.groundwork.platform.llm.Embeddings;
import io.groundwork.retrieval.Fusion.Fused;
import io.groundwork.retrieval.SearchQuery.Mode;
import io.groundwork.testing.TestDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Measures the search on test collections: each document is one passage, each tenant of a collection one access class. The
 * legs and their fusion run as they do in the application, under row level security, in a database of their own that is
 * dropped afterwards. Vectors are kept below {@code target/bench}, so that a second measurement is quick.
 *
 * <p>Arguments: {@code --data <a test collection, or a folder of them>}, as often as wanted.
 */
public final class RetrievalBench {

    private static final Path KEPT = Path.of("target/bench");
    private static final int AT_ONCE = 256;

    /** Whole documents as passages, measured apart from this code: BM25 (k1 .9, b .4, Porter), the dense leg, their best sum. */
    private static final Map<String, String> YARDSTICKS = Map.of(
            "cranfield", "lexical .3415, dense .395, hybrid .420 (nDCG@10)",
            "policyqa_dev", "lexical .3605, dense .396, hybrid .404 (nDCG@10)",
            "cacm", "lexical .4870, dense .431, hybrid .515 (nDCG@10)",
            "vaswani", "lexical .4368, dense .464, hybrid .524 (nDCG@10)");

    private final DevSet set;
    private final Embeddings embeddings = new Embeddings(KEPT);
    private final Library library;
    private final Map<String, Integer> classes = new HashMap<>();
    private final Map<UUID, String> documents = new HashMap<>();
    private final Map<Long, String> chunks = new HashMap<>();

    private RetrievalBench(DevSet set, Library library) {
        this.set = set;
        this.library = library;
    }

    public static void main(String[] arguments) throws Exception {
        List<Path> folders = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].equals("--data") || i + 1 == arguments.length) {
                System.err.println("usage: deploy/bench retrieval --data <a test collection, or a folder of them> ...");
                System.exit(2);
            }
            folders.addAll(collections(Path.of(arguments[++i])));
        }
        try (TestDatabase database = TestDatabase.open("bench")) {
            for (Path folder : folders) {
                measure(database, DevSet.read(folder));
            }
        }
        System.exit(0);
    }

    /** The folder itself, or those in it that are test collections. */
    private static List<Path> collections(Path folder) throws IOException {
        try (Stream<Path> folders = Files.isDirectory(folder) ? Files.walk(folder, 1) : Stream.empty()) {
            List<Path> found = folders.filter(DevSet::isAt).sorted().toList();
            if (found.isEmpty()) {
                System.err.println(folder + " holds no test collection (corpus.jsonl, queries.jsonl, qrels.tsv).");
                System.exit(2);
            }
            return found;
        }
    }

    private static void measure(TestDatabase database, DevSet set) throws SQLException, IOException {
        int tenant;
        try (Connection register = database.asApplication()) {
            tenant = Library.tenant(register, "bench-" + set.name().replace('_', '-'));
        }
        try (Connection connection = database.asTenant(tenant)) {
            RetrievalBench bench = new RetrievalBench(set, new Library(connection, tenant));
            bench.index();
            try (Connection superuser = database.asSuperuser()) {
                superuser.createStatement().execute("vacuum analyze");
            }
            bench.report();
        }
    }

    private void index() throws IOException {
        long begin = System.nanoTime();
        List<String> texts = set.corpus().stream()
                .map(entry -> PassageText.of(entry.title(), "", entry.text()))
                .toList();
        float[][] vectors = kept("passages", texts);
        for (int i = 0; i < vectors.length; i++) {
            DevSet.Entry entry = set.corpus().get(i);
            boolean titleOnly = entry.text().isBlank();
            UUID document = library.document(titleOnly ? "" : entry.title());
            String text = titleOnly ? entry.title() : entry.text();
            IndexedChunk chunk = new IndexedChunk(0, 0, text.codePointCount(0, text.length()), "", text, vectors[i]);
            int accessClass = classes.computeIfAbsent(entry.tenant(), name -> library.accessClass());
            library.index.replace(library.caller(), document, 1, accessClass, List.of(chunk));
            documents.put(document, entry.id());
        }
        library.sql()
                .list(
                        "select id, document_id from chunk",
                        row -> chunks.put(row.bigint("id"), documents.get(row.uuid("document_id"))));
        System.out.printf(
                Locale.ROOT,
                "%n%s: %d passages in %d classes, %d questions; indexed in %.0f s%n",
                set.name(),
                chunks.size(),
                classes.size(),
                set.queries().size(),
                (System.nanoTime() - begin) / 1e9);
    }

    private void report() throws IOException {
        float[][] questions =
                kept("questions", set.queries().stream().map(DevSet.Entry::text).toList());
        for (Mode mode : List.of(Mode.LEXICAL, Mode.DENSE, Mode.HYBRID)) {
            report(mode, questions);
        }
        System.out.println("  yardstick: " + YARDSTICKS.getOrDefault(set.name(), "none kept for this collection"));
        reportBits(questions);
    }

    private void report(Mode mode, float[][] questions) {
        double ndcg = 0;
        double recall = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < questions.length; i++) {
            DevSet.Entry question = set.queries().get(i);
            Visible visible = library.visible(classes.get(question.tenant()));
            List<String> ranked = library
                    .candidates
                    .find(visible, new SearchQuery(question.text(), 10, mode, false), questions[i], library.signs())
                    .ranked()
                    .stream()
                    .map(Fused::scored)
                    .map(scored -> chunks.get(scored.chunk()))
                    .toList();
            ndcg += Measure.ndcg(ranked, set.grades().get(question.id()));
            recall += Measure.recall(ranked, set.grades().get(question.id()));
        }
        double each = (System.nanoTime() - begin) / 1e6 / questions.length;
        System.out.printf(
                Locale.ROOT,
                "  %-8s nDCG@10 %.4f  R@10 %.4f  %.1f ms a question%n",
                mode.word(),
                ndcg / questions.length,
                recall / questions.length,
                each);
    }

    /** How much of what the exact tier finds the bit tier finds too, over everything at once. */
    private void reportBits(float[][] questions) {
        Visible all = library.visible(
                classes.values().stream().mapToInt(Integer::intValue).toArray());
        DenseLeg leg = new DenseLeg(library.sql());
        for (int depth : new int[] {10, Candidates.EACH}) {
            double common = 0;
            int asked = Math.min(questions.length, 300);
            for (int i = 0; i < asked; i++) {
                List<Candidate> exact = leg.nearest(all, DenseTier.EXACT, questions[i], library.signs(), depth);
                List<Candidate> bits = leg.nearest(all, DenseTier.BITS, questions[i], library.signs(), depth);
                common += (double) bits.stream().filter(exact::contains).count() / exact.size();
            }
            System.out.printf(
                    Locale.ROOT,
                    "  bit tier finds %.4f of the exact tier's first %d (pre-scan %d of %d)%n",
                    common / asked,
                    depth,
                    DenseTier.prescan(depth),
                    all.chunks());
        }
    }

    private float[][] kept(String kind, List<String> texts) throws IOException {
        String name = set.name() + "-" + kind + "-"
                + UUID.nameUUIDFromBytes(String.join("\n", texts).getBytes(StandardCharsets.UTF_8)) + ".vectors";
        Path file = KEPT.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(KEPT);
            Files.write(file, bytes(kind.equals("questions") ? questions(texts) : passages(texts)));
        }
        return vectors(Files.readAllBytes(file), texts.size());
    }

    private float[][] questions(List<String> texts) {
        return texts.stream().map(embeddings::query).toArray(float[][]::new);
    }

    private float[][] passages(List<String> texts) {
        float[][] vectors = new float[texts.size()][];
        for (int from = 0; from < vectors.length; from += AT_ONCE) {
            int to = Math.min(from + AT_ONCE, vectors.length);
            System.arraycopy(embeddings.passages(texts.subList(from, to)), 0, vectors, from, to - from);
        }
        return vectors;
    }

    private static byte[] bytes(float[][] vectors) {
        ByteBuffer buffer = ByteBuffer.allocate(vectors.length * Library.DIMENSIONS * Float.BYTES);
        for (float[] vector : vectors) {
            buffer.asFloatBuffer().put(vector);
            buffer.position(buffer.position() + vector.length * Float.BYTES);
        }
        return buffer.array();
    }

    private static float[][] vectors(byte[] bytes, int count) {
        float[][] vectors = new float[count][Library.DIMENSIONS];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (float[] vector : vectors) {
            buffer.asFloatBuffer().get(vector);
            buffer.position(buffer.position() + vector.length * Float.BYTES);
        }
        return vectors;
    }
}
