package io.groundwork.ingest.rest;

import io.groundwork.collection.Submission;
import io.groundwork.ingest.BulkReceipt;
import io.groundwork.ingest.Ingestion;
import io.groundwork.ingest.SubmissionReceipt;
import io.groundwork.ingest.UploadLimits;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/** Hands documents in. */
@Path("/api/v1/tenants/{t}/collections/{c}/documents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UploadsResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final int LONGEST_BOUNDARY = 200;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Ingestion ingestion;

    @Inject
    private UploadLimits limits;

    /** @param unchanged whether these bytes were here already: then nothing new is done */
    public record UploadReply(UUID documentId, int version, UUID ingestionId, boolean unchanged) {}

    /** @param refused the lines that were not taken; the ingestion names each */
    public record BulkReply(UUID ingestionId, int accepted, int refused) {}

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @UploadBound
    @Idempotent
    public Response upload(
            @PathParam("c") String collection, @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type, InputStream body)
            throws IOException {
        String boundary = type.getParameters().get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw new Problem.Invalid("ingest.malformed_multipart");
        }
        Submission submission = Upload.read(new MultipartBody(body, boundary), limits);
        SubmissionReceipt receipt = ingestion.submit(caller.get(), collection, submission);
        return accepted(
                new UploadReply(receipt.documentId(), receipt.version(), receipt.ingestionId(), receipt.unchanged()));
    }

    @POST
    @Path("bulk")
    @Consumes(NDJSON)
    @UploadBound
    @Idempotent
    public Response bulk(@PathParam("c") String collection, InputStream lines) throws IOException {
        BulkReceipt receipt = ingestion.submitBulk(caller.get(), collection, lines);
        return accepted(new BulkReply(receipt.ingestionId(), receipt.accepted(), receipt.refused()));
    }

    private static Response accepted(Object reply) {
        return Response.accepted(reply).build();
    }
}
