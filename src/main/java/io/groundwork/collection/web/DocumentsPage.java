package io.groundwork.collection.web;

import io.groundwork.collection.DocumentFilter;
import io.groundwork.collection.DocumentRow;
import io.groundwork.collection.Documents;
import io.groundwork.collection.VersionState;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Tone;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The documents of a collection, filtered as the address says. */
@Named
@RequestScoped
public class DocumentsPage {

    @Inject
    private Documents documents;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private Page<DocumentRow> page;

    public List<DocumentRow> getDocuments() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<DocumentRow> page() {
        if (page == null) {
            DocumentFilter filter = new DocumentFilter(
                    here.parameter("q").orElse(null), here.parameter("status").orElse(null), state().orElse(null));
            page = documents.page(
                    caller.get(), here.name("collection"), filter, new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }

    private Optional<VersionState> state() {
        return here.parameter("state").flatMap(word -> Arrays.stream(VersionState.values())
                .filter(state -> state.word().equals(word))
                .findFirst());
    }

    /** How the state of a version is meant. */
    public Tone tone(VersionState state) {
        return switch (state) {
            case RECEIVED, PROCESSING -> Tone.BUSY;
            case READY -> Tone.OK;
            case FAILED -> Tone.DANGER;
        };
    }
}
