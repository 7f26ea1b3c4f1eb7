package io.groundwork.mcp.rest;

import io.groundwork.mcp.Exchange;
import io.groundwork.mcp.McpServer;
import io.groundwork.mcp.Revision;
import io.groundwork.mcp.RpcFault;
import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;

/** {@code POST /mcp}: a message of the Model Context Protocol, and the reply to it as JSON. */
@RequestScoped
@Path("/mcp")
public class McpResource {

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private McpServer server;

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response receive(
            InputStream body,
            @HeaderParam("MCP-Protocol-Version") String version,
            @Context ContainerRequestContext http) {
        try {
            Exchange exchange = new Exchange(
                    currentCaller.get(), revision(version), http.getUriInfo().getBaseUri());
            Optional<McpServer.Answer> answer = server.answer(exchange, Bodies.read(body));
            if (answer.filter(McpServer.Answer::failed).isPresent()) {
                http.setProperty(Idempotent.BROKEN, Boolean.TRUE);
            }
            return answer.map(given -> Response.ok(given.body().toString()))
                    .orElseGet(Response::accepted)
                    .build();
        } catch (RpcFault fault) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(fault.reply(JsonValue.NULL).toString())
                    .build();
        }
    }

    private static Revision revision(String version) {
        if (version == null) {
            return Revision.UNNAMED;
        }
        return Revision.of(version)
                .orElseThrow(() -> RpcFault.noMessage(new Text("mcp.revision_unknown", Revision.all())));
    }
}
