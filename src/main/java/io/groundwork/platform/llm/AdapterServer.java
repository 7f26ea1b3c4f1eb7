package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import jakarta.json.Json;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A vLLM server that takes LoRA adapters while it runs. Each is loaded under a name of its own and asked for by that name; a
 * name that was used before could be answered from what is left in the server's prefix cache of the adapter before.
 */
public final class AdapterServer {

    private static final int OK = 200;
    /** What the server answers, by its version, where it knows no adapter of that name. */
    private static final Set<Integer> UNKNOWN = Set.of(400, 404);

    private final OpenAiEndpoint endpoint;
    private final Upstream upstream;

    AdapterServer(OpenAiEndpoint endpoint, Upstream upstream) {
        this.endpoint = endpoint;
        this.upstream = upstream;
    }

    /** @param path where the server finds the adapter */
    public void load(String name, String path) {
        String body = Json.createObjectBuilder()
                .add("lora_name", name)
                .add("lora_path", path)
                .build()
                .toString();
        int status = post("/load_lora_adapter", body);
        if (status != OK) {
            throw refused(status);
        }
    }

    /** Takes the adapter out; one that is not there is out already. */
    public void unload(String name) {
        String body = Json.createObjectBuilder().add("lora_name", name).build().toString();
        int status = post("/unload_lora_adapter", body);
        if (status != OK && !UNKNOWN.contains(status)) {
            throw refused(status);
        }
    }

    private static Problem.Unavailable refused(int status) {
        return new Problem.Unavailable(
                Reason.UPSTREAM_FAILED, new ProviderStatus(status), "platform.adapter_refused", status);
    }

    private int post(String path, String body) {
        Map<String, String> headers = endpoint.apiKey()
                .map(key -> Map.of("Authorization", "Bearer " + key))
                .orElse(Map.of());
        CompletableFuture<HttpResponse<UpstreamBody>> reply =
                upstream.send(new Upstream.Target(endpoint.at(path), headers, endpoint.deadlines()), body);
        try {
            HttpResponse<UpstreamBody> received =
                    reply.get(endpoint.deadlines().total().toMillis(), TimeUnit.MILLISECONDS);
            received.body().cancel();
            return received.statusCode();
        } catch (TimeoutException late) {
            reply.cancel(true);
            throw ProviderFailure.tooSlow("no reply to " + path);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Problem.Unavailable refused
                    ? refused
                    : ProviderFailure.failed("the server cannot be reached", failed.getCause());
        } catch (InterruptedException interrupted) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw ProviderFailure.failed("interrupted", interrupted);
        }
    }
}
