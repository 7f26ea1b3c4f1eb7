package io.groundwork.model;

import io.groundwork.platform.llm.LanguageModel;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A model of a tenant as it stands today.
 *
 * @param alias its name here
 * @param name its name at its provider
 * @param tier {@code small}, {@code mid}, {@code frontier} or a word of the tenant's own; empty where nobody said
 * @param base of a fine-tuned model: the alias or name of what it was made from
 * @param price that is valid today; empty when it is unknown, and then it is not asked: an unknown price is never zero
 * @param retiresOn the day from which it is not asked any more
 * @param client how to ask it, guarded against its failures; empty for the built-in answerer, and for what waits
 */
public record Model(
        String alias,
        Provider provider,
        String name,
        Optional<String> tier,
        Kind kind,
        Optional<String> base,
        Supports supports,
        Optional<Price> price,
        State state,
        Optional<LocalDate> retiresOn,
        Optional<LanguageModel> client) {

    /** Whether a model can be asked. */
    public enum State {
        READY,
        /** It is named, and has not learned or loaded anything yet. */
        WAITING,
        /** Somebody switched it off. */
        DISABLED,
        /** Its day has come. */
        RETIRED
    }

    /** The answerer that needs no network. */
    public static Model builtIn(String alias, String currency) {
        return new Model(
                alias,
                Provider.EXTRACTIVE,
                alias,
                Optional.empty(),
                Kind.BASE,
                Optional.empty(),
                Supports.NOTHING,
                Optional.of(Price.free(currency)),
                State.READY,
                Optional.empty(),
                Optional.empty());
    }

    /** The same, asked in another way. */
    Model asking(Optional<LanguageModel> other) {
        return new Model(alias, provider, name, tier, kind, base, supports, price, state, retiresOn, other);
    }

    public boolean builtIn() {
        return provider == Provider.EXTRACTIVE;
    }

    public boolean fineTuned() {
        return kind == Kind.FINE_TUNED;
    }

    /** Whether it can be asked now. */
    public boolean usable() {
        return state == State.READY && price.isPresent() && (builtIn() || client.isPresent());
    }
}
