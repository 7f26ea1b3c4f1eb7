package io.groundwork.budget;

import io.groundwork.platform.kernel.TokenCount;
import java.util.Objects;
import java.util.Optional;

/**
 * What a call took.
 *
 * @param estimated whether we counted because the provider did not tell
 * @param providerRequestId the provider's own id of the call, by which its invoice names it
 */
public record Used(TokenCount tokens, boolean estimated, Optional<String> providerRequestId) {

    public Used {
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(providerRequestId, "providerRequestId");
    }
}
