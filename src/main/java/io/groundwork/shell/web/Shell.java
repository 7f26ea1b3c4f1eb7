package io.groundwork.shell.web;

import io.groundwork.notice.Notices;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Texts;
import io.groundwork.tenant.TenantRef;
import io.groundwork.tenant.Tenants;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The frame of a page: whose tenant, who is signed in, and which pages the roles of this person open. */
@Named
@RequestScoped
public class Shell {

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private Here here;

    @Inject
    private Texts texts;

    @Inject
    private Tenants tenants;

    @Inject
    private Notices notices;

    private String tenantName;
    private Integer unread;

    public String getTenant() {
        return caller().tenantSlug();
    }

    public String getTenantName() {
        if (tenantName == null) {
            tenantName = tenants.find(getTenant()).map(TenantRef::name).orElse(getTenant());
        }
        return tenantName;
    }

    public String getTenantInitial() {
        return getTenantName().substring(0, 1).toUpperCase(Locale.ROOT);
    }

    /** The beginning of every address of this tenant. */
    public String getBase() {
        return "/t/" + getTenant();
    }

    public String getHome() {
        return getBase();
    }

    public String getUsername() {
        return caller().username();
    }

    public String getInitials() {
        return getUsername().substring(0, 1).toUpperCase(Locale.ROOT);
    }

    public String getRoles() {
        return caller().roles().stream()
                .sorted()
                .map(role -> texts.get("shell.role_" + role.word()))
                .collect(Collectors.joining(", "));
    }

    public boolean isManages() {
        return caller().is(Role.ADMIN);
    }

    public boolean isReviews() {
        return caller().is(Role.REVIEWER);
    }

    /** How many notices this admin has not read. */
    public int getUnread() {
        if (unread == null) {
            unread = notices.unread(caller());
        }
        return unread;
    }

    /** The same for a small place. */
    public String getUnreadMark() {
        return getUnread() < Notices.MOST_UNREAD ? Integer.toString(getUnread()) : (Notices.MOST_UNREAD - 1) + "+";
    }

    public List<NavigationGroup> getGroups() {
        List<NavigationGroup> groups = new ArrayList<>();
        groups.add(group(
                "ask",
                link("ask", "/ask", "comments"),
                link("history", "/history", "history"),
                link("my_access", "/my-access", "key")));
        if (isManages()) {
            groups.add(group(
                    "manage",
                    link("home", "", "home"),
                    link("people", "/people", "users"),
                    link("groups", "/groups", "sitemap"),
                    link("keys", "/keys", "lock"),
                    link("collections", "/collections", "folder"),
                    link("ingestions", "/ingestions", "inbox"),
                    link("models", "/models", "microchip-ai"),
                    link("policy", "/policies", "directions"),
                    link("classifier", "/classifier", "tags"),
                    link("budgets", "/budgets", "wallet"),
                    link("usage", "/usage", "chart-bar"),
                    link("costs", "/costs", "calculator"),
                    link("notices", "/notices", "bell"),
                    link("activity", "/activity", "list")));
        }
        if (isReviews()) {
            groups.add(group("review", reviewed()));
        }
        return groups;
    }

    /** Who also manages has the policy there already. */
    private NavigationLink[] reviewed() {
        NavigationLink interactions = link("interactions", "/review", "verified");
        return isManages()
                ? new NavigationLink[] {interactions}
                : new NavigationLink[] {interactions, link("policy", "/policies", "directions")};
    }

    private NavigationGroup group(String name, NavigationLink... links) {
        return new NavigationGroup(texts.get("shell.group_" + name), List.of(links));
    }

    private NavigationLink link(String name, String path, String icon) {
        String address = getBase() + path;
        String page = here.getPath();
        boolean current = page.equals(address) || !path.isEmpty() && page.startsWith(address + "/");
        return new NavigationLink(texts.get("shell." + name), address, icon, current);
    }

    private Caller caller() {
        return currentCaller.get();
    }
}
