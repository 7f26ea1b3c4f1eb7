package io.groundwork.platform.rest;

import io.groundwork.platform.kernel.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Turns away addresses that are written so that two readers could understand them differently (path parameters, encoded
 * slashes and dots, an encoded first step): who asks is decided from the address as it came, and the resource that answers
 * must be found from the same.
 */
public class PlainAddress extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Pattern AMBIGUOUS =
            Pattern.compile("(?i).*(;|//|\\\\|%2f|%5c|%2e|%00|%3b|/\\.{1,2}(/|$)).*|/[^/]*%.*", Pattern.DOTALL);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isAmbiguous(
                request.getRequestURI().substring(request.getContextPath().length()))) {
            ProblemWriter.write(request, response, Problem.NotFound.thing());
        } else {
            chain.doFilter(request, response);
        }
    }

    static boolean isAmbiguous(String path) {
        return AMBIGUOUS.matcher(path).matches();
    }
}
