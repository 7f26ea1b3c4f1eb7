package io.groundwork.shell.health;

import io.groundwork.platform.web.Draining;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** This node is not about to stop; one that is finishes its answers and takes no new questions. */
@Readiness
@ApplicationScoped
public class TakingQuestions implements HealthCheck {

    @Inject
    private Draining draining;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("questions").status(!draining.begun()).build();
    }
}
