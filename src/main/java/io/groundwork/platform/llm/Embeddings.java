package io.groundwork.platform.llm;

import io.groundwork.platform.config.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns text into vectors with bge-small-en-v1.5 (quantised), in this process and without a network. Vectors have 384
 * dimensions and length 1, so their inner product is their cosine. The model reads at most {@link #limit()} word pieces,
 * two of which are its own marks; what stands beyond them is left out, never folded in.
 *
 * <p>Two threads embed: more would take the processor from the questions that are being answered meanwhile. The model is
 * loaded at the first use, and the start of the application makes that use in the background.
 */
@ApplicationScoped
public class Embeddings {

    private static final int THREADS = 2;
    private static final String QUERY_INSTRUCTION = "Represent this sentence for searching relevant passages: ";

    private final Path libraries;
    private final ExecutorService threads;
    private volatile BgeSmall model;

    /** For the container's proxies only. */
    protected Embeddings() {
        this((Path) null);
    }

    @Inject
    public Embeddings(Settings settings) {
        this(settings.home().resolve("cache"));
    }

    /** Outside a container; native libraries are unpacked below this folder. */
    public Embeddings(Path libraries) {
        this.libraries = libraries;
        this.threads = libraries == null ? null : Executors.newFixedThreadPool(THREADS, daemons());
    }

    void warm(@Observes @Initialized(ApplicationScoped.class) Object start) {
        threads.execute(() -> query("warm"));
    }

    /** Vectors of passages, in their order; the texts must not be blank. */
    public float[][] passages(List<String> texts) {
        List<CompletableFuture<float[]>> vectors = texts.stream()
                .map(text -> CompletableFuture.supplyAsync(() -> loaded().vector(text), threads))
                .toList();
        return vectors.stream().map(CompletableFuture::join).toArray(float[][]::new);
    }

    /** The vector that a text has as a passage, made on the caller's own thread: nobody waits behind what is being indexed. */
    public float[] text(String text) {
        return loaded().vector(text);
    }

    /** The vector of a question, made with the instruction that the model was trained with for questions. */
    public float[] query(String text) {
        return loaded().vector(QUERY_INSTRUCTION + text);
    }

    /** How many word pieces a text has, without the model's own two marks. */
    public int tokens(String text) {
        return loaded().pieces(text);
    }

    /** The most word pieces that the model reads, its own two marks included. */
    public int limit() {
        return BgeSmall.LIMIT;
    }

    public int dimensions() {
        return BgeSmall.DIMENSIONS;
    }

    /** The name under which vectors of this model are kept; vectors of different models are never compared. */
    public String model() {
        return BgeSmall.NAME;
    }

    /** Whether the model is loaded. */
    public boolean ready() {
        return model != null;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    private BgeSmall loaded() {
        BgeSmall ready = model;
        if (ready != null) {
            return ready;
        }
        synchronized (threads) {
            if (model == null) {
                model = load();
            }
            return model;
        }
    }

    /** The library looks for its native parts through the thread's class loader, which may be the server's. */
    private BgeSmall load() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Embeddings.class.getClassLoader());
        try {
            return BgeSmall.load(libraries);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "embedding-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
