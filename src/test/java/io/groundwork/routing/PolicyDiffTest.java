package io.groundwork.routing;

import static io.groundwork.routing.RoutingPoliciesTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What changes between two versions, by path and in words. */
class PolicyDiffTest {

    private static final String BEFORE =
            """
            {'default': {'mode': 'rag', 'model': 'standard', 'fallbacks': ['built-in']},
             'rules': [{'name': 'routine', 'when': {'intent': ['routine']}, 'then': {'mode': 'fine_tune', 'model': 'student'}},
                       {'name': 'hr', 'when': {'groups': ['hr']}, 'then': {'mode': 'rag', 'model': 'standard', 'top_k': 4}},
                       {'name': 'gone', 'then': {'mode': 'rag', 'model': 'standard'}}],
             'abstain_below': 0.4}
            """;

    private static final String AFTER =
            """
            {'default': {'mode': 'rag', 'model': 'frontier', 'fallbacks': ['built-in']},
             'rules': [{'name': 'hr', 'when': {'groups': ['hr'], 'max_chars': 90}, 'then': {'mode': 'rag', 'model': 'standard'}},
                       {'name': 'routine', 'when': {'intent': ['routine']}, 'then': {'mode': 'fine_tune', 'model': 'expert'}},
                       {'name': 'new', 'when': {'intent': ['novel']}, 'then': {'mode': 'rag', 'model': 'frontier'}}],
             'sticky': false, 'abstain_below': 0.4}
            """;

    @Test
    void everyChangeIsToldByPathAndInWords() {
        assertThat(changes(BEFORE, AFTER))
                .containsExactly(
                        "default.model | default model: standard becomes frontier.",
                        "rules[gone] | Rule 'gone' is gone.",
                        "rules[hr].when.max_chars | Rule 'hr', max chars: now 90.",
                        "rules[hr].then.top_k | Rule 'hr', top k: not set any more; it was 4.",
                        "rules[routine].then.model | Rule 'routine', model: student becomes expert.",
                        "rules[new] | Rule 'new' is new.",
                        "rules | The order of the rules is now hr, routine, new.",
                        "sticky | sticky: true becomes false.");
    }

    @Test
    void whatMeansTheSameIsNoChange() {
        assertThat(changes(BEFORE, BEFORE)).isEmpty();
        assertThat(changes(
                        "{'default': {'mode': 'rag', 'model': 'a'}}",
                        "{'sticky': true, 'rules': [], 'allow_override': [],"
                                + " 'default': {'model': 'a', 'fallbacks': [], 'mode': 'rag', 'corpus': 'top_k'}}"))
                .isEmpty();
    }

    @Test
    void rulesOfOneNameAreComparedByTheirOrder() {
        String rule = "{'name': 'a', 'then': {'mode': 'rag', 'model': '%s'}}";
        String one = "{'default': {'mode': 'rag', 'model': 'a'}, 'rules': [" + rule.formatted("x") + ","
                + rule.formatted("y") + "]}";
        String other = "{'default': {'mode': 'rag', 'model': 'a'}, 'rules': [" + rule.formatted("x") + ","
                + rule.formatted("z") + "]}";
        assertThat(changes(one, other)).containsExactly("rules[a (2)].then.model | Rule 'a (2)', model: y becomes z.");
    }

    private static List<String> changes(String from, String to) {
        return new Differing(RoutingPolicy.parse(json(from)), RoutingPolicy.parse(json(to)))
                .changes().stream()
                        .map(change -> change.field() + " | " + change.text().in(Locale.ENGLISH))
                        .toList();
    }
}
