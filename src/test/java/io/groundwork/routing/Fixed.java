package io.groundwork.routing;

import io.groundwork.budget.Ladder;
import io.groundwork.budget.ModelNames;
import io.groundwork.intent.Intent;
import io.groundwork.intent.Intents;
import io.groundwork.model.Model;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faces below routing, as far as its database tests hold them still: the same models and intents for every tenant. */
final class Fixed {

    private Fixed() {}

    static Wired wire(TestDatabase database, Registry registry) {
        return wire(database, registry, List.of());
    }

    /** With questions that were answered before; with none, nobody keeps them. */
    static Wired wire(TestDatabase database, Registry registry, List<PastQuestions.Past> past) {
        PastQuestions port = (caller, most) -> past.stream().limit(most).toList();
        return new Wired(database)
                .with(Models.class, new FixedModels(registry.models()))
                .with(Intents.class, new FixedIntents())
                .with(Ladder.class, (caller, field, then) -> {})
                .with(ModelNames.class, (caller, alias) -> true)
                .with(AnswerFormats.class, format -> true)
                .with(Instance.class, instance(port, past.isEmpty()));
    }

    private static Instance<?> instance(PastQuestions port, boolean unsatisfied) {
        return (Instance<?>) Proxy.newProxyInstance(
                Fixed.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isUnsatisfied" -> unsatisfied;
                    case "get" -> port;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static final class FixedModels extends Models {

        private final Map<String, Model> models;

        FixedModels(Map<String, Model> models) {
            this.models = models;
        }

        @Override
        public List<Model> all(Caller caller) {
            return List.copyOf(models.values());
        }

        @Override
        public Optional<Model> find(Caller caller, String alias) {
            return Optional.ofNullable(models.get(alias));
        }
    }

    /** Questions that end in a question mark are routine. */
    private static final class FixedIntents extends Intents {

        @Override
        public Intent of(Caller caller, String question) {
            return new Intent(question.endsWith("?") ? Intent.ROUTINE : Intent.NOVEL, 0.8);
        }

        @Override
        public List<String> names(Caller caller) {
            return List.of(Intent.ROUTINE, Intent.DOMAIN_HEAVY, Intent.NOVEL);
        }
    }
}
