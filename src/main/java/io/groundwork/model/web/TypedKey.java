package io.groundwork.model.web;

import io.groundwork.platform.config.Seal;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A provider's key between two tries of the same form: sealed for its person, so that an error in another field does not lose
 * it and the page still never shows it.
 */
@RequestScoped
class TypedKey {

    @Inject
    private Seal seal;

    @Inject
    private CurrentCaller caller;

    String closed(String key) {
        byte[] sealed = seal.close(key.getBytes(StandardCharsets.UTF_8), purpose());
        return Base64.getEncoder().encodeToString(sealed);
    }

    String opened(String sealed) {
        try {
            return new String(seal.open(Base64.getDecoder().decode(sealed), purpose()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | IllegalStateException changed) {
            throw Problem.Invalid.field("api_key", "model.api_key_again");
        }
    }

    private String purpose() {
        Caller typing = caller.get();
        return "a model's key in a form of " + typing.tenant() + " " + typing.username();
    }
}
