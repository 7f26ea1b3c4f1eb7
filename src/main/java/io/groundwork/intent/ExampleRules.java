package io.groundwork.intent;

import io.groundwork.platform.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** What labelled questions may look like, and how many there may be. */
final class ExampleRules {

    static final int MOST = 20_000;
    static final int MOST_AT_ONCE = 1_000;
    static final int MOST_INTENTS = 100;
    /** Fewer of an intent cannot be left out in turn. */
    static final int FEWEST = 5;

    private static final int LONGEST = 2_000;
    private static final Pattern INTENT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private ExampleRules() {}

    /**
     * Demands that each can be kept.
     *
     * @param prefix what stands before a field's name for the example at this place of a list
     */
    static void demand(List<NewExample> examples, IntFunction<String> prefix) {
        List<Problem.Invalid.Field> bad = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            NewExample example = examples.get(i);
            int length = example.text().codePointCount(0, example.text().length());
            if (length == 0 || length > LONGEST) {
                bad.add(Problem.Invalid.Field.of(prefix.apply(i) + "text", "intent.text_length", LONGEST));
            }
            if (!INTENT.matcher(example.intent()).matches()) {
                bad.add(Problem.Invalid.Field.of(prefix.apply(i) + "intent", "intent.name_form"));
            }
        }
        if (!bad.isEmpty()) {
            throw new Problem.Invalid(bad);
        }
    }
}
