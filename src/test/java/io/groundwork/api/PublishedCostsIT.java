package io.groundwork.api;

import static io.groundwork.testing.MoneyTenant.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arithmetic that the source articles published, row by row over the API, to the digit. Each row is asked for a second
 * time with one of its figures changed, and must come out otherwise: a reply that does not follow from its figures would be
 * found out.
 */
class PublishedCostsIT {

    private static Api caller;

    /**
     * A published result.
     *
     * @param options of the scenario, in single quotes
     * @param where the result stands in the reply
     * @param figure one that the result follows from, as it stands in the options
     */
    private record Row(
            String source, String queries, String days, String options, String where, String result, String figure) {

        private JsonObject scenario(String from, String to) {
            return json("{'scenario': {'currency': 'USD', 'queries_per_day': '" + queries + "', 'days_per_month': "
                    + days + ", 'options': {" + options.replace(from, to) + "}}}");
        }

        @Override
        public String toString() {
            return source + ": " + result;
        }
    }

    @BeforeAll
    static void somebody() {
        caller = ApiTenant.create().admin();
    }

    private static final String S1 =
            """
            'rag': {'per_query': {'embed': '0.0001', 'search': '0.0002', 'generate': '0.003'}},
            'fine_tuned': {'per_query': {'generate': '0.0040'}, 'per_month': {'training': '500'}},
            'hybrid': {'per_query': {'retrieval': '0.0003', 'generate': '0.00400'}, 'per_month': {'training': '500'}}
            """;

    private static Row s1(String where, String result, String figure) {
        return new Row("S1, 10 000 queries a day", "10000", "30", S1, "/options/" + where, result, figure);
    }

    private static Row one(String source, String option, String where, String result, String figure) {
        return new Row(source, "1", "30", "'it': {" + option + "}", "/options/it" + where, result, figure);
    }

    private static Row context(String source, String tokens, String price, String result) {
        String option = "'per_query': {'context': {'tokens': " + tokens + ", 'price_per_million': '" + price + "'}}";
        return one(source, option, "/lines/0/amount", result, "'" + price + "'");
    }

    private static Row training(int runs, String result) {
        String option = "'once': {'training': {'tokens': 500000, 'price_per_million': '3', 'times': " + runs + "}}";
        return one("S2, runs of 500 K tokens at 3 per M", option, "/once", result, "500000");
    }

    private static Row curation(int times, String result) {
        String option = "'once': {'training': '1.50', 'curation': {'of': 'training', 'times': " + times + "}}";
        return one("S0, curation is 5-10 times the run", option, "/lines/1/amount", result, "1.50");
    }

    private static Row refresh(String index, String option, String result) {
        String options = "'index': {'per_refresh': {'re-embed': '" + index + "'}, 'refreshes_per_year': 52},"
                + " 'fine_tune': {'per_refresh': {'training': '1.5', 'curation': {'of': 'training', 'times': 9}},"
                + " 'refreshes_per_year': 52}";
        String where = "/options/" + option + "/per_year";
        return new Row("S0, a refresh each week", "0", "30", options, where, result, "52}");
    }

    private static Row fewShot(int kept, String result) {
        String options = "'few-shot': {'per_query': {'input': {'tokens': 1000, 'price_per_million': '2'}}},"
                + " 'fine-tuned': {'per_query': {'input': {'tokens': " + kept + ", 'price_per_million': '2'}}}";
        return new Row(
                "S0, without the few-shot block",
                "1000",
                "30",
                options,
                "/break_even/0/saved_percent",
                result,
                "" + kept);
    }

    static Stream<Row> rows() {
        return Stream.of(
                s1("rag/per_day", "33", "0.0002"),
                s1("rag/per_month", "990", "0.0001"),
                s1("fine_tuned/per_day", "40", "0.0040"),
                s1("fine_tuned/per_month", "1700", "'500'}},\n'hybrid"),
                s1("hybrid/per_day", "43", "0.0003"),
                s1("hybrid/per_month", "1790", "0.00400"),
                one(
                        "S2, embed 10 M tokens at 0.02 per M",
                        "'once': {'embed': {'tokens': 10000000, 'price_per_million': '0.02'}}",
                        "/once",
                        "0.2",
                        "10000000"),
                context("S2, 2 000 tokens of context at 0.25 per M", "2000", "0.25", "0.0005"),
                context("S2, 2 000 tokens of context at 3.00 per M", "2000", "3.00", "0.006"),
                new Row(
                        "S2, 50 000 queries a month at 0.0005",
                        "2500",
                        "20",
                        "'it': {'per_query': {'context': '0.0005'}}",
                        "/options/it/per_month",
                        "25",
                        "0.0005"),
                new Row(
                        "S2, 50 000 queries a month at 0.0007",
                        "2500",
                        "20",
                        "'it': {'per_query': {'context': '0.0007'}}",
                        "/options/it/per_month",
                        "35",
                        "0.0007"),
                training(1, "1.5"),
                training(5, "7.5"),
                training(15, "22.5"),
                one(
                        "S0, embed 1 M documents of 1 000 tokens at 0.13 per M",
                        "'once': {'embed': {'tokens': 1000000000, 'price_per_million': '0.13'}}",
                        "/once",
                        "130",
                        "0.13"),
                context("S0, 1 000 extra tokens at 1 per M", "1000", "1", "0.001"),
                context("S0, 4 000 extra tokens at 1 per M", "4000", "1", "0.004"),
                new Row(
                        "S0, 70 % of the queries to a cheaper tier",
                        "1000",
                        "30",
                        "'one tier': {'per_query': {'frontier': '0.007'}},"
                                + " 'routed': {'per_query': {'frontier': {'amount': '0.007', 'times': '0.3'},"
                                + " 'cheaper': {'amount': '0.003', 'times': '0.7'}}}",
                        "/break_even/0/saved_percent",
                        "40",
                        "'0.3'"),
                curation(5, "7.5"),
                curation(10, "15"),
                refresh("1.5", "index", "78"),
                refresh("1.5", "fine_tune", "780"),
                refresh("0.15", "index", "7.8"),
                fewShot(400, "60"),
                fewShot(200, "80"),
                new Row(
                        "S0, self-hosting near 200 K a year",
                        "3500000",
                        "30",
                        "'api': {'per_query': {'tokens': {'tokens': 1000, 'price_per_million': '0.16'}}},"
                                + " 'self-hosted': {'per_month': {'servers': '16000'}}",
                        "/break_even/0/queries_per_day",
                        "3333333.3333333333",
                        "16000"));
    }

    private static String told(JsonObject scenario, String where) {
        JsonObject reply =
                caller.post("/api/v1/costs/compare", scenario).expect(200).json();
        JsonValue value = Json.createPointer(where).getValue(reply);
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPublishedResultFollowsFromItsFigures(Row row) {
        assertThat(told(row.scenario("", ""), row.where())).isEqualTo(row.result());
        String changed = row.figure().replaceFirst("[1-9]", "7".equals(firstDigit(row)) ? "8" : "7");
        assertThat(row.options()).contains(row.figure());
        assertThat(told(row.scenario(row.figure(), changed), row.where())).isNotEqualTo(row.result());
    }

    private static String firstDigit(Row row) {
        return row.figure().replaceFirst("^[^1-9]*([1-9]).*$", "$1");
    }
}
