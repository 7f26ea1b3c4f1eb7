package io.groundwork.cost.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.platform.kernel.Problem;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be compared is told by the names of the fields that are to blame. */
class ScenarioReaderTest {

    private static List<String> blamed(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body.replace('\'', '"')))) {
            Problem.Invalid invalid =
                    catchThrowableOfType(Problem.Invalid.class, () -> ScenarioReader.read(reader.readObject()));
            assertThat(invalid).as(body).isNotNull();
            return invalid.fields().stream().map(Problem.Invalid.Field::name).toList();
        }
    }

    private static List<String> blamedIn(String option) {
        return blamed("{'scenario':{'currency':'EUR','queries_per_day':1,'options':{'rag':" + option + "}}}");
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        assertThat(blamed("{}")).containsExactly("scenario");
        assertThat(blamed("{'scenario':{}}"))
                .containsExactly("scenario.currency", "scenario.queries_per_day", "scenario.options");
        assertThat(blamed("{'scenario':{'currency':'EUR','queries_per_day':1,'options':{}}}"))
                .containsExactly("scenario.options");
    }

    @ParameterizedTest
    @CsvSource({
        "currency, 'euro'",
        "currency, 5",
        "queries_per_day, -1",
        "queries_per_day, 'many'",
        "queries_per_day, 1e400",
        "days_per_month, 0",
        "days_per_month, 32",
        "options, [1]"
    })
    void aBadFrameIsNamed(String field, String value) {
        String quoted = value.matches("[a-z]+") ? "'" + value + "'" : value;
        String frame = "{'scenario':{'currency':'EUR','queries_per_day':1,'options':{'rag':{}}}}"
                .replaceFirst("'" + field + "':('EUR'|1|\\{'rag':\\{\\}\\})", "'" + field + "':" + quoted)
                .replace(
                        "'options'",
                        field.equals("days_per_month") ? "'days_per_month':" + quoted + ",'options'" : "'options'");
        assertThat(blamed(frame)).containsExactly("scenario." + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "'x'", "null", "true", "[]", "1e13", "'0.0000000000001'", "'NaN'"})
    void aBadAmountIsNamedByItsWholePath(String amount) {
        assertThat(blamedIn("{'per_query':{'embed':" + amount + "}}"))
                .isNotEmpty()
                .containsOnly("scenario.options.rag.per_query.embed");
    }

    @Test
    void aLineOfTokensNeedsBothItsNumbers() {
        assertThat(blamedIn("{'once':{'embed':{'tokens':5}}}"))
                .containsExactly("scenario.options.rag.once.embed.price_per_million");
        assertThat(blamedIn("{'once':{'embed':{'price_per_million':'5','tokens':-1}}}"))
                .containsExactly("scenario.options.rag.once.embed.tokens");
    }

    @Test
    void aMultipleNeedsAnotherLineThatIsNoMultiple() {
        assertThat(blamedIn("{'once':{'curation':{'of':'training','times':5}}}"))
                .containsExactly("scenario.options.rag.once.curation.of");
        assertThat(blamedIn("{'once':{'a':{'of':'b','times':5},'b':{'of':'a','times':5}}}"))
                .containsExactly("scenario.options.rag.once.a.of", "scenario.options.rag.once.b.of");
    }

    @Test
    void linesPerRefreshNeedToKnowHowManyThereAre() {
        assertThat(blamedIn("{'per_refresh':{'training':5}}"))
                .containsExactly("scenario.options.rag.refreshes_per_year");
    }
}
