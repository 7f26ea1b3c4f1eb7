package io.groundwork.collection.web;

import io.groundwork.collection.AccessRule;
import io.groundwork.collection.CollectionDetail;
import io.groundwork.collection.Collections;
import io.groundwork.collection.NewCollection;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Toast;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The collections of the tenant, and the form that makes one. A new one lets nobody in, and leads to its access rule. */
@Named
@RequestScoped
public class CollectionsPage {

    @Inject
    private Collections collections;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Act act;

    @Inject
    private Toast toast;

    @Inject
    private Here here;

    private Page<CollectionDetail> page;
    private String slug;
    private String name;
    private String description;

    public List<CollectionDetail> getCollections() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<CollectionDetail> page() {
        if (page == null) {
            page = collections.page(caller.get(), new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }

    /** Whom a collection lets in, as one word; null for what the person may not know. */
    public Visibility visibility(CollectionDetail collection) {
        return collection.access().map(Visibility::of).orElse(null);
    }

    public void create() {
        act.done(() -> {
            CollectionDetail made = collections.create(
                    caller.get(), new NewCollection(slug, name, description, AccessRule.NOBODY, null, null));
            toast.say("collection.created", made.name());
            act.goTo(here.getPath() + "/" + Here.encoded(made.slug()) + "/access");
        });
    }

    public String getSlug() {
        return slug;
    }

    public void setSlug(String slug) {
        this.slug = slug;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }
}
