package io.groundwork.intent;

import java.util.List;

/** A head and how good it is. */
record Training(Head head, Report report) {

    static Training of(TrainingSet set, String elsewhere) {
        List<Trial> trials = Trials.of(set, elsewhere);
        Head head = Calibration.head(set, elsewhere, trials);
        return new Training(head, Report.of(head, set, trials));
    }
}
