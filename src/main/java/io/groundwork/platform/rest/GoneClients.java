package io.groundwork.platform.rest;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * A client that leaves before its answer is whole is an everyday thing: Jersey, which finds the connection closed when it
 * wants to close it, reports each as a severe fault with a long trace, among which a real one would not be seen.
 */
@ApplicationScoped
public class GoneClients {

    private static final Logger LOG = Logger.getLogger(GoneClients.class.getName());
    private static final Logger JERSEY = Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");

    private Filter before;

    void listen(@Observes @Initialized(ApplicationScoped.class) Object start) {
        before = JERSEY.getFilter();
        JERSEY.setFilter(GoneClients::isFault);
    }

    @PreDestroy
    void restore() {
        JERSEY.setFilter(before);
    }

    /** Only the last bytes' failure arrives unchecked and with the connection's own words in it. */
    static boolean isFault(LogRecord told) {
        boolean gone = told.getThrown() instanceof UncheckedIOException;
        if (gone) {
            LOG.log(Level.FINE, "a client left before its answer was whole", told.getThrown());
        }
        return !gone;
    }
}
