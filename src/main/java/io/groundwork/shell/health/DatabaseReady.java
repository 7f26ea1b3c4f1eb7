package io.groundwork.shell.health;

import io.groundwork.platform.persistence.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The database answers and has the schema that this build was made for. */
@Readiness
@ApplicationScoped
public class DatabaseReady implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseReady.class.getName());

    @Inject
    private Schema schema;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database").status(isReady()).build();
    }

    private boolean isReady() {
        try {
            return schema.isAsExpected();
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "the database does not answer: {0}", away.getMessage());
            return false;
        }
    }
}
