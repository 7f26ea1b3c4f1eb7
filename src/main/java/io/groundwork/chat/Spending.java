package io.groundwork.chat;

import io.groundwork.platform.kernel.Caller;

/** Where the tokens of answers are counted, whichever end an answer came to. */
public interface Spending {

    /** Counts the tokens that an answer took. */
    void spend(Caller caller, long tokens);
}
