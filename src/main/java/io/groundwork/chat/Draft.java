package io.groundwork.chat;

import jakarta.json.JsonArray;
import java.util.List;
import java.util.Optional;

/**
 * What came of asking one model, before it is put on record and given.
 *
 * @param raw what the model said
 * @param shown what the person is given
 * @param toolCalls what the model asks its caller to do
 * @param attempt the call behind it; its tokens and what they cost
 */
record Draft(
        Step step,
        String raw,
        String shown,
        boolean abstained,
        boolean grounded,
        List<Citation> citations,
        int droppedMarks,
        String finishReason,
        JsonArray toolCalls,
        EvidenceLog.Attempt attempt,
        Optional<Long> firstTokenMillis) {

    int uncitedSentences() {
        return step.mode().retrieves() && !abstained ? Coverage.uncitedSentences(shown) : 0;
    }
}
