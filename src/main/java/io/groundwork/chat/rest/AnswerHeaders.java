package io.groundwork.chat.rest;

import io.groundwork.chat.RateLimits;
import io.groundwork.platform.rest.RefusalHeaders;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The headers that every reply of the addresses that cost something carries, refusals and failures included. Whoever is not
 * known is told that nothing is left.
 */
@Provider
@ApplicationScoped
public class AnswerHeaders implements ContainerResponseFilter, RefusalHeaders {

    private static final String COMPLETIONS = "/v1/chat/completions";
    private static final String EMBEDDINGS = "/v1/embeddings";
    private static final String ANSWER_ID = "x-groundwork-answer-id";
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
        String path = "/" + request.getUriInfo().getPath().replaceFirst("^/", "");
        if (!costs(path)) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (path.equals(COMPLETIONS)) {
            headers.putSingle(ANSWER_ID, replayed(response).orElseGet(() -> answerId(request)
                    .toString()));
        }
        RateLimits.Standing standing =
                currentCaller.find().map(limits::standing).orElse(RateLimits.Standing.NOBODY);
        told(standing).forEach(headers::putSingle);
        // Where the quota is not what is used up, whoever refused has said for how long.
        if (response.getStatus() == 429 && !standing.untilNext().isZero()) {
            headers.putSingle("Retry-After", Math.max(1, wholeSeconds(standing.untilNext())));
        }
    }

    @Override
    public Map<String, String> of(String path) {
        if (!costs(path)) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>(told(RateLimits.Standing.NOBODY));
        if (path.equals(COMPLETIONS)) {
            headers.put(ANSWER_ID, UUID.randomUUID().toString());
        }
        return headers;
    }

    private static boolean costs(String path) {
        return path.equals(COMPLETIONS) || path.equals(EMBEDDINGS);
    }

    private static Map<String, String> told(RateLimits.Standing standing) {
        Map<String, String> headers = new LinkedHashMap<>();
        told("requests", standing.requests(), headers);
        told("tokens", standing.tokens(), headers);
        return headers;
    }

    private static void told(String what, RateLimits.Allowance allowance, Map<String, String> headers) {
        headers.put("x-ratelimit-limit-" + what, Long.toString(allowance.limit()));
        headers.put("x-ratelimit-remaining-" + what, Long.toString(allowance.remaining()));
        headers.put("x-ratelimit-reset-" + what, words(allowance.untilWhole()));
    }

    /** As OpenAI writes it: {@code 17ms}, {@code 3s}, {@code 6m0s}. */
    static String words(Duration time) {
        if (time.isZero()) {
            return "0s";
        }
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return time.plusNanos(999_999).toMillis() + "ms";
        }
        long seconds = wholeSeconds(time);
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
    }

    private static long wholeSeconds(Duration time) {
        return time.plusNanos(999_999_999).toSeconds();
    }
}
