package io.groundwork.routing;

import static io.groundwork.routing.RoutingPoliciesTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.model.Kind;
import io.groundwork.model.Model;
import io.groundwork.platform.kernel.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents: what can be read, what is named as wrong, and what cannot work in a tenant. */
class PolicyDocumentTest {

    private static final String RULE =
            "{'default': {'mode': 'rag', 'model': 'standard'}, 'rules': [{'name': 'r', %s}]}";
    private static final String THEN = "'then': {'mode': 'rag', 'model': 'standard'}";

    private final Surroundings surroundings = new Surroundings(
            new Registry()
                    .base("standard", "mid")
                    .fineTuned("student", "standard")
                    .put("asleep", Kind.FINE_TUNED, null, null, Model.State.WAITING, true)
                    .put("off", Kind.BASE, null, null, Model.State.DISABLED, true)
                    .put("old", Kind.BASE, null, null, Model.State.RETIRED, true)
                    .put("free", Kind.BASE, null, null, Model.State.READY, false)
                    .models(),
            Set.of("HR"),
            Set.of("handbook"),
            Set.of("routine", "novel"),
            format -> !format.toString().contains("thing"),
            false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                                                                          | default
            {'default': 'rag'}                                                          | default
            {'default': {'mode': 'magic', 'model': 'a'}}                                | default.mode
            {'default': {'mode': 'rag'}}                                                | default.model
            {'default': {'mode': 'rag', 'model': 'a', 'fallbacks': 'b'}}                | default.fallbacks
            {'default': {'mode': 'rag', 'model': 'a', 'top_k': 0}}                      | default.top_k
            {'default': {'mode': 'rag', 'model': 'a', 'max_output_tokens': 0.5}}        | default.max_output_tokens
            {'default': {'mode': 'rag', 'model': 'a', 'corpus': 'all'}}                 | default.corpus
            {'default': {'mode': 'rag', 'model': 'a', 'on_break': 'shrug'}}             | default.on_break
            {'default': {'mode': 'rag', 'model': 'a', 'uncited': 1}}                    | default.uncited
            {'default': {'mode': 'rag', 'model': 'a', 'response_format': {'type': 'x'}}} | default.response_format.type
            {'default': {'mode': 'rag', 'model': 'a', 'response_format': {'type': 'json_schema', 'json_schema': {}}}} | default.response_format.json_schema.schema
            {'default': {'mode': 'rag', 'model': 'a'}, 'rules': {}}                     | rules
            {'default': {'mode': 'rag', 'model': 'a'}, 'sticky': 'yes'}                 | sticky
            {'default': {'mode': 'rag', 'model': 'a'}, 'allow_override': ['rag', 'x']}  | allow_override
            {'default': {'mode': 'rag', 'model': 'a'}, 'abstain_below': 1.1}            | abstain_below
            """)
    void aFieldThatCannotBeReadIsNamed(String document, String field) {
        assertThat(bad(document)).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            'when': {'intent': 'routine'}                                         | intent
            'when': {'groups': [1]}                                               | groups
            'when': {'max_chars': -1}                                             | max_chars
            'when': {'min_confidence': '0.5'}                                     | min_confidence
            'when': {'budget_below_percent': 101}                                 | budget_below_percent
            'when': {'hours': {'from': '25:00', 'to': '18:00'}}                   | hours.from
            'when': {'hours': {'from': '08:00'}}                                  | hours.to
            'when': {'hours': {'from': '08:00', 'to': '18:00', 'zone': 'Moon'}}   | hours.zone
            'when': {'hours': {'from': '08:00', 'to': '18:00', 'days': ['lun']}}  | hours.days
            """)
    void aConditionThatCannotBeReadIsNamed(String when, String field) {
        assertThat(bad(RULE.formatted(when + ", " + THEN))).containsExactly("rules[0].when." + field);
    }

    private static List<String> bad(String document) {
        Problem.Invalid invalid =
                catchThrowableOfType(Problem.Invalid.class, () -> RoutingPolicy.parse(json(document)));
        return invalid.fields().stream().map(Problem.Invalid.Field::name).toList();
    }

    @Test
    void everythingThatIsReadIsWrittenAgain() {
        String whole =
                """
                {'default': {'mode': 'rag', 'model': 'standard', 'fallbacks': ['built-in']},
                 'rules': [{'name': 'all', 'when': {'intent': ['routine'], 'groups': ['hr'], 'collections': ['handbook'],
                   'max_chars': 400, 'min_confidence': 0.7, 'budget_below_percent': 20.0,
                   'hours': {'from': '08:00', 'to': '18:00', 'days': ['mon', 'fri'], 'zone': 'Europe/Berlin'}},
                  'then': {'mode': 'hybrid', 'model': 'student', 'fallbacks': ['standard', 'built-in'], 'top_k': 3,
                   'max_output_tokens': 200, 'prompt': 'Be brief.', 'corpus': 'whole', 'on_break': 'restart',
                   'uncited': 'withhold', 'response_format': {'type': 'json_object'}}}],
                 'sticky': false, 'allow_override': ['rag', 'hybrid'], 'abstain_below': 0.5}
                """;
        RoutingPolicy policy = RoutingPolicy.parse(json(whole));
        assertThat(policy.unknownFields()).isEmpty();
        assertThat(policy.toJson()).isEqualTo(json(whole));
        assertThat(RoutingPolicy.parse(policy.toJson())).isEqualTo(policy);
    }

    @Test
    void theContractsExampleIsTaken() {
        String example =
                """
                {'default': {'mode': 'rag', 'model': 'standard', 'fallbacks': ['built-in']},
                 'rules': [{'name': 'routine', 'when': {'intent': ['routine']},
                   'then': {'mode': 'fine_tune', 'model': 'student', 'fallbacks': ['standard']}}],
                 'sticky': true, 'allow_override': ['rag']}
                """;
        assertThat(problems(example)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            'when': {'group': ['hr']}, 'then': {'mode': 'rag', 'model': 'standard'}              | rules[0].when.group          | error
            'thn': 1, 'then': {'mode': 'rag', 'model': 'standard', 'temperature': 1}             | rules[0].thn                 | error
            'then': {'mode': 'rag', 'model': 'standard', 'temperature': 1}                       | rules[0].then.temperature    | error
            'then': {'mode': 'rag', 'model': 'nobody'}                                           | rules[0].then.model          | error
            'then': {'mode': 'rag', 'model': 'off'}                                              | rules[0].then.model          | error
            'then': {'mode': 'rag', 'model': 'old'}                                              | rules[0].then.model          | error
            'then': {'mode': 'rag', 'model': 'free'}                                             | rules[0].then.model          | error
            'then': {'mode': 'hybrid', 'model': 'asleep'}                                        | rules[0].then.model          | warning
            'then': {'mode': 'rag', 'model': 'standard', 'fallbacks': ['nobody']}                | rules[0].then.fallbacks[0]   | error
            'then': {'mode': 'rag', 'model': 'standard', 'fallbacks': ['built-in', 'standard']}  | rules[0].then.fallbacks[1]   | error
            'then': {'mode': 'rag', 'model': 'student'}                                          | rules[0].then.mode           | error
            'then': {'mode': 'prompt', 'model': 'student'}                                       | rules[0].then.mode           | error
            'then': {'mode': 'hybrid', 'model': 'standard'}                                      | rules[0].then.mode           | error
            'then': {'mode': 'prompt', 'model': 'built-in'}                                      | rules[0].then.mode           | error
            'then': {'mode': 'prompt', 'model': 'standard', 'top_k': 3}                          | rules[0].then.top_k          | warning
            'then': {'mode': 'prompt', 'model': 'standard', 'corpus': 'whole'}                   | rules[0].then.corpus         | warning
            'then': {'mode': 'prompt', 'model': 'standard', 'uncited': 'withhold'}               | rules[0].then.uncited        | warning
            'then': {'mode': 'rag', 'model': 'standard', 'response_format': {'type': 'json_schema', 'json_schema': {'schema': {'type': 'thing'}}}} | rules[0].then.response_format | error
            'when': {'intent': ['routine', 'chat']}, 'then': {'mode': 'rag', 'model': 'standard'} | rules[0].when.intent[1]     | error
            'when': {'groups': ['hr', 'sales']}, 'then': {'mode': 'rag', 'model': 'standard'}    | rules[0].when.groups[1]      | error
            'when': {'collections': ['attic']}, 'then': {'mode': 'rag', 'model': 'standard'}     | rules[0].when.collections[0] | error
            'when': {'budget_below_percent': 5}, 'then': {'mode': 'rag', 'model': 'standard'}    | rules[0].when.budget_below_percent | warning
            'when': {'hours': {'from': '08:00', 'to': '08:00'}}, 'then': {'mode': 'rag', 'model': 'standard'} | rules[0].when.hours | error
            """)
    void whatCannotWorkIsAProblem(String rule, String field, String severity) {
        assertThat(problems(RULE.formatted(rule))).contains(field + " " + severity);
    }

    @Test
    void aDefaultThatNobodyCanAnswerIsAnError() {
        assertThat(problems("{'default': {'mode': 'hybrid', 'model': 'asleep'}}"))
                .containsExactly("default.model warning", "default.model error");
    }

    @Test
    void anOverrideThatNoModelCanServeIsToldAndOnesThatOneCanAreNot() {
        assertThat(problems("{'default': {'mode': 'rag', 'model': 'standard', 'fallbacks': ['student']},"
                        + " 'allow_override': ['rag', 'prompt', 'fine_tune', 'hybrid']}"))
                .isEmpty();
        assertThat(problems("{'default': {'mode': 'rag', 'model': 'built-in'}, 'allow_override': ['rag', 'prompt']}"))
                .containsExactly("allow_override[1] warning");
    }

    @Test
    void rulesNeedNamesOfTheirOwn() {
        assertThat(problems("{'default': {'mode': 'rag', 'model': 'standard'}, 'rules': ["
                        + "{'name': 'a', 'when': {'max_chars': 5}, " + THEN + "},"
                        + "{'name': 'a', 'when': {'intent': ['novel']}, " + THEN + "},"
                        + "{'name': 'default', 'when': {'intent': ['routine']}, " + THEN + "}]}"))
                .containsExactly("rules[1].name error", "rules[2].name error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                                            | {'intent': ['routine']}                                 | true
            {'intent': ['routine', 'novel']}              | {'intent': ['routine'], 'max_chars': 10}                | true
            {'intent': ['routine']}                       | {'intent': ['routine', 'novel']}                        | false
            {'intent': ['routine']}                       | {}                                                      | false
            {'max_chars': 100}                            | {'max_chars': 100}                                      | true
            {'max_chars': 100}                            | {'max_chars': 101}                                      | false
            {'min_confidence': 0.5}                       | {'min_confidence': 0.6}                                 | true
            {'min_confidence': 0.5}                       | {'min_confidence': 0.4}                                 | false
            {'groups': ['hr']}                            | {'groups': ['HR'], 'collections': ['handbook']}         | true
            {'hours': {'from': '08:00', 'to': '18:00'}}   | {'hours': {'from': '08:00', 'to': '18:00'}}             | true
            {'hours': {'from': '08:00', 'to': '18:00'}}   | {'hours': {'from': '09:00', 'to': '18:00'}}             | false
            """)
    void aRuleBehindAWiderOneIsNeverReached(String first, String second, boolean unreachable) {
        List<String> problems = problems("{'default': {'mode': 'rag', 'model': 'standard'}, 'rules': ["
                + "{'name': 'first', 'when': " + first + ", " + THEN + "}, {'name': 'second', 'when': " + second + ", "
                + THEN + "}]}");
        assertThat(problems).isEqualTo(unreachable ? List.of("rules[1] warning") : List.of());
    }

    private List<String> problems(String document) {
        return RoutingPolicy.parse(json(document)).problems(surroundings).stream()
                .map(problem -> problem.field() + " " + problem.severity().word())
                .toList();
    }
}
