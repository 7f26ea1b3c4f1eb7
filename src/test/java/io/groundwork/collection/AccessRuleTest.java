package io.groundwork.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Problem;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRuleTest {

    private static final AccessRule.Subject ADA = new AccessRule.Subject("ada", Set.of("Finance", "payroll"));

    @Test
    void aMissingRuleLetsNobodyIn() {
        assertThat(AccessRule.parse(null, "access").decide(ADA)).isFalse();
        assertThat(AccessRule.parse(JsonValue.NULL, "access").decide(ADA)).isFalse();
        assertThat(Town.rule("{}").decide(ADA)).isFalse();
        assertThat(Town.rule("{'deny':[{'user':'bob'}]}").decide(ADA)).isFalse();
    }

    @Test
    void aDenyWinsOverEveryAllow() {
        AccessRule rule = Town.rule(
                "{'allow':[{'everyone':true},{'user':'ada'},{'group':'finance'}],'deny':[{'group':'payroll'}]}");
        assertThat(rule.decide(ADA)).isFalse();
        assertThat(rule.decide(new AccessRule.Subject("bob", Set.of()))).isTrue();
    }

    @Test
    void namesMatchWhateverTheirCase() {
        assertThat(Town.rule("{'allow':[{'user':'ADA'}]}").decide(ADA)).isTrue();
        assertThat(Town.rule("{'allow':[{'group':'finance'}]}").decide(ADA)).isTrue();
        assertThat(Town.rule("{'allow':[{'everyone':true}],'deny':[{'group':'PAYROLL'}]}")
                        .decide(ADA))
                .isFalse();
    }

    @Test
    void allOfNeedsEveryEntryHoweverDeep() {
        assertThat(Town.rule("{'allow':[{'all_of':[{'group':'finance'},{'group':'payroll'}]}]}")
                        .decide(ADA))
                .isTrue();
        assertThat(Town.rule("{'allow':[{'all_of':[{'group':'finance'},{'group':'board'}]}]}")
                        .decide(ADA))
                .isFalse();
        assertThat(Town.rule(
                                "{'allow':[{'all_of':[{'user':'ada'},{'all_of':[{'group':'finance'},{'everyone':true}]}]}]}")
                        .decide(ADA))
                .isTrue();
    }

    @Test
    void aDocumentsOwnRuleReplacesTheAllowsAndKeepsTheDeniesOfBoth() {
        AccessRule collection = Town.rule("{'allow':[{'group':'finance'}],'deny':[{'user':'bob'}]}");
        AccessRule own = Town.rule("{'allow':[{'everyone':true}],'deny':[{'user':'cyd'}]}");
        AccessRule rule = own.under(collection);
        assertThat(rule.decide(new AccessRule.Subject("dan", Set.of()))).isTrue();
        assertThat(rule.decide(new AccessRule.Subject("bob", Set.of()))).isFalse();
        assertThat(rule.decide(new AccessRule.Subject("cyd", Set.of("finance"))))
                .isFalse();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        String json = "{'allow':[{'everyone':true},{'user':'ada'},{'group':'finance'},"
                + "{'all_of':[{'group':'a'},{'all_of':[{'user':'b'}]}]}],'deny':[{'group':'x'}]}";
        assertThat(Town.rule(json).toJson().toString()).isEqualTo(json.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'denny':[]}                                  | access.denny",
                "{'allow':{}}                                  | access.allow",
                "{'allow':['everyone']}                        | access.allow[0]",
                "{'allow':[{'everyone':false}]}                | access.allow[0].everyone",
                "{'allow':[{'user':''}]}                       | access.allow[0].user",
                "{'allow':[{'user':'a'},{'group':7}]}          | access.allow[1].group",
                "{'allow':[{'user':'a','group':'b'}]}          | access.allow[0]",
                "{'deny':[{'all_of':[]}]}                      | access.deny[0].all_of",
                "{'deny':[{'all_of':[{'user':'a'},{'x':1}]}]}  | access.deny[0].all_of[1]",
            })
    void aBadRuleIsRefusedWithThePathOfItsFault(String json, String path) {
        assertThatThrownBy(() -> Town.rule(json))
                .isInstanceOfSatisfying(Problem.Invalid.class, problem -> assertThat(problem.fields())
                        .extracting(Problem.Invalid.Field::name)
                        .containsExactly(path));
    }

    @Test
    void aRuleThatNestsTooDeepIsRefused() {
        String nine = "{'all_of':[".repeat(9) + "{'everyone':true}" + "]}".repeat(9);
        assertThatThrownBy(() -> Town.rule("{'allow':[" + nine + "]}")).isInstanceOf(Problem.Invalid.class);
        String eight = "{'all_of':[".repeat(8) + "{'everyone':true}" + "]}".repeat(8);
        assertThat(Town.rule("{'allow':[" + eight + "]}").decide(ADA)).isTrue();
    }

    @Test
    void aConjunctionOfNothingCannotBeBuilt() {
        assertThatThrownBy(() -> new AccessRule.AllOf(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anExplanationAgreesWithTheDecisionAndNamesTheWay() {
        AccessRule collection = Town.rule("{'allow':[{'group':'finance'}],'deny':[{'group':'contractors'}]}");
        WeighedRule weighed = WeighedRule.ofCollection("hr", collection);
        assertThat(weighed.decide(ADA).allowed()).isTrue();
        Explanation explanation =
                new Explanation(ADA, Map.of("finance", List.of("payroll", "finance"), "payroll", List.of("payroll")));
        assertThat(explanation.of(weighed))
                .containsExactly(
                        new AccessCheck.Because("user ada", "collection hr: deny group contractors", false),
                        new AccessCheck.Because(
                                "user ada > group payroll > group finance",
                                "collection hr: allow group finance",
                                true));
    }

    @Test
    void aNoWithoutAMatchSaysThatNothingAllows() {
        AccessRule nobody = AccessRule.NOBODY;
        assertThat(new Explanation(ADA, Map.of()).of(WeighedRule.ofCollection("hr", nobody)))
                .containsExactly(new AccessCheck.Because("user ada", "collection hr: allows nobody", true));
    }
}
