package io.groundwork.retrieval;

import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How vectors of an embedding model become bits, kept in the database: bits made with another mean or rotation cannot be
 * compared, so what a database was begun with stays, whatever a later build brings along. The values to begin with come
 * with the build, one file per model; they hold a mean measured over general English, nothing of any tenant.
 */
@ApplicationScoped
class EmbeddingSpace {

    private static final long SEED = 20_261_121L;
    private static final String KEEP =
            "insert into embedding_space (model, dimensions, seed, mean) values (?, ?, ?, ?::real[]) on conflict (model) do nothing";
    private static final String READ =
            "select seed, array_to_string(mean, ' ') as mean from embedding_space where model = ?";

    private final Map<String, SignBits> known = new ConcurrentHashMap<>();
    private Sql sql;

    /** For the container's proxies only. */
    EmbeddingSpace() {}

    @Inject
    EmbeddingSpace(Sql sql) {
        this.sql = sql;
    }

    /** The bits of this model's vectors; must be called in a transaction. */
    SignBits of(String model) {
        SignBits bits = known.get(model);
        return bits == null ? begin(model) : bits;
    }

    private SignBits begin(String model) {
        String shipped = shipped(model);
        sql.run(KEEP, model, shipped.split(" ").length, SEED, "{" + shipped.replace(' ', ',') + "}");
        SignBits bits = sql.one(READ, row -> new SignBits(row.bigint("seed"), numbers(row.text("mean"))), model)
                .orElseThrow();
        known.put(model, bits);
        return bits;
    }

    private static String shipped(String model) {
        try (InputStream file = EmbeddingSpace.class.getResourceAsStream(model + ".mean")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .replaceAll("\\s+", " ");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static float[] numbers(String text) {
        String[] parts = text.split(" ");
        float[] numbers = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Float.parseFloat(parts[i]);
        }
        return numbers;
    }
}
