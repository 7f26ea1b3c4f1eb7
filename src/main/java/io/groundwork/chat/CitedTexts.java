package io.groundwork.chat;

import io.groundwork.collection.ReadableScopes;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.retrieval.Hit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The text of a document that is about to be cited, if the caller may read it at this moment. */
@ApplicationScoped
class CitedTexts {

    @Inject
    private ReadableScopes scopes;

    public Optional<String> of(Caller caller, Hit hit) {
        return scopes.text(caller, hit.documentId(), hit.version());
    }
}
