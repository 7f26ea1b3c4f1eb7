package io.groundwork.shell.health;

import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The embedding model is loaded, so that a question can be searched for. */
@Readiness
@ApplicationScoped
public class EmbeddingsReady implements HealthCheck {

    @Inject
    private Embeddings embeddings;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("embeddings")
                .status(embeddings.ready())
                .build();
    }
}
