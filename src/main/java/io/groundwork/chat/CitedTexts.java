package io.groundwork.chat;

import io.groundwork.collection.Documents;
import io.groundwork.collection.ReadableScopes;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.retrieval.Hit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;

/** The text of a document that is about to be cited, if the caller may read it at this moment. */
@ApplicationScoped
class CitedTexts {

    @Inject
    private Documents documents;

    @Inject
    private ReadableScopes scopes;

    @Transactional
    public Optional<String> of(Caller caller, Hit hit) {
        if (!scopes.stillReadable(caller, Set.of(hit.documentId())).contains(hit.documentId())) {
            return Optional.empty();
        }
        try {
            return Optional.of(documents.text(caller, hit.documentId(), hit.version()));
        } catch (Problem.NotFound | Problem.Refused gone) {
            return Optional.empty();
        }
    }
}
