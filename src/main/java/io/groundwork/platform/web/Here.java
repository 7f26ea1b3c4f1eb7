package io.groundwork.platform.web;

import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The address of the page as the person sees it: what it names, how it is filtered, and where its list goes on. */
@Named
@RequestScoped
public class Here {

    private static final String AFTER = "after";

    private static final String VARIABLES = Here.class.getName();

    /** The request as it came, before it was forwarded to a view. */
    @Inject
    private HttpServletRequest request;

    /** Leaves in the request what the variables of its path stand for. */
    public static void name(HttpServletRequest request, Map<String, String> variables) {
        request.setAttribute(VARIABLES, Map.copyOf(variables));
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> variables() {
        Object variables = request.getAttribute(VARIABLES);
        return variables == null ? Map.of() : (Map<String, String>) variables;
    }

    /** The path without the query. */
    public String getPath() {
        return request.getRequestURI();
    }

    /** A variable of the path, or a parameter of the query; empty when it is not there or blank. */
    public Optional<String> parameter(String name) {
        String variable = variables().get(name);
        return Optional.ofNullable(variable == null ? request.getParameter(name) : variable)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** A parameter for views; "" when it is not there. */
    public String value(String name) {
        return parameter(name).orElse("");
    }

    /**
     * A variable of the path.
     *
     * @throws Problem.NotFound if it is not there
     */
    public String name(String variable) {
        return Optional.ofNullable(variables().get(variable)).orElseThrow(Problem.NotFound::thing);
    }

    /**
     * An id in the path.
     *
     * @throws Problem.NotFound if it is not there or not an id, which is the same to the person
     */
    public UUID id(String variable) {
        return id(Optional.of(name(variable)));
    }

    /**
     * What was given as an id.
     *
     * @throws Problem.NotFound if nothing was, or what is not an id
     */
    public static UUID id(Optional<String> given) {
        try {
            return UUID.fromString(given.orElseThrow(Problem.NotFound::thing));
        } catch (IllegalArgumentException notAnId) {
            throw Problem.NotFound.thing();
        }
    }

    /** The beginning of a day that the query names as {@code 2026-11-21}, in UTC; empty when it names none. */
    public Optional<Instant> day(String name) {
        try {
            return parameter(name)
                    .map(day ->
                            LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    public int number(String name, int otherwise) {
        try {
            return parameter(name).map(Integer::valueOf).orElse(otherwise);
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    /** Where the list of this page goes on; null for its first part. */
    public String after() {
        return parameter(AFTER).orElse(null);
    }

    /** The address of the list's next part; null after the last. */
    public String next(Optional<String> cursor) {
        return cursor.map(after -> with(AFTER, after)).orElse(null);
    }

    /** The address of the list's first part; null on it. */
    public String getFirst() {
        return after() == null ? null : with(AFTER, null);
    }

    /** The query with its filters, without the place in the list; "" when there is none. */
    public String getFilter() {
        String whole = with(AFTER, null);
        return whole.substring(getPath().length());
    }

    public boolean isFiltered() {
        return !getFilter().isEmpty();
    }

    /** This address with one parameter of its query changed; null takes it out. */
    public String with(String name, String value) {
        Map<String, String> query = query();
        query.remove(name);
        if (value != null) {
            query.put(name, value);
        }
        StringBuilder address = new StringBuilder(getPath());
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            address.append(separator)
                    .append(encoded(parameter.getKey()))
                    .append('=')
                    .append(encoded(parameter.getValue()));
            separator = '&';
        }
        return address.toString();
    }

    /** A word made fit to stand in an address. */
    public static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The same, for views. */
    public String part(String word) {
        return encoded(word);
    }

    private Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        String text = request.getQueryString();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
