package io.groundwork.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Collection;
import java.util.stream.Collectors;

/** Lists of names as one line. */
@Named
@ApplicationScoped
public class Lists {

    public String joined(Collection<?> names) {
        return names == null ? "" : names.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
