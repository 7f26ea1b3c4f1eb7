package io.groundwork.testing;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * What a vLLM server does with adapters: it loads them under names, answers by those alone, and refuses a name that it has,
 * a path that it cannot find (one that begins with {@code /missing}), and a model that it does not know.
 */
public final class AdapterShelf implements ModelStub.Script {

    private final Set<String> loaded = new ConcurrentSkipListSet<>();
    private final List<String> everLoaded = new ArrayList<>();

    public Set<String> loaded() {
        return loaded;
    }

    /** Every name that was ever loaded, in order. */
    public List<String> everLoaded() {
        return everLoaded;
    }

    @Override
    public void run(StubReply reply) throws IOException {
        JsonObject asked = reply.request().json();
        switch (reply.request().path()) {
            case "/v1/load_lora_adapter" -> load(asked.getString("lora_name"), asked.getString("lora_path"), reply);
            case "/v1/unload_lora_adapter" -> unload(asked.getString("lora_name"), reply);
            default -> answer(reply);
        }
    }

    private void load(String name, String path, StubReply reply) throws IOException {
        if (path.startsWith("/missing")) {
            reply.status(404, "{\"error\":{\"message\":\"no adapter found\"}}");
        } else if (loaded.add(name)) {
            everLoaded.add(name);
            reply.status(200, "\"Success\"");
        } else {
            reply.status(400, "{\"error\":{\"message\":\"already loaded\"}}");
        }
    }

    private void unload(String name, StubReply reply) throws IOException {
        boolean there = loaded.remove(name);
        reply.status(there ? 200 : 404, there ? "\"Success\"" : "{\"error\":{\"message\":\"not found\"}}");
    }

    private void answer(StubReply reply) throws IOException {
        if (loaded.contains(reply.request().model())) {
            reply.events().piece("ready").finish("stop").usage(9, 0, 1).done();
        } else {
            reply.status(404, "{\"error\":{\"message\":\"no such model\"}}");
        }
    }
}
