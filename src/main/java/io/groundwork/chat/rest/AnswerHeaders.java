package io.groundwork.chat.rest;

import io.groundwork.chat.RateLimits;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The headers that every reply of the chat endpoint carries, refusals and failures included. */
@Provider
@ApplicationScoped
public class AnswerHeaders implements ContainerResponseFilter {

    private static final String PATH = "v1/chat/completions";
    private static final Pattern COMPLETION = Pattern.compile("\"id\":\"chatcmpl-([0-9a-f-]{36})\"");
    private static final String ANSWER = AnswerHeaders.class.getName();

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private RateLimits limits;

    /** The id of the answer to this request; made at the first asking. */
    static UUID answerId(ContainerRequestContext request) {
        if (!(request.getProperty(ANSWER) instanceof UUID)) {
            request.setProperty(ANSWER, UUID.randomUUID());
        }
        return (UUID) request.getProperty(ANSWER);
    }

    /** A reply that is given once more names the answer that it holds. */
    private static Optional<String> replayed(ContainerResponseContext response) {
        if (response.getHeaders().containsKey("Idempotent-Replayed") && response.getEntity() instanceof byte[] body) {
            return COMPLETION
                    .matcher(new String(body, StandardCharsets.UTF_8))
                    .results()
                    .map(found -> found.group(1))
                    .findFirst();
        }
        return Optional.empty();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!request.getUriInfo().getPath().replaceFirst("^/", "").equals(PATH)) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("x-groundwork-answer-id", replayed(response).orElseGet(() -> answerId(request)
                .toString()));
        currentCaller.find().map(limits::standing).ifPresent(standing -> {
            headers.putSingle("x-ratelimit-limit-requests", standing.limitRequests());
            headers.putSingle("x-ratelimit-remaining-requests", standing.remainingRequests());
            headers.putSingle("x-ratelimit-reset-requests", standing.resetRequestsSeconds() + "s");
            headers.putSingle("x-ratelimit-limit-tokens", standing.limitTokens());
            headers.putSingle("x-ratelimit-remaining-tokens", standing.remainingTokens());
            headers.putSingle("x-ratelimit-reset-tokens", standing.resetTokensSeconds() + "s");
            if (response.getStatus() == 429) {
                headers.putSingle("Retry-After", standing.retryAfter().toSeconds());
            }
        });
    }
}
