package io.groundwork.shell.web;

import java.util.List;

/** Pages that belong together in the navigation. */
public final class NavigationGroup {

    private final String label;
    private final List<NavigationLink> links;

    NavigationGroup(String label, List<NavigationLink> links) {
        this.label = label;
        this.links = List.copyOf(links);
    }

    public String getLabel() {
        return label;
    }

    public List<NavigationLink> getLinks() {
        return links;
    }
}
