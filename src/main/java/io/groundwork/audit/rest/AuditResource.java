package io.groundwork.audit.rest;

import io.groundwork.audit.AuditEntry;
import io.groundwork.audit.AuditFilter;
import io.groundwork.audit.AuditTrail;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Who changed what, newest first. */
@RequestScoped
@Path("/api/v1/tenants/{t}/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    @Inject
    private AuditTrail trail;

    @Inject
    private CurrentCaller caller;

    /** The filters as the address writes them. */
    public static class Filters {
        @QueryParam("actor")
        private String actor;

        @QueryParam("action")
        private String action;

        @QueryParam("subject_kind")
        private String subjectKind;

        @QueryParam("subject")
        private String subject;

        @QueryParam("from")
        private String from;

        @QueryParam("to")
        private String to;

        AuditFilter filter() {
            return new AuditFilter(actor, action, subjectKind, subject, time("from", from), time("to", to));
        }

        private static Instant time(String field, String value) {
            try {
                return value == null ? null : Instant.parse(value);
            } catch (DateTimeParseException notATime) {
                throw Problem.Invalid.field(field, "platform.field_time");
            }
        }
    }

    @GET
    public Listing<AuditEntry> search(@BeanParam Filters filters, @BeanParam Listing.Query page) {
        return Listing.of(trail.search(caller.get(), filters.filter(), page.request()));
    }
}
