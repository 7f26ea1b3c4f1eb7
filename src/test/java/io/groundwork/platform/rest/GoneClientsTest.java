package io.groundwork.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class GoneClientsTest {

    private static LogRecord record(Throwable thrown) {
        LogRecord told = new LogRecord(Level.SEVERE, "told by the server");
        told.setThrown(thrown);
        return told;
    }

    @Test
    void aConnectionThatIsClosedAlreadyIsNoFault() {
        assertThat(GoneClients.isFault(record(new UncheckedIOException(new IOException("Broken pipe")))))
                .isFalse();
    }

    @Test
    void everythingElseIsTold() {
        assertThat(GoneClients.isFault(record(null))).isTrue();
        assertThat(GoneClients.isFault(record(new IllegalStateException("a fault"))))
                .isTrue();
        assertThat(GoneClients.isFault(record(new IOException("disk full")))).isTrue();
    }
}
