package io.groundwork.model;

import io.groundwork.platform.config.Seal;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The keys with which providers are called. They lie sealed for one tenant, alias and address: moved to another row, or
 * under another address, they do not open, so that nobody who may point a model elsewhere receives the key that is there.
 */
@ApplicationScoped
class ModelKeys {

    @Inject
    private Seal seal;

    /** The sealed key that a model has after the change; null for none. */
    byte[] after(Caller caller, String alias, ModelSpec spec, Optional<StoredModel> before) {
        Optional<String> address = spec.address();
        if (!spec.key().keep()) {
            return spec.key()
                    .key()
                    .map(key -> seal.close(
                            key.getBytes(StandardCharsets.UTF_8), purpose(caller, alias, address.orElseThrow())))
                    .orElse(null);
        }
        Optional<byte[]> kept = before.flatMap(StoredModel::sealedKey);
        if (kept.isPresent()
                && address.isPresent()
                && !address.equals(before.get().baseUrl())) {
            throw Problem.Invalid.field("api_key", "model.key_again");
        }
        return address.isPresent() ? kept.orElse(null) : null;
    }

    Optional<String> open(Caller caller, StoredModel model) {
        return model.sealedKey()
                .map(locked -> new String(
                        seal.open(
                                locked,
                                purpose(caller, model.alias(), model.baseUrl().orElseThrow())),
                        StandardCharsets.UTF_8));
    }

    private static String purpose(Caller caller, String alias, String address) {
        return "model key " + caller.tenant().value() + " " + alias + " " + address;
    }
}
