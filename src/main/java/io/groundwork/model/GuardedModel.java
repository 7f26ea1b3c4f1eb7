package io.groundwork.model;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Completion;
import io.groundwork.platform.llm.LanguageModel;
import io.groundwork.platform.llm.ModelStream;
import io.groundwork.platform.llm.Prompt;
import java.time.Duration;
import java.util.Optional;

/** A language model behind its guard. */
final class GuardedModel implements LanguageModel {

    private final LanguageModel model;
    private final Guard guard;

    GuardedModel(LanguageModel model, Guard guard) {
        this.model = model;
        this.guard = guard;
    }

    /** The model without its guard, for a call that is to get through in any case. */
    LanguageModel unguarded() {
        return model;
    }

    Guard guard() {
        return guard;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Duration longest() {
        return model.longest();
    }

    @Override
    public Call prepare(Prompt prompt) {
        Call call = model.prepare(prompt);
        return new Call() {
            @Override
            public String sent() {
                return call.sent();
            }

            @Override
            public ModelStream open(String id) {
                Guard.Pass pass = guard.enter();
                return new GuardedStream(opened(call, id, pass), pass);
            }
        };
    }

    private static ModelStream opened(Call call, String id, Guard.Pass pass) {
        try {
            return call.open(id);
        } catch (Problem.Unavailable failure) {
            pass.failed(failure);
            throw failure;
        } catch (RuntimeException fault) {
            pass.left();
            throw fault;
        }
    }

    private record GuardedStream(ModelStream stream, Guard.Pass pass) implements ModelStream {

        @Override
        public Optional<String> next(Duration patience) {
            try {
                Optional<String> piece = stream.next(patience);
                if (stream.ended()) {
                    pass.succeeded();
                }
                return piece;
            } catch (Problem.Unavailable failure) {
                pass.failed(failure);
                throw failure;
            }
        }

        @Override
        public boolean ended() {
            return stream.ended();
        }

        @Override
        public Completion completion() {
            return stream.completion();
        }

        @Override
        public void close() {
            try {
                stream.close();
            } finally {
                pass.left();
            }
        }
    }
}
