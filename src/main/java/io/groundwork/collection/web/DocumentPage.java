package io.groundwork.collection.web;

import io.groundwork.collection.AccessRule;
import io.groundwork.collection.CollectionDetail;
import io.groundwork.collection.Collections;
import io.groundwork.collection.DocumentChange;
import io.groundwork.collection.DocumentDetail;
import io.groundwork.collection.Documents;
import io.groundwork.collection.VersionRow;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Toast;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** One document as who manages it sees it: its versions, its state, and whom it lets in. */
@Named
@RequestScoped
public class DocumentPage {

    @Inject
    private Documents documents;

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

    private DocumentDetail document;
    private String title;

    @PostConstruct
    void load() {
        document = documents.read(caller.get(), here.id("document"));
        title = document.title();
    }

    public DocumentDetail getDocument() {
        return document;
    }

    public CollectionDetail getCollection() {
        return collections.read(caller.get(), document.collection());
    }

    public List<VersionRow> getVersions() {
        return documents.versions(caller.get(), document.id());
    }

    public boolean isPublished() {
        return document.status().equals("published");
    }

    public boolean isOwnRule() {
        return document.access().isPresent();
    }

    public AccessRule getRule() {
        return document.access().orElse(AccessRule.NOBODY);
    }

    public void rename() {
        act.done(() -> {
            documents.change(caller.get(), document.id(), new DocumentChange(title, null, null));
            toast.say("collection.document_saved");
            act.goTo(here.getPath());
        });
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }
}
