package io.groundwork.model;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.llm.LanguageModels;
import io.groundwork.platform.llm.ProviderAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The models of a tenant: the built-in answerer, the language model that the operator sets for everybody, if any, and what
 * the tenant's admins put beside or in place of these. No transaction is open while a model talks.
 */
@ApplicationScoped
public class Models {

    /** The name under which the tenant's policy decides which model answers. */
    public static final String ASSISTANT = "assistant";

    public static final String BUILT_IN = "built-in";
    public static final String STANDARD = "standard";

    private ModelRegistry registry;
    private Connections connections;
    private Trial trial;
    private PaidTrial paid;
    private ProviderAddresses addresses;
    private InstallationModels installation;
    /** Another one in tests alone. */
    Clock clock = Clock.systemUTC();

    /** For the container's proxies only. */
    protected Models() {}

    @Inject
    public Models(
            Settings settings,
            LanguageModels models,
            ProviderAddresses addresses,
            ModelRegistry registry,
            Connections connections,
            Trial trial,
            PaidTrial paid) {
        this.registry = registry;
        this.connections = connections;
        this.trial = trial;
        this.paid = paid;
        this.addresses = addresses;
        installation = InstallationModels.of(settings, models, addresses);
    }

    /** To be told of the start, this has to be made then: so a wrong setting stops the start rather than the first question. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        installation.all();
    }

    /** All models of the caller's tenant, by alias; the operator has those of the installation alone. */
    public List<Model> all(Caller caller) {
        if (caller.isOperator()) {
            return installation.all();
        }
        LocalDate today = today();
        TreeMap<String, Model> all = new TreeMap<>();
        installation.all().forEach(model -> all.put(model.alias(), guarded(caller, model)));
        registry.all(caller, today).forEach(model -> all.put(model.alias(), asked(caller, model, today)));
        return List.copyOf(all.values());
    }

    /** One of the caller's tenant's models. */
    public Optional<Model> find(Caller caller, String alias) {
        if (caller.isOperator()) {
            return installation.find(alias);
        }
        LocalDate today = today();
        return registry.find(caller, today, alias)
                .map(model -> asked(caller, model, today))
                .or(() -> installation.find(alias).map(model -> guarded(caller, model)));
    }

    private Model asked(Caller caller, StoredModel model, LocalDate today) {
        return model.model(today, connections.of(caller, model).map(client -> client), installation.free());
    }

    private Model guarded(Caller caller, Model model) {
        return model.asking(model.client().map(client -> connections.ofInstallation(caller, model.alias(), client)));
    }

    /**
     * Puts a model in the tenant's registry, or changes it to this.
     *
     * @throws Problem.Invalid naming every bad field
     */
    public ModelDetail put(Caller caller, String alias, ModelSpec spec) {
        caller.require(Role.ADMIN);
        ModelRules.check(alias, spec, addresses);
        return detail(caller, registry.put(caller, alias, spec, today()), today());
    }

    public ModelDetail read(Caller caller, String alias) {
        caller.require(Role.ADMIN);
        LocalDate today = today();
        return registry.find(caller, today, alias)
                .map(model -> detail(caller, model, today))
                .or(() -> installation.find(alias).map(model -> detail(caller, model)))
                .orElseThrow(Problem.NotFound::thing);
    }

    /** By alias; the cursor is the last alias. */
    public Page<ModelDetail> page(Caller caller, Page.Request request) {
        caller.require(Role.ADMIN);
        LocalDate today = today();
        TreeMap<String, ModelDetail> all = new TreeMap<>();
        installation.all().forEach(model -> all.put(model.alias(), detail(caller, model)));
        registry.all(caller, today).forEach(model -> all.put(model.alias(), detail(caller, model, today)));
        List<ModelDetail> rows = all.values().stream()
                .filter(model -> request.after() == null || model.alias().compareTo(request.after()) > 0)
                .limit(request.limit() + 1L)
                .toList();
        return Page.cut(rows, request.limit(), ModelDetail::alias);
    }

    private ModelDetail detail(Caller caller, StoredModel stored, LocalDate today) {
        Optional<GuardedModel> client = connections.of(caller, stored);
        return new ModelDetail(
                stored.model(today, client.map(there -> there), installation.free()),
                stored.name(),
                stored.baseUrl(),
                stored.sealedKey().isPresent(),
                registry.prices(caller, stored),
                stored.timeouts(),
                stored.maxConcurrent(),
                stored.disabled(),
                Optional.of(stored.updatedAt()),
                client.map(there -> there.guard().health()).orElse(ModelHealth.UNTRIED));
    }

    private ModelDetail detail(Caller caller, Model model) {
        Model guarded = guarded(caller, model);
        return new ModelDetail(
                guarded,
                model.name(),
                Optional.empty(),
                installation.hasKey(model),
                List.of(),
                installation.timeouts(),
                ModelSpec.USUAL_CONCURRENT,
                false,
                Optional.empty(),
                health(guarded));
    }

    private static ModelHealth health(Model model) {
        return model.client()
                .map(client -> ((GuardedModel) client).guard().health())
                .orElse(ModelHealth.UNTRIED);
    }

    /** Takes a model of the tenant's own out; the installation's of that alias, if any, stands in its place again. */
    public void delete(Caller caller, String alias) {
        caller.require(Role.ADMIN);
        LocalDate today = today();
        if (registry.find(caller, today, alias).isEmpty()
                && installation.find(alias).isPresent()) {
            throw new Problem.Conflict("model.of_installation", alias);
        }
        registry.delete(caller, alias, today);
        connections.forget(caller, alias);
    }

    /** Really asks the model something, whatever its state and circuit, and notes in its health what came of it. */
    public ModelTest test(Caller caller, String alias) {
        caller.require(Role.ADMIN);
        Model model = find(caller, alias).orElseThrow(Problem.NotFound::thing);
        if (model.builtIn()) {
            return trial.ofBuiltIn();
        }
        return model.client()
                .map(client -> paid.of(caller, model))
                .orElseGet(() -> ModelTest.failed(new Problem.Conflict("model.waiting", alias), 0));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
