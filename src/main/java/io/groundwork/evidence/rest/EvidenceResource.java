package io.groundwork.evidence.rest;

import io.groundwork.evidence.Evidence;
import io.groundwork.evidence.EvidenceArchive;
import io.groundwork.evidence.EvidenceFilter;
import io.groundwork.evidence.EvidenceJson;
import io.groundwork.evidence.Interaction;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/** {@code .../answers}: the reviewer's list, and the evidence of one answer. */
@RequestScoped
@Path("/api/v1/tenants/{t}/answers")
@Produces(MediaType.APPLICATION_JSON)
public class EvidenceResource {

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private EvidenceArchive archive;

    /** The filter as query parameters. */
    public static class Filter {
        @QueryParam("from")
        private String from;

        @QueryParam("to")
        private String to;

        @QueryParam("username")
        private String username;

        @QueryParam("abstained")
        private String abstained;

        @QueryParam("text")
        private String text;

        EvidenceFilter filter() {
            return new EvidenceFilter(
                    time("from", from), time("to", to), given(username), flag(abstained), given(text));
        }

        private static Optional<String> given(String value) {
            return Optional.ofNullable(value).filter(text -> !text.isBlank());
        }

        private static Optional<Instant> time(String name, String value) {
            try {
                return given(value).map(Instant::parse);
            } catch (DateTimeParseException notATime) {
                throw Problem.Invalid.field(name, "platform.field_time");
            }
        }

        private static Optional<Boolean> flag(String value) {
            return given(value).map(word -> switch (word) {
                case "true" -> true;
                case "false" -> false;
                default -> throw Problem.Invalid.field("abstained", "platform.field_flag");
            });
        }
    }

    @GET
    public Listing<Interaction> page(@BeanParam Filter filter, @BeanParam Listing.Query query) {
        return Listing.of(archive.search(currentCaller.get(), filter.filter(), query.request()));
    }

    @GET
    @Path("/{answer}/evidence")
    public JsonObject find(@PathParam("answer") String answer) {
        Evidence evidence = archive.find(currentCaller.get(), id(answer));
        return EvidenceJson.of(evidence, archive.ledger(currentCaller.get(), evidence.answerId()));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.NotFound.thing();
        }
    }
}
