package io.groundwork.chat;

import io.groundwork.model.Model;
import io.groundwork.platform.kernel.TokenCount;
import java.util.List;
import java.util.Optional;

/**
 * What a model made of a question, before it is put on record and given.
 *
 * @param raw what the model said
 * @param shown what the person is given
 * @param attempt the call behind it
 */
record Draft(
        Model model,
        String raw,
        String shown,
        boolean abstained,
        List<Citation> citations,
        int droppedMarks,
        TokenCount usage,
        boolean usageEstimated,
        String finishReason,
        EvidenceLog.Attempt attempt,
        Optional<Long> firstTokenMillis) {

    boolean grounded() {
        return !citations.isEmpty();
    }
}
