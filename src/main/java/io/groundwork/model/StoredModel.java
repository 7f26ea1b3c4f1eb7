package io.groundwork.model;

import io.groundwork.platform.llm.Deadlines;
import io.groundwork.platform.llm.LanguageModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A model as it stands in the tenant's registry. It is put there by an admin and stays until one deletes it; in between it
 * may be switched off, be given further prices and adapters, and come to its last day. It is not asked before it has a
 * price, and a student not before it has learned something.
 *
 * @param sealedKey empty where its provider wants none
 * @param revision another one after each change
 * @param price that is valid on the day of reading
 * @param adapter the name under which its server knows the adapter that is asked
 */
record StoredModel(
        UUID id,
        String alias,
        Provider provider,
        String name,
        Optional<String> baseUrl,
        Optional<byte[]> sealedKey,
        Optional<String> tier,
        Kind kind,
        Optional<String> base,
        Supports supports,
        Deadlines timeouts,
        int maxConcurrent,
        boolean disabled,
        Optional<LocalDate> retiresOn,
        long revision,
        Instant updatedAt,
        Optional<Price> price,
        Optional<String> adapter) {

    /** @param free what the built-in answerer costs where nobody set a price */
    Model model(LocalDate today, Optional<LanguageModel> client, Price free) {
        return new Model(
                alias,
                provider,
                askedName(),
                tier,
                kind,
                base,
                supports,
                provider == Provider.EXTRACTIVE ? price.or(() -> Optional.of(free)) : price,
                state(today),
                retiresOn,
                client);
    }

    /** What its provider is asked for. */
    String askedName() {
        return adapter.orElse(name);
    }

    Model.State state(LocalDate today) {
        if (disabled) {
            return Model.State.DISABLED;
        }
        if (retiresOn.map(day -> !today.isBefore(day)).orElse(false)) {
            return Model.State.RETIRED;
        }
        boolean waiting = provider == Provider.STUDENT || provider.remote() && price.isEmpty();
        return waiting ? Model.State.WAITING : Model.State.READY;
    }
}
