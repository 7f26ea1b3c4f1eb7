package io.groundwork.model.web;

import io.groundwork.audit.AuditEntry;
import io.groundwork.audit.AuditFilter;
import io.groundwork.audit.AuditTrail;
import io.groundwork.model.DatedPrice;
import io.groundwork.model.ModelDetail;
import io.groundwork.model.Models;
import io.groundwork.model.Provider;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Toast;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** One model: what it is, how it fares, what it cost and will cost, and who changed it. */
@Named
@RequestScoped
public class ModelPage {

    private static final int LATEST = 20;

    @Inject
    private Models models;

    @Inject
    private ModelForm form;

    @Inject
    private AuditTrail audit;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Act act;

    @Inject
    private Toast toast;

    @Inject
    private Here here;

    private ModelDetail detail;

    @PostConstruct
    void load() {
        detail = models.read(caller.get(), here.name("alias"));
    }

    public ModelDetail getDetail() {
        return detail;
    }

    /** Whether its weights can be changed while its server runs. */
    public boolean isTakesAdapters() {
        return detail.model().provider() == Provider.OPENAI && detail.model().fineTuned();
    }

    /** {@code now}, {@code coming} or {@code past}: what a price is today. */
    public String standing(DatedPrice price) {
        if (price.validFrom().isAfter(LocalDate.now(ZoneOffset.UTC))) {
            return "coming";
        }
        return detail.model().price().filter(price.price()::equals).isPresent() && isLatestSoFar(price)
                ? "now"
                : "past";
    }

    private boolean isLatestSoFar(DatedPrice price) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return detail.prices().stream()
                .map(DatedPrice::validFrom)
                .filter(day -> !day.isAfter(today))
                .noneMatch(day -> day.isAfter(price.validFrom()));
    }

    public List<AuditEntry> getActivity() {
        return audit.search(caller.get(), AuditFilter.of("model", detail.alias()), Page.Request.first(LATEST))
                .data();
    }

    public void save() {
        act.done(() -> form.told(() -> {
            models.put(caller.get(), detail.alias(), form.spec());
            toast.say("model.saved", detail.alias());
            act.goTo(here.getPath());
        }));
    }

    public void disable() {
        put(true, "model.disabled");
    }

    public void enable() {
        put(false, "model.enabled");
    }

    private void put(boolean disabled, String said) {
        act.done(() -> {
            form.getValues().put("disabled", disabled);
            models.put(caller.get(), detail.alias(), form.spec());
            toast.say(said, detail.alias());
            act.goTo(here.getPath());
        });
    }
}
