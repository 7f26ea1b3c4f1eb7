package io.groundwork.platform.llm;

import java.time.Duration;

/**
 * A language model behind some provider. A call is prepared first, so that the exact text that will be sent can be put on
 * record before it leaves; then it is opened and read piece by piece.
 */
public interface LanguageModel {

    /** The model's name at its provider. */
    String name();

    /** How long a call may take from beginning to end. */
    default Duration longest() {
        return Deadlines.USUAL.total();
    }

    /** Makes the call ready; nothing is sent yet. */
    Call prepare(Prompt prompt);

    /** A call that is ready to be sent, once. */
    interface Call {

        /** What will be sent, byte for byte in UTF-8; it holds no secret. */
        String sent();

        /**
         * Sends it and begins to listen; returns at once.
         *
         * @param id our own name of this call, which its provider is told and may put on its bill
         */
        ModelStream open(String id);
    }
}
