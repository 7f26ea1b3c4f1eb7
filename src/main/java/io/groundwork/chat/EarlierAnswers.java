package io.groundwork.chat;

import io.groundwork.collection.ReadableScopes;
import io.groundwork.platform.kernel.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was answered before is shown, or told to a model, only while its person may read every document that it cites: a
 * change of access reaches back into conversations.
 */
@ApplicationScoped
class EarlierAnswers {

    private ReadableScopes scopes;

    /** For the container's proxies only. */
    protected EarlierAnswers() {}

    @Inject
    EarlierAnswers(ReadableScopes scopes) {
        this.scopes = scopes;
    }

    /** Tells of answers, by the {@code groundwork} part of their replies, whether they may still be read. */
    Predicate<String> readable(Caller caller, Collection<String> replies) {
        Set<UUID> cited =
                replies.stream().flatMap(reply -> cited(reply).stream()).collect(Collectors.toSet());
        Set<UUID> readable = scopes.stillReadable(caller, cited);
        return reply -> readable.containsAll(cited(reply));
    }

    /** The same reply without what it stood on. */
    static String withoutSources(String reply) {
        return Json.createObjectBuilder(json(reply))
                .add("grounded", false)
                .add("citations", Json.createArrayBuilder())
                .build()
                .toString();
    }

    private static List<UUID> cited(String reply) {
        JsonObject json = json(reply);
        return json.containsKey("citations")
                ? json.getJsonArray("citations").getValuesAs(JsonObject.class).stream()
                        .map(citation -> UUID.fromString(citation.getString("document_id")))
                        .toList()
                : List.of();
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
