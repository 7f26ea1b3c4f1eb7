package io.groundwork.platform.rest;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.tenancy.RequestTrace;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a problem is told on the wire: its status, and its body in the shape that the address demands. */
public final class Problems {

    private static final String PROBLEM_JSON = "application/problem+json";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNPROCESSABLE = 422;
    /** Seconds; what a client is told to wait where nothing better is known. */
    private static final int RETRY_AFTER = 5;
    /** Where only a person can change that something is used up. */
    private static final long RETRY_TOMORROW = Duration.ofDays(1).toSeconds();

    /** The refusals that say "who are you?" and not "you may not". */
    private static final Set<String> UNKNOWN_CALLER =
            Set.of("sign_in_required", "sign_in_failed", "invalid_api_key", "key_expired");

    private static final Set<String> GUARDED = Set.of("model.busy", "model.circuit_open");

    private Problems() {}

    /** The reply to a problem under this path. */
    public static Response reply(Problem problem, String path) {
        int status = status(problem);
        return reply(problem, path, status);
    }

    static Response reply(Problem problem, String path, int status) {
        boolean openAi = path.startsWith("/v1/") || path.equals("/v1");
        Response.ResponseBuilder reply = Response.status(status)
                .type(openAi ? MediaType.APPLICATION_JSON : PROBLEM_JSON)
                .entity((openAi ? openAi(problem, status) : problemJson(problem, status)).toString());
        if (status == TOO_MANY_REQUESTS || status == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            reply.header("Retry-After", retryAfter(problem));
        }
        if (status == Response.Status.UNAUTHORIZED.getStatusCode()) {
            reply.header("WWW-Authenticate", "Bearer realm=\"groundwork\"");
        }
        return reply.build();
    }

    /** In whole seconds, rounded up: whoever comes back then comes not too early. */
    private static long retryAfter(Problem problem) {
        if (problem instanceof Problem.Exhausted exhausted) {
            return exhausted
                    .until()
                    .map(until -> Math.max(
                            1,
                            Duration.between(Instant.now(), until)
                                    .plusMillis(999)
                                    .toSeconds()))
                    .orElse(RETRY_TOMORROW);
        }
        return RETRY_AFTER;
    }

    /** The status that stands for a problem. */
    public static int status(Problem problem) {
        if (problem instanceof Problem.NotFound) {
            return 404;
        }
        if (problem instanceof Problem.Refused) {
            return UNKNOWN_CALLER.contains(problem.code()) ? 401 : 403;
        }
        if (problem instanceof Problem.Conflict) {
            return 409;
        }
        if (problem instanceof Problem.Invalid invalid) {
            return status(invalid.shape());
        }
        if (problem instanceof Problem.Exhausted) {
            return TOO_MANY_REQUESTS;
        }
        return status(((Problem.Unavailable) problem).reason());
    }

    private static int status(Problem.Invalid.Shape shape) {
        return switch (shape) {
            case MALFORMED -> 400;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_TYPE -> 415;
            case UNPROCESSABLE -> UNPROCESSABLE;
        };
    }

    private static int status(Problem.Unavailable.Reason reason) {
        return switch (reason) {
            case OVERLOADED -> 503;
            case LIMITED -> TOO_MANY_REQUESTS;
            case UPSTREAM_FAILED -> 502;
            case UPSTREAM_TIMEOUT -> 504;
        };
    }

    /** OpenAI's error object; also the data of an {@code error} event in mid-stream. */
    public static JsonObject openAi(Problem problem, int status) {
        Optional<Problem.Invalid.Field> field = firstField(problem);
        String message = field.map(bad -> sentence(bad.text())).orElse(sentence(problem.text()));
        var error = Json.createObjectBuilder().add("message", message).add("type", type(status));
        field.ifPresentOrElse(bad -> error.add("param", bad.name()), () -> error.addNull("param"));
        return Json.createObjectBuilder()
                .add("error", error.add("code", contractCode(problem)))
                .build();
    }

    /**
     * The contract has one code for whatever a provider does wrong, and one for a model that takes no more; which of it that
     * was is told where it is recorded.
     */
    private static String contractCode(Problem problem) {
        boolean provider = problem instanceof Problem.Unavailable unavailable
                && unavailable.reason() == Problem.Unavailable.Reason.UPSTREAM_FAILED;
        if (provider) {
            return "provider_error";
        }
        return GUARDED.contains(problem.text().key()) ? "overloaded" : problem.code();
    }

    private static String type(int status) {
        return switch (status) {
            case 400, 404, 405, 406, 409, 413, 415, UNPROCESSABLE -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case TOO_MANY_REQUESTS -> "rate_limit_error";
            default -> "server_error";
        };
    }

    private static JsonObject problemJson(Problem problem, int status) {
        var body = Json.createObjectBuilder()
                .add("type", "urn:groundwork:problem:" + problem.code())
                .add("title", title(status))
                .add("status", status)
                .add("detail", sentence(problem.text()))
                .add("code", problem.code())
                .add("trace_id", RequestTrace.current().requestId());
        if (!problem.fields().isEmpty()) {
            JsonArrayBuilder errors = Json.createArrayBuilder();
            problem.fields()
                    .forEach(field -> errors.add(Json.createObjectBuilder()
                            .add("field", field.name())
                            .add("message", sentence(field.text()))));
            body.add("errors", errors);
        }
        return body.build();
    }

    /** The status in words; the library's list lacks this one. */
    private static String title(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null && status == UNPROCESSABLE ? "Unprocessable Content" : String.valueOf(known);
    }

    private static Optional<Problem.Invalid.Field> firstField(Problem problem) {
        return problem.fields().stream().findFirst();
    }

    private static String sentence(Text text) {
        return text.in(Locale.ENGLISH);
    }
}
