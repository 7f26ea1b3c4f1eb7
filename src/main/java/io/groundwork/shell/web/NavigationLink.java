package io.groundwork.shell.web;

/** One page in the navigation. */
public final class NavigationLink {

    private final String label;
    private final String address;
    private final String icon;
    private final boolean current;

    NavigationLink(String label, String address, String icon, boolean current) {
        this.label = label;
        this.address = address;
        this.icon = icon;
        this.current = current;
    }

    public String getLabel() {
        return label;
    }

    public String getAddress() {
        return address;
    }

    public String getIcon() {
        return icon;
    }

    /** The value of {@code aria-current}; null, which leaves the attribute out, on all other pages. */
    public String getCurrent() {
        return current ? "page" : null;
    }
}
