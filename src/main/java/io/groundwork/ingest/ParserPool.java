package io.groundwork.ingest;

import io.groundwork.ingest.parser.ParsedText;
import io.groundwork.ingest.parser.ParserProcess;
import io.groundwork.ingest.parser.ParserRequest;
import io.groundwork.ingest.parser.Unreadable;
import io.groundwork.platform.config.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The parser processes of this node: started when first needed, kept for a number of documents, replaced when they end.
 * A document that takes its process down is given a second one before it is called unreadable.
 */
@ApplicationScoped
class ParserPool {

    private static final Logger LOG = Logger.getLogger(ParserPool.class.getName());
    private static final int MOST_CHARACTERS = 10_000_000;
    private static final int DOCUMENTS_EACH = 500;
    private static final int TRIES = 2;

    private Path home;
    private ParserProcess.Limits limits;
    private Semaphore places;
    private final Deque<Worker> idle = new ArrayDeque<>();

    /** A process and how many documents it may still read. */
    private record Worker(ParserProcess process, int left) {}

    /** For the container's proxies only. */
    protected ParserPool() {}

    @Inject
    ParserPool(Settings settings) {
        home = settings.home().resolve("parser");
        limits = new ParserProcess.Limits(
                settings.number("groundwork.parser.memory.mb", 256, 64, 8192),
                Duration.ofSeconds(settings.number("groundwork.parser.seconds", 60, 1, 3600)),
                MOST_CHARACTERS);
        places = new Semaphore(settings.number("groundwork.parser.processes", 2, 1, 64));
        ParserProcess.removeAbandoned(home);
    }

    /**
     * Reads one file.
     *
     * @throws IOException if no process can be started, which is not the file's fault
     */
    ParsedText read(ParserRequest request) throws Unreadable, IOException, InterruptedException {
        places.acquire();
        try {
            return readInTurn(request);
        } finally {
            places.release();
        }
    }

    private ParsedText readInTurn(ParserRequest request) throws Unreadable, IOException {
        IOException last = null;
        for (int i = 0; i < TRIES; i++) {
            Worker worker = take();
            try {
                return worker.process().read(request);
            } catch (IOException died) {
                LOG.log(Level.WARNING, "a parser process died", died);
                last = died;
            } finally {
                giveBack(worker);
            }
        }
        throw new Unreadable(Unreadable.Reason.PARSER_FAILED, last);
    }

    private Worker take() throws IOException {
        for (Worker worker = poll(); worker != null; worker = poll()) {
            if (worker.process().isAlive()) {
                return worker;
            }
            worker.process().close();
        }
        return new Worker(ParserProcess.start(home, limits), DOCUMENTS_EACH);
    }

    private Worker poll() {
        synchronized (idle) {
            return idle.poll();
        }
    }

    private void giveBack(Worker worker) {
        if (worker.left() <= 1 || !worker.process().isAlive()) {
            worker.process().close();
            return;
        }
        synchronized (idle) {
            idle.push(new Worker(worker.process(), worker.left() - 1));
        }
    }

    @PreDestroy
    void close() {
        synchronized (idle) {
            idle.forEach(worker -> worker.process().close());
            idle.clear();
        }
    }
}
