package io.groundwork.collection.web;

import io.groundwork.collection.CollectionDetail;
import io.groundwork.collection.Collections;
import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** What I can read, and through which groups. */
@Named
@RequestScoped
public class MyAccessPage {

    @Inject
    private Collections collections;

    @Inject
    private Principals principals;

    @Inject
    private CurrentCaller current;

    private List<CollectionDetail> readable;

    public List<CollectionDetail> getCollections() {
        if (readable == null) {
            Caller caller = current.get();
            readable = collections.readable(caller).stream()
                    .map(slug -> collections.read(caller, slug))
                    .toList();
        }
        return readable;
    }

    public List<String> getGroups() {
        return principals.of(current.get()).groups();
    }
}
