package io.groundwork.chat;

import io.groundwork.model.Model;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import io.groundwork.routing.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The models that a decision names, in the order in which they are asked: those that can be asked now, and that can do what
 * the request demands.
 */
record Chain(List<Step> steps, Optional<AnswerShape> shape) {

    /** What is told of a model that was meant and cannot be asked at all. */
    static final String UNUSABLE = "model_unusable";

    Chain {
        steps = List.copyOf(steps);
    }

    /**
     * @param models the caller's tenant's models by alias
     * @throws Problem.Invalid where the request asks for what this way cannot give
     * @throws Problem.Unavailable where no model is left
     */
    static Chain of(Decision decision, ChatRequest request, Function<String, Optional<Model>> models) {
        List<Step> usable = usable(decision, models);
        if (usable.isEmpty()) {
            throw new Problem.Unavailable(Reason.OVERLOADED, null, "chat.no_model");
        }
        List<Step> able = request.tools().isPresent() ? withTools(decision, usable) : usable;
        Optional<AnswerShape> asked = AnswerShape.of(request.responseFormat());
        Optional<AnswerShape> shape =
                asked.isPresent() || request.responseFormat().isPresent()
                        ? asked
                        : AnswerShape.of(decision.options().responseFormat());
        if (shape.isEmpty()) {
            return new Chain(able, shape);
        }
        List<Step> shaping =
                able.stream().filter(step -> !step.model().builtIn()).toList();
        if (asked.isPresent() && (shaping.isEmpty() || namesBuiltIn(request, able.get(0)))) {
            throw Problem.Invalid.field("response_format", "chat.format_built_in");
        }
        return shaping.isEmpty() ? new Chain(able, Optional.empty()) : new Chain(shaping, shape);
    }

    /** Who names a model wants that one, and not what would stand in for it. */
    private static boolean namesBuiltIn(ChatRequest request, Step first) {
        return first.model().builtIn() && first.model().alias().equals(request.model());
    }

    private static List<Step> usable(Decision decision, Function<String, Optional<Model>> models) {
        List<Step> steps = new ArrayList<>();
        Stream.concat(Stream.of(decision.model()), decision.fallbacks().stream())
                .distinct()
                .map(models)
                .flatMap(Optional::stream)
                .filter(Model::usable)
                .map(model -> model.alias().equals(decision.model())
                        ? Step.first(model, decision.mode())
                        : Step.fallback(model, decision.mode()))
                .forEach(steps::add);
        return steps;
    }

    private static List<Step> withTools(Decision decision, List<Step> steps) {
        if (decision.mode().retrieves()) {
            throw Problem.Invalid.field("tools", "chat.tools_with_retrieval");
        }
        if (!steps.get(0).model().supports().tools()) {
            throw Problem.Invalid.field(
                    "tools", "chat.tools_unsupported", steps.get(0).model().alias());
        }
        return steps.stream().filter(step -> step.model().supports().tools()).toList();
    }
}
