package io.groundwork.ingest.web;

import io.groundwork.ingest.Ingestion;
import io.groundwork.ingest.IngestionProgress;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** How far one ingestion is, and what failed in it. */
@Named
@RequestScoped
public class IngestionPage {

    @Inject
    private Ingestion ingestion;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private IngestionProgress progress;

    @PostConstruct
    void load() {
        progress = ingestion.progress(caller.get(), here.id("ingestion"));
    }

    public IngestionProgress getProgress() {
        return progress;
    }
}
