package io.groundwork.cost.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.cost.rest.ComparisonJson.LineJson;
import io.groundwork.cost.rest.ComparisonJson.OptionJson;
import io.groundwork.cost.rest.ComparisonJson.PairJson;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** The arithmetic that the source articles published (S0, S1, S2), reproduced to the digit through the API's own shape. */
class PublishedCostsTest {

    private static ComparisonJson compare(String scenario) {
        try (JsonReader reader =
                Json.createReader(new StringReader("{\"scenario\":" + scenario.replace('\'', '"') + "}"))) {
            return new CostsResource().compare(reader.readObject());
        }
    }

    private static OptionJson only(String queriesPerDay, String days, String option) {
        return compare("{'currency':'USD','queries_per_day':" + queriesPerDay + ",'days_per_month':" + days
                        + ",'options':{'it':" + option + "}}")
                .options()
                .get("it");
    }

    private static LineJson line(OptionJson option, String name) {
        return option.lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static final String S1 =
            """
            {'currency': 'USD', 'queries_per_day': 10000, 'options': {
                'rag': {'per_query': {'embed': '0.0001', 'search': '0.0002', 'generate': '0.003'}},
                'fine_tuned': {'per_query': {'generate': '0.004'}, 'per_month': {'training': '500'}},
                'hybrid': {'per_query': {'retrieval': '0.0003', 'generate': '0.004'}, 'per_month': {'training': '500'}}}}
            """;

    @Test
    void s1RagIs33ADayAnd990AMonth() {
        OptionJson rag = compare(S1).options().get("rag");
        assertThat(rag.perDay()).isEqualTo("33");
        assertThat(rag.perMonth()).isEqualTo("990");
        assertThat(rag.once()).isEqualTo("0");
        assertThat(rag.lines()).extracting(LineJson::name).containsExactly("embed", "search", "generate");
        assertThat(rag.lines()).extracting(LineJson::amount).containsExactly("0.0001", "0.0002", "0.003");
        assertThat(rag.lines()).extracting(LineJson::monthly).containsExactly("30", "60", "900");
    }

    @Test
    void s1FineTunedIs40ADayAnd1700AMonth() {
        OptionJson tuned = compare(S1).options().get("fine_tuned");
        assertThat(tuned.perDay()).isEqualTo("40");
        assertThat(tuned.perMonth()).isEqualTo("1700");
        assertThat(line(tuned, "training").per()).isEqualTo("month");
        assertThat(line(tuned, "training").monthly()).isEqualTo("500");
    }

    @Test
    void s1HybridIs43ADayAnd1790AMonth() {
        OptionJson hybrid = compare(S1).options().get("hybrid");
        assertThat(line(hybrid, "retrieval").monthly()).isEqualTo("90");
        assertThat(line(hybrid, "generate").monthly()).isEqualTo("1200");
        assertThat(hybrid.perDay()).isEqualTo("43");
        assertThat(hybrid.perMonth()).isEqualTo("1790");
    }

    @Test
    void s2EmbeddingTenMillionTokensIsTwentyCents() {
        OptionJson embedding =
                only("0", "30", "{'once':{'embed the corpus':{'tokens':10000000,'price_per_million':'0.02'}}}");
        assertThat(embedding.once()).isEqualTo("0.2");
        assertThat(embedding.perMonth()).isEqualTo("0");
    }

    @Test
    void s2TwoThousandTokensOfContextAreAFractionOfACentAQuery() {
        String context = "{'per_query':{'context':{'tokens':2000,'price_per_million':'%s'}}}";
        assertThat(line(only("1", "30", context.formatted("0.25")), "context").amount())
                .isEqualTo("0.0005");
        assertThat(line(only("1", "30", context.formatted("3.00")), "context").amount())
                .isEqualTo("0.006");
    }

    @Test
    void s2FiftyThousandQueriesAMonthAddTwentyFiveToThirtyFive() {
        assertThat(only("2500", "20", "{'per_query':{'context':'0.0005'}}").perMonth())
                .isEqualTo("25");
        assertThat(only("50000", "1", "{'per_query':{'context':'0.0007'}}").perMonth())
                .isEqualTo("35");
    }

    @Test
    void s2TrainingIsOneFiftyARunAndTakesFiveToFifteenRuns() {
        String runs = "{'once':{'training':{'tokens':'500000','price_per_million':3,'times':%d}}}";
        assertThat(only("0", "30", runs.formatted(1)).once()).isEqualTo("1.5");
        assertThat(only("0", "30", runs.formatted(5)).once()).isEqualTo("7.5");
        assertThat(only("0", "30", runs.formatted(15)).once()).isEqualTo("22.5");
    }

    @Test
    void s0EmbeddingAMillionDocumentsIs130OnceThenDeltas() {
        OptionJson index = only(
                "0",
                "30",
                """
                {'once': {'embed the corpus': {'tokens': 1000000000, 'price_per_million': '0.13'}},
                 'per_refresh': {'embed 1 % of it': {'of': 'embed the corpus', 'times': '0.01'}}, 'refreshes_per_year': 12}
                """);
        assertThat(index.once()).isEqualTo("130");
        assertThat(line(index, "embed 1 % of it").amount()).isEqualTo("1.3");
        assertThat(index.perMonth()).isEqualTo("1.3");
    }

    @Test
    void s0RetrievedContextIsATenthToFourTenthsOfACent() {
        String context = "{'per_query':{'context':{'tokens':%d,'price_per_million':'1'}}}";
        assertThat(line(only("1", "30", context.formatted(1000)), "context").amount())
                .isEqualTo("0.001");
        assertThat(line(only("1", "30", context.formatted(4000)), "context").amount())
                .isEqualTo("0.004");
    }

    /** The article says no prices; 40 % saved at 70 % routed means a cheaper tier at three sevenths of the dearer one. */
    @Test
    void s0RoutingSeventyPercentToACheaperTierSavesForty() {
        PairJson pair = compare(
                        """
                        {'currency': 'USD', 'queries_per_day': 1000, 'options': {
                            'one tier': {'per_query': {'frontier': '0.007'}},
                            'routed': {'per_query': {'frontier': {'amount': '0.007', 'times': '0.3'},
                                                     'cheaper': {'amount': '0.003', 'times': '0.7'}}}}}
                        """)
                .breakEven()
                .get(0);
        assertThat(pair.savedPercent()).isEqualTo("40");
        assertThat(pair.cheaperNow()).contains("routed");
    }

    /** Data curation costs 5 to 10 times the training run; an index update is 10 to 100 times cheaper than a refresh. */
    @Test
    void s0RefreshingAFineTuneWeeklyCostsAHundredTimesTheIndex() {
        ComparisonJson weekly = compare(
                """
                {'currency': 'USD', 'queries_per_day': 0, 'options': {
                    'index': {'per_refresh': {'re-embed': '1.50'}, 'refreshes_per_year': 52},
                    'fine_tune': {'per_refresh': {'training': '15', 'curation': {'of': 'training', 'times': 9}},
                                  'refreshes_per_year': 52}}}
                """);
        assertThat(weekly.options().get("index").perYear()).isEqualTo("78");
        assertThat(weekly.options().get("index").perMonth()).isEqualTo("6.5");
        assertThat(line(weekly.options().get("fine_tune"), "curation").amount()).isEqualTo("135");
        assertThat(weekly.options().get("fine_tune").perYear()).isEqualTo("7800");
    }

    /** 200 000 a year of own servers are earned back at 100 million requests a month where one costs 1/6 of 0.001. */
    @Test
    void s0SelfHostingBreaksEvenNear200ThousandAYear() {
        PairJson pair = compare(
                        """
                        {'currency': 'USD', 'queries_per_day': 3500000, 'options': {
                            'api': {'per_query': {'tokens': {'tokens': 1000, 'price_per_million': '0.16'}}},
                            'self-hosted': {'per_month': {'servers': '16000'}}}}
                        """)
                .breakEven()
                .get(0);
        assertThat(pair.queriesPerDay()).isEqualTo("3333333.3333333333");
        assertThat(pair.cheaperBelow()).contains("api");
        assertThat(pair.cheaperAbove()).contains("self-hosted");
        assertThat(pair.inWords())
                .isEqualTo("Below 3,333,334 queries a day api costs less, from there on self-hosted. "
                        + "At 3,500,000 queries a day self-hosted saves 800 USD a month (4.76 %).");
    }
}
