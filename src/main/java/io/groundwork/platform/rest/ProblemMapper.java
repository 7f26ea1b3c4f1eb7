package io.groundwork.platform.rest;

import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one mapper from failures to replies. Problems are told as they are; anything else is logged with its trace and told
 * as "failed" or, where the database is away, as "try again", so that no inner detail leaves.
 */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable failure) {
        return reply(failure, request.getRequestURI());
    }

    /** The reply to any failure under this path. */
    static Response reply(Throwable failure, String path) {
        Problem problem = problemIn(failure);
        if (problem != null) {
            return Problems.reply(problem, path);
        }
        if (failure instanceof WebApplicationException web) {
            return web(web, path);
        }
        if (causedBy(failure, JsonException.class)
                || causedBy(failure, JsonbException.class)
                || isTooDeepJson(failure)) {
            return Problems.reply(new Problem.Invalid("platform.malformed_json"), path);
        }
        return unexpected(failure, path);
    }

    /** The JSON parser tells of a body that nests too deep with a bare RuntimeException. */
    private static boolean isTooDeepJson(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass() == RuntimeException.class
                && trace.length > 0
                && trace[0].getClassName().startsWith("org.eclipse.parsson.");
    }

    private static Response web(WebApplicationException failure, String path) {
        int status = failure.getResponse().getStatus();
        return switch (status) {
            case 404 -> Problems.reply(Problem.NotFound.thing(), path);
            case 405 -> wrongMethod(failure, path);
            case 406 -> Problems.reply(new Problem.Invalid("platform.not_acceptable"), path, status);
            case 415 -> Problems.reply(new Problem.Invalid("platform.unsupported_media_type"), path, status);
            case 413 -> Problems.reply(new Problem.Invalid("platform.too_large"), path, status);
            default -> Problems.reply(new Problem.Invalid("platform.malformed_request"), path, status);
        };
    }

    private static Response wrongMethod(WebApplicationException failure, String path) {
        Response reply = Problems.reply(new Problem.Invalid("platform.method_not_allowed"), path, 405);
        String allowed = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allowed == null
                ? reply
                : Response.fromResponse(reply)
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
    }

    private static Response unexpected(Throwable failure, String path) {
        if (cannotBeStored(failure)) {
            return Problems.reply(new Problem.Invalid("platform.unstorable_character"), path);
        }
        LOG.log(Level.SEVERE, "request failed: " + path, failure);
        if (databaseAway(failure)) {
            return Problems.reply(
                    new Problem.Unavailable(Problem.Unavailable.Reason.OVERLOADED, failure, "platform.database_away"),
                    path);
        }
        return Problems.reply(
                new Problem.Unavailable(Problem.Unavailable.Reason.OVERLOADED, failure, "platform.failed"), path, 500);
    }

    /** A problem may arrive wrapped by a transaction or an executor. */
    private static Problem problemIn(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof Problem problem) {
                return problem;
            }
        }
        return null;
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    /** The database stores every character but U+0000. */
    private static boolean cannotBeStored(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().matches("22021|22P05")) {
                return true;
            }
        }
        return false;
    }

    private static boolean databaseAway(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql
                    && (sql.getSQLState() == null || sql.getSQLState().matches("08.*|57P0.|53.*"))) {
                return true;
            }
            if (at.getClass().getName().contains("ResourceAllocationException")
                    || at.getClass().getName().contains("PoolingException")) {
                return true;
            }
        }
        return false;
    }
}
