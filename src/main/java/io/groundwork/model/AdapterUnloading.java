package io.groundwork.model;

import io.groundwork.platform.jobs.JobHandler;
import io.groundwork.platform.kernel.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Unloads an adapter that is not asked any more, when its last call must have ended. */
@ApplicationScoped
class AdapterUnloading implements JobHandler {

    static final String KIND = "adapter_unloading";

    private static final Logger LOG = Logger.getLogger(AdapterUnloading.class.getName());

    @Inject
    private AdapterRows rows;

    @Inject
    private Connections connections;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Caller caller, UUID id) {
        Optional<Adapter> adapter = rows.find(caller, id).filter(one -> one.state() == Adapter.State.DRAINING);
        Optional<StoredModel> model = rows.modelOf(caller, id, LocalDate.now(Clock.systemUTC()));
        if (adapter.isPresent() && model.isPresent()) {
            connections.server(caller, model.get()).unload(adapter.get().name());
            rows.unloaded(caller, id);
        }
    }

    /** Its name is never used again, so one that stays there costs its server memory and nothing else. */
    @Override
    public void abandoned(Caller caller, UUID id, Exception last) {
        LOG.log(Level.WARNING, "adapter " + id + " could not be unloaded; its server may still hold it", last);
        rows.unloaded(caller, id);
    }
}
