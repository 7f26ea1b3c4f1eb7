package io.groundwork.model;

import io.groundwork.platform.llm.LanguageModel;
import java.util.Optional;

/**
 * A model that can answer.
 *
 * @param alias its name here
 * @param provider {@code extractive} or {@code openai}
 * @param client how to ask it; empty for the built-in answerer
 */
public record Model(String alias, String provider, Price price, Optional<LanguageModel> client) {

    public boolean builtIn() {
        return client.isEmpty();
    }
}
