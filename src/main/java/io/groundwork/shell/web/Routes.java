package io.groundwork.shell.web;

import static io.groundwork.shell.web.Route.ANYBODY;
import static io.groundwork.shell.web.Route.SIGNED_IN;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every page of the product, by address. A fixed word stands before a variable where both would match. */
final class Routes {

    private static final String ADMIN = "admin";
    private static final String REVIEWER = "reviewer";
    private static final String ADMIN_OR_REVIEWER = ADMIN + " " + REVIEWER;

    static final List<Route> ALL = List.of(
            Route.of("/sign-in", "/identity/sign-in.xhtml", ANYBODY),
            Route.of("/t/{tenant}/sign-in", "/identity/sign-in.xhtml", ANYBODY),
            Route.of("/t/{tenant}", "/shell/home.xhtml", ADMIN),
            Route.of("/t/{tenant}/ask", "/chat/ask.xhtml", SIGNED_IN),
            Route.of("/t/{tenant}/ask/{conversation}", "/chat/ask.xhtml", SIGNED_IN),
            Route.of("/t/{tenant}/history", "/chat/history.xhtml", SIGNED_IN),
            Route.of("/t/{tenant}/my-access", "/collection/my-access.xhtml", SIGNED_IN),
            Route.of("/t/{tenant}/source/{document}/{version}", "/collection/source.xhtml", SIGNED_IN),
            Route.of("/t/{tenant}/people", "/identity/people.xhtml", ADMIN),
            Route.of("/t/{tenant}/people/{username}", "/identity/person.xhtml", ADMIN),
            Route.of("/t/{tenant}/groups", "/identity/groups.xhtml", ADMIN),
            Route.of("/t/{tenant}/groups/{group}", "/identity/group.xhtml", ADMIN),
            Route.of("/t/{tenant}/keys", "/identity/keys.xhtml", ADMIN),
            Route.of("/t/{tenant}/collections", "/collection/collections.xhtml", ADMIN),
            Route.of("/t/{tenant}/collections/{collection}", "/collection/overview.xhtml", ADMIN),
            Route.of("/t/{tenant}/collections/{collection}/documents", "/collection/documents.xhtml", ADMIN),
            Route.of("/t/{tenant}/collections/{collection}/access", "/collection/access.xhtml", ADMIN),
            Route.of("/t/{tenant}/collections/{collection}/settings", "/collection/settings.xhtml", ADMIN),
            Route.of("/t/{tenant}/collections/{collection}/activity", "/collection/activity.xhtml", ADMIN),
            Route.of("/t/{tenant}/documents/{document}", "/collection/document.xhtml", ADMIN),
            Route.of("/t/{tenant}/ingestions", "/ingest/ingestions.xhtml", ADMIN),
            Route.of("/t/{tenant}/ingestions/{ingestion}", "/ingest/ingestion.xhtml", ADMIN),
            Route.of("/t/{tenant}/models", "/model/models.xhtml", ADMIN),
            Route.of("/t/{tenant}/models/{alias}", "/model/model.xhtml", ADMIN),
            Route.of("/t/{tenant}/policies", "/routing/policies.xhtml", ADMIN_OR_REVIEWER),
            Route.of("/t/{tenant}/policies/new", "/routing/edit.xhtml", ADMIN),
            Route.of("/t/{tenant}/policies/{version}", "/routing/policy.xhtml", ADMIN_OR_REVIEWER),
            Route.of("/t/{tenant}/policies/{version}/simulation", "/routing/simulation.xhtml", ADMIN),
            Route.of("/t/{tenant}/classifier", "/intent/classifier.xhtml", ADMIN),
            Route.of("/t/{tenant}/costs", "/cost/compare.xhtml", ADMIN),
            Route.of("/t/{tenant}/budgets", "/budget/budgets.xhtml", ADMIN),
            Route.of("/t/{tenant}/budgets/~new", "/budget/new.xhtml", ADMIN),
            Route.of("/t/{tenant}/budgets/{budget}", "/budget/budget.xhtml", ADMIN),
            Route.of("/t/{tenant}/usage", "/budget/usage.xhtml", ADMIN),
            Route.of("/t/{tenant}/notices", "/notice/notices.xhtml", ADMIN),
            Route.of("/t/{tenant}/notices/receivers", "/notice/receivers.xhtml", ADMIN),
            Route.of("/t/{tenant}/activity", "/shell/activity.xhtml", ADMIN),
            Route.of("/t/{tenant}/review", "/evidence/interactions.xhtml", REVIEWER),
            Route.of("/t/{tenant}/review/{answer}", "/evidence/interaction.xhtml", REVIEWER));

    private Routes() {}

    /** The route of an address with the values in it, if the address is a page's. */
    static Optional<Hit> find(String encodedPath) {
        List<String> path = Route.segments(encodedPath);
        for (Route route : ALL) {
            Optional<List<Route.Variable>> variables = route.match(path);
            if (variables.isPresent()) {
                return Optional.of(new Hit(route, variables.get()));
            }
        }
        return Optional.empty();
    }

    /** A route that matched. */
    record Hit(Route route, List<Route.Variable> variables) {

        /** The tenant in the address, as the address writes it; "" where the address has none. */
        String tenant() {
            return variables.isEmpty() ? "" : variables.get(0).value();
        }

        boolean isHomeOf(String slug) {
            return route.pattern().size() == 2 && tenant().equals(slug);
        }

        /** What the address's variables stand for. */
        Map<String, String> named() {
            return variables.stream()
                    .collect(Collectors.toMap(Route.Variable::name, variable -> decoded(variable.value())));
        }

        private static String decoded(String value) {
            try {
                return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException malformed) {
                return value;
            }
        }
    }
}
