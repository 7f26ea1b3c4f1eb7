package io.groundwork.shell.web;

import io.groundwork.audit.AuditEntry;
import io.groundwork.audit.AuditFilter;
import io.groundwork.audit.AuditTrail;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Who changed what in the tenant, filtered as the address says. */
@Named
@RequestScoped
public class ActivityPage {

    @Inject
    private AuditTrail audit;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private Page<AuditEntry> page;

    public List<AuditEntry> getEntries() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<AuditEntry> page() {
        if (page == null) {
            AuditFilter filter = new AuditFilter(
                    here.parameter("actor").orElse(null),
                    null,
                    here.parameter("kind").orElse(null),
                    here.parameter("subject").orElse(null),
                    here.day("from").orElse(null),
                    null);
            page = audit.search(caller.get(), filter, new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }
}
