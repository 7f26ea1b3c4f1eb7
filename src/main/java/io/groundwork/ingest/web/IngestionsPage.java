package io.groundwork.ingest.web;

import io.groundwork.ingest.Ingestion;
import io.groundwork.ingest.IngestionProgress;
import io.groundwork.ingest.IngestionState;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Tone;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The ingestions of the tenant, or of the collection that the address names. */
@Named
@RequestScoped
public class IngestionsPage {

    @Inject
    private Ingestion ingestion;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private Page<IngestionProgress> page;

    public List<IngestionProgress> getIngestions() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<IngestionProgress> page() {
        if (page == null) {
            page = ingestion.page(
                    caller.get(),
                    here.parameter("collection").orElse(null),
                    new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }

    /** How the state of an ingestion is meant. */
    public Tone tone(IngestionState state) {
        return switch (state) {
            case QUEUED, RUNNING -> Tone.BUSY;
            case SUCCEEDED -> Tone.OK;
            case PARTIALLY_FAILED -> Tone.WARN;
            case FAILED -> Tone.DANGER;
        };
    }
}
