package io.groundwork.demo;

import io.groundwork.demo.DemoContents.Person;
import io.groundwork.demo.DemoContents.Shelf;
import io.groundwork.demo.DemoFilling.Progress;
import io.groundwork.identity.NewUser;
import io.groundwork.identity.PasswordHash;
import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Caller;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads the demo company behind the scenes once the application is up, and tells the log how far it is. Whatever fails,
 * such as a database that is away for a moment, is tried again a little later; what is done is not done twice.
 */
@ApplicationScoped
class DemoCompany {

    private static final Logger LOG = Logger.getLogger(DemoCompany.class.getName());
    private static final int PAUSE_SECONDS = 2;
    private static final int MOST_FAILURES = 30;

    @Inject
    private Settings settings;

    @Inject
    private DemoTenant register;

    @Inject
    private DemoFilling filling;

    @Resource
    private ManagedScheduledExecutorService clock;

    private ScheduledFuture<?> loading;
    private int failures;
    private Progress told;

    void load(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (settings.flag("groundwork.demo", true)) {
            loading = clock.scheduleWithFixedDelay(this::step, 1, PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @PreDestroy
    void stop() {
        if (loading != null) {
            loading.cancel(true);
        }
    }

    private void step() {
        try {
            if (goOn(DemoContents.read())) {
                loading.cancel(false);
            }
        } catch (RuntimeException failure) {
            failures++;
            LOG.log(Level.WARNING, "The demo company could not be loaded further, try " + failures, failure);
            if (failures == MOST_FAILURES) {
                LOG.severe("Demo company: failed; it is tried again at the next start");
                loading.cancel(false);
            }
        }
    }

    /** Goes on where the last try ended; true when there is nothing left to do. */
    private boolean goOn(DemoContents contents) {
        Optional<Caller> there = register.find(contents.slug());
        if (there.isPresent() && !register.isOurs(there.get())) {
            LOG.warning("Demo company: failed, because a tenant " + contents.slug() + " exists that is not the demo");
            return true;
        }
        if (there.isPresent() && register.isFilled(there.get())) {
            LOG.info("Demo company: complete");
            return true;
        }
        return fill(there, contents);
    }

    private boolean fill(Optional<Caller> there, DemoContents contents) {
        Optional<String> password = settings.text("groundwork.demo.password");
        if (password.isEmpty()) {
            LOG.warning("Demo company: failed, because GROUNDWORK_DEMO_PASSWORD is not set; deploy/run sets it,"
                    + " and GROUNDWORK_DEMO=false does without the demo company");
            return true;
        }
        List<Shelf> shelves = contents.shelves();
        int documents =
                shelves.stream().mapToInt(shelf -> shelf.papers().size()).sum();
        if (told == null) {
            LOG.info("Demo company: loading " + documents + " documents");
            PasswordHash hash = PasswordHash.of("GROUNDWORK_DEMO_PASSWORD", password.get());
            Caller caller = there.orElseGet(() -> open(contents, hash));
            filling.people(caller, contents, hash);
            filling.budgets(caller, contents);
            shelves.forEach(shelf -> filling.shelf(caller, contents, shelf));
            told = new Progress(0, 0);
        }
        return ended(register.find(contents.slug()).orElseThrow(), shelves, documents);
    }

    private Caller open(DemoContents contents, PasswordHash password) {
        Person first = contents.people().get(0);
        NewUser admin = DemoFilling.newUser(first, password, List.of());
        return register.open(Caller.operator(), contents.slug(), contents.name(), admin);
    }

    private boolean ended(Caller caller, List<Shelf> shelves, int documents) {
        Progress now = filling.progress(caller, shelves);
        if (!now.equals(told)) {
            LOG.info("Demo company: " + now.ready() + " of " + documents + " documents ready");
            told = now;
        }
        if (now.ready() + now.failed() < documents) {
            return false;
        }
        register.filled(caller, documents);
        LOG.info("Demo company: complete, " + now.ready() + " documents ready, " + now.failed() + " unreadable");
        return true;
    }
}
