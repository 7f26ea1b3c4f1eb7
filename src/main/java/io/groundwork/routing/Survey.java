package io.groundwork.routing;

import io.groundwork.budget.Budgets;
import io.groundwork.collection.CollectionDetail;
import io.groundwork.collection.Collections;
import io.groundwork.identity.Principals;
import io.groundwork.intent.Intents;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at what a tenant has, as far as policies can name it; runs inside the transactions of the face. */
@ApplicationScoped
class Survey {

    @Inject
    private PolicyShelf shelf;

    @Inject
    private Principals principals;

    @Inject
    private Collections collections;

    @Inject
    private Intents intents;

    @Inject
    private Budgets budgets;

    @Inject
    private AnswerFormats formats;

    /** Everything that these policies may be right or wrong about, whatever the caller may see of it. */
    Surroundings of(Caller caller, Collection<RoutingPolicy> policies) {
        Set<String> groups = policies.stream()
                .flatMap(RoutingPolicy::groups)
                .distinct()
                .filter(name -> principals.group(caller, name).isPresent())
                .collect(Collectors.toSet());
        boolean named = policies.stream()
                .flatMap(policy -> policy.rules().stream())
                .anyMatch(rule -> !rule.when().collections().isEmpty());
        return new Surroundings(
                shelf.models(caller),
                groups,
                named ? slugs(caller) : Set.of(),
                Set.copyOf(intents.names(caller)),
                formats,
                budgets.any(caller));
    }

    private Set<String> slugs(Caller caller) {
        Caller tenant = Caller.system(caller.tenant(), caller.tenantSlug());
        Set<String> slugs = new HashSet<>();
        Page<CollectionDetail> page = collections.page(tenant, Page.Request.first(Page.MOST));
        page.data().forEach(collection -> slugs.add(collection.slug()));
        while (page.next().isPresent()) {
            page = collections.page(
                    tenant, new Page.Request(Page.MOST, page.next().get()));
            page.data().forEach(collection -> slugs.add(collection.slug()));
        }
        return slugs;
    }
}
