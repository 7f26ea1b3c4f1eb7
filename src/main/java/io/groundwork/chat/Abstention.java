package io.groundwork.chat;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.kernel.TokenCount;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said when nothing readable answers: one text, whether nothing exists or nothing is permitted. */
final class Abstention {

    private static final String NOTHING = "";

    private Abstention() {}

    static String text() {
        return new Text("chat.abstention").in(Locale.ENGLISH);
    }

    /** What comes of a model that is not asked, since there is nothing to tell it. */
    static Draft draft(Step step, int n, List<Citation> citedBefore) {
        EvidenceLog.Attempt attempt = new EvidenceLog.Attempt(
                n,
                step.model().alias(),
                step.mode().word(),
                BuiltInAnswer.VERSION,
                Sha256.of(NOTHING),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TokenCount.NONE,
                false,
                Money.zero(step.model().price().orElseThrow().currency()),
                Optional.empty());
        return new Draft(
                step,
                NOTHING,
                text(),
                true,
                false,
                citedBefore,
                0,
                "stop",
                JsonValue.EMPTY_JSON_ARRAY,
                attempt,
                Optional.empty());
    }
}
