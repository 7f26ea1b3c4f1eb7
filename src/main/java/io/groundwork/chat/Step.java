package io.groundwork.chat;

import io.groundwork.model.Model;
import io.groundwork.routing.Mode;

/** One of the models that may answer a question, and the mode in which it would. */
record Step(Model model, Mode mode) {

    /** The built-in answerer speaks through documents alone; whoever steps in keeps the knowledge and takes its own behaviour. */
    static Step fallback(Model model, Mode meant) {
        return new Step(model, model.builtIn() ? Mode.RAG : Mode.of(model.fineTuned(), meant.retrieves()));
    }

    static Step first(Model model, Mode meant) {
        return new Step(model, model.builtIn() ? Mode.RAG : meant);
    }
}
