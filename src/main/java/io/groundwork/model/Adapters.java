package io.groundwork.model;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.llm.AdapterServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The LoRA adapters of fine-tuned models that a vLLM server serves beside their base. A version is loaded first and asked
 * then, so that no question meets a model that is not there.
 */
@ApplicationScoped
public class Adapters {

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    private static final int LONGEST_PATH = 1000;
    private static final int CHANCE_BYTES = 4;
    private static final SecureRandom CHANCE = new SecureRandom();

    @Inject
    private ModelRegistry registry;

    @Inject
    private AdapterRows rows;

    @Inject
    private Connections connections;

    /** Every version that was ever loaded for the model, the latest first. */
    public List<Adapter> history(Caller caller, String alias) {
        caller.require(Role.ADMIN);
        return rows.all(caller, model(caller, alias).id());
    }

    /**
     * Loads a version at the model's server under a name that no version had, and has it asked from then on.
     *
     * @param version empty for the next number
     * @throws Problem.Unavailable when the server does not load it; the version before is asked on then
     */
    public Adapter load(Caller caller, String alias, String path, Optional<String> version) {
        caller.require(Role.ADMIN);
        check(path, version);
        StoredModel model = model(caller, alias);
        if (model.provider() != Provider.OPENAI || model.kind() != Kind.FINE_TUNED) {
            throw new Problem.Conflict("model.adapter_kind", alias);
        }
        Adapter adapter = fresh(alias, path, version.orElseGet(() -> next(caller, model)));
        AdapterServer server = connections.server(caller, model);
        server.load(adapter.name(), path);
        try {
            rows.take(caller, model, adapter, today());
        } catch (RuntimeException notTaken) {
            putBack(server, adapter, notTaken);
            throw notTaken;
        }
        return rows.find(caller, adapter.id()).orElseThrow();
    }

    private static void putBack(AdapterServer server, Adapter adapter, RuntimeException why) {
        try {
            server.unload(adapter.name());
        } catch (Problem.Unavailable stays) {
            why.addSuppressed(stays);
        }
    }

    /** The model is asked without an adapter again; the one it had is unloaded when its last call must have ended. */
    public void unload(Caller caller, String alias) {
        caller.require(Role.ADMIN);
        rows.takeBack(caller, model(caller, alias));
    }

    private StoredModel model(Caller caller, String alias) {
        return registry.find(caller, today(), alias).orElseThrow(Problem.NotFound::thing);
    }

    private String next(Caller caller, StoredModel model) {
        return Integer.toString(rows.all(caller, model.id()).size() + 1);
    }

    private static Adapter fresh(String alias, String path, String version) {
        byte[] chance = new byte[CHANCE_BYTES];
        CHANCE.nextBytes(chance);
        String name = alias + "-" + version + "-" + HexFormat.of().formatHex(chance);
        return new Adapter(UUID.randomUUID(), version, name, path, Instant.now(), Optional.empty(), Optional.empty());
    }

    private static void check(String path, Optional<String> version) {
        List<Problem.Invalid.Field> bad = new ArrayList<>();
        if (path.isBlank() || path.length() > LONGEST_PATH || path.chars().anyMatch(Character::isISOControl)) {
            bad.add(Problem.Invalid.Field.of("path", "model.adapter_path", LONGEST_PATH));
        }
        if (version.isPresent() && !VERSION.matcher(version.get()).matches()) {
            bad.add(Problem.Invalid.Field.of("version", "model.adapter_version"));
        }
        if (!bad.isEmpty()) {
            throw new Problem.Invalid(bad);
        }
    }

    private static LocalDate today() {
        return LocalDate.now(Clock.systemUTC());
    }
}
