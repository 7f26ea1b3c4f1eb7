package io.groundwork.routing.web;

import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import io.groundwork.routing.PolicyVersion;
import io.groundwork.routing.RoutingPolicies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** What decides the questions of the tenant, and all versions of it. */
@Named
@RequestScoped
public class PoliciesPage {

    private static final int ALL = 100;

    @Inject
    private RoutingPolicies policies;

    @Inject
    private PolicyWords words;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private Page<PolicyVersion> page;
    private PolicyVersion current;

    public PolicyVersion getCurrent() {
        if (current == null) {
            current = policies.current(caller.get());
        }
        return current;
    }

    public List<PolicyLine> getLines() {
        return words.lines(getCurrent().document());
    }

    public List<String> getSettings() {
        return words.settings(getCurrent().document());
    }

    public List<PolicyVersion> getVersions() {
        return page().data();
    }

    /** The part of the conversations that a version decides, what another tries taken off; "" for none. */
    public String share(PolicyVersion version) {
        if (version.state() == PolicyVersion.State.PUBLISHED) {
            return ALL - tried() + " %";
        }
        return version.percent().map(percent -> percent + " %").orElse("");
    }

    private int tried() {
        PolicyVersion tried = getTried();
        return tried == null ? 0 : tried.percent().orElse(0);
    }

    /** The version that a part of the conversations tries; null without one. */
    public PolicyVersion getTried() {
        return page().data().stream()
                .filter(version -> version.state() == PolicyVersion.State.ROLLOUT)
                .findFirst()
                .orElse(null);
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<PolicyVersion> page() {
        if (page == null) {
            page = policies.page(caller.get(), new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }
}
