package io.groundwork.routing;

import io.groundwork.platform.kernel.Text;
import java.util.Locale;

/**
 * Why a policy cannot work as it is written, or hardly as it was meant.
 *
 * @param field the path in the document, such as {@code rules[0].then.model}
 */
public record PolicyProblem(String field, Text text, Severity severity) {

    /** Whether the policy may be published all the same. */
    public enum Severity {
        ERROR,
        WARNING;

        /** As the API writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static PolicyProblem error(String field, Text text) {
        return new PolicyProblem(field, text, Severity.ERROR);
    }

    static PolicyProblem warning(String field, Text text) {
        return new PolicyProblem(field, text, Severity.WARNING);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
