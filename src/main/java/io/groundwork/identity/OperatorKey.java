package io.groundwork.identity;

import io.groundwork.platform.config.KeptSecret;
import io.groundwork.platform.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.MessageDigest;

/**
 * The one key of whoever runs the installation. It comes from the environment, or is made at the first start and kept in
 * the installation's home where only its owner can read it. It is never logged.
 */
@ApplicationScoped
class OperatorKey {

    private static final String SETTING = "groundwork.operator.key";
    private static final String FILE = "operator.key";

    @Inject
    private Settings settings;

    private byte[] hash;

    /** At the start, so that the file is there when somebody looks for it, and a home that cannot be written stops us. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        hash = KeySecret.sha256(settings.text(SETTING).orElseGet(this::kept));
    }

    /** Whether this is the operator's key; takes the same time whether or not. */
    boolean matches(String secret) {
        return MessageDigest.isEqual(hash, KeySecret.sha256(secret));
    }

    private String kept() {
        return KeptSecret.in(settings.home(), FILE, () -> "gw_operator_" + KeySecret.random());
    }
}
