package io.groundwork.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of several kinds, each between as many tokens as it has words or signs of its script, and twice as many. */
class ApproximateTokensTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|0|0",
                "Employees receive 27 days of paid leave per year.|10|20",
                "2026-11-21T12:00:00Z|9|18",
                "请问员工每年有多少天带薪休假？|9|20",
                "a b c d e f g h i j k l m n o p|16|32",
                "TG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQ|14|28",
                "ลาพักร้อนได้กี่วันต่อปี|9|46",
                "{\"role\":\"user\",\"content\":\"Hello\"}|9|22",
            })
    void itIsNeitherFarTooFewNorFarTooMany(String text, long least, long most) {
        assertThat(ApproximateTokens.of(text)).isBetween(least, most);
    }
}
