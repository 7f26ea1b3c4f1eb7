package io.groundwork.chat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which formats a policy may demand. */
class AskedFormatsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {'type': 'text'}                                                                              | true
            {'type': 'json_object'}                                                                       | true
            {'type': 'json_schema', 'json_schema': {'name': 'n', 'schema': {'type': 'object'}}}           | true
            {'type': 'json_schema', 'json_schema': {'name': 'n', 'schema': {'type': 'thing'}}}            | false
            {'type': 'json_schema', 'json_schema': {'name': 'n', 'schema': {'pattern': '['}}}             | false
            {'type': 'json_schema', 'json_schema': {'name': 'n', 'schema': {'patternProperties': {}}}}    | false
            {'type': 'json_schema', 'json_schema': {'name': 'n'}}                                         | false
            """)
    void aFormatIsUsableWhereAnswersCanBeHeldToIt(String format, boolean usable) {
        assertThat(new AskedFormats().usable(json(format))).isEqualTo(usable);
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(quoted(text))).readObject();
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
