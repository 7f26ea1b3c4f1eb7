package io.groundwork.collection.web;

import io.groundwork.collection.AccessCheck;
import io.groundwork.collection.DocumentFilter;
import io.groundwork.collection.DocumentRow;
import io.groundwork.collection.Documents;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** Why a person may or may not read a document; person and document stand in the address. */
@Named
@RequestScoped
public class AccessCheckPage {

    @Inject
    private Documents documents;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private AccessCheck check;
    private Text problem;

    @PostConstruct
    void load() {
        Optional<String> username = here.parameter("username");
        Optional<String> document = here.parameter("check");
        if (username.isEmpty() || document.isEmpty()) {
            return;
        }
        try {
            check = documents.check(caller.get(), username.get(), Here.id(document));
        } catch (Problem wrong) {
            problem = wrong instanceof Problem.Invalid invalid
                            && !invalid.fields().isEmpty()
                    ? invalid.fields().get(0).text()
                    : wrong.text();
        }
    }

    public AccessCheck getCheck() {
        return check;
    }

    public Text getProblem() {
        return problem;
    }

    /** What can be checked: the first documents of the collection. */
    public List<DocumentRow> getDocuments() {
        return documents
                .page(caller.get(), here.name("collection"), DocumentFilter.ANY, Page.Request.first(Page.MOST))
                .data();
    }
}
