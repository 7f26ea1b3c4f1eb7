package io.groundwork.routing.rest;

import io.groundwork.routing.PolicyProblem;
import java.util.List;
import java.util.Locale;

/** What is wrong with a policy, on the wire. */
public record ProblemJson(String field, String message, String severity) {

    static List<ProblemJson> of(List<PolicyProblem> problems) {
        return problems.stream()
                .map(problem -> new ProblemJson(
                        problem.field(),
                        problem.text().in(Locale.ENGLISH),
                        problem.severity().word()))
                .toList();
    }
}
