package io.groundwork.chat.rest;

import io.groundwork.collection.ReadableScopes;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.ReplayCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An answer is given once more only while its person may read every document that it quotes. */
@ApplicationScoped
public class AnswerReplay implements ReplayCheck {

    private static final Set<String> QUOTING = Set.of("/v1/chat/completions", "/mcp");
    /** Also where it stands as text inside of JSON. */
    private static final Pattern DOCUMENT = Pattern.compile("\"document_id\\\\?\"\\s*:\\s*\\\\?\"([0-9a-f-]{36})");

    @Inject
    private ReadableScopes scopes;

    @Override
    public void check(Caller caller, String path, byte[] body) {
        if (!QUOTING.contains(path)) {
            return;
        }
        Set<UUID> quoted = DOCUMENT.matcher(new String(body, StandardCharsets.UTF_8))
                .results()
                .map(found -> UUID.fromString(found.group(1)))
                .collect(Collectors.toSet());
        if (!quoted.isEmpty() && !scopes.stillReadable(caller, quoted).containsAll(quoted)) {
            throw new Problem.Refused("chat.answer_withheld");
        }
    }
}
