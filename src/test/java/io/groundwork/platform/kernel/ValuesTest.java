package io.groundwork.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void moneyIsWrittenAsAPlainDecimal() {
        assertThat(new Money(new BigDecimal("1E+3"), "EUR").decimal()).isEqualTo("1000");
        assertThat(new Money(new BigDecimal("0.000120"), "EUR").decimal()).isEqualTo("0.00012");
        assertThat(Money.zero("EUR").decimal()).isEqualTo("0");
    }

    @Test
    void currenciesAreNeverMixed() {
        assertThatThrownBy(() -> Money.zero("EUR").plus(Money.zero("USD")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cachedInputIsPartOfTheInput() {
        assertThatThrownBy(() -> new TokenCount(10, 11, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new TokenCount(10, 4, 3).total()).isEqualTo(13);
    }

    @Test
    void aPageHasANextOneExactlyWhenMoreRowsWereRead() {
        List<Integer> rows = IntStream.rangeClosed(1, 6).boxed().toList();
        assertThat(Page.cut(rows, 5, String::valueOf)).isEqualTo(new Page<>(List.of(1, 2, 3, 4, 5), Optional.of("5")));
        assertThat(Page.cut(rows, 6, String::valueOf).next()).isEmpty();
    }

    @Test
    void anImpossibleLimitNamesItsField() {
        assertThatThrownBy(() -> new Page.Request(0, null))
                .isInstanceOfSatisfying(Problem.Invalid.class, problem -> assertThat(problem.fields())
                        .extracting(Problem.Invalid.Field::name)
                        .containsExactly("limit"));
    }

    @Test
    void aTextIsReadFromTheBundleOfItsFeature() {
        assertThat(new Text("platform.limit_range", 500).in(Locale.ENGLISH)).isEqualTo("Must be from 1 to 500.");
        assertThat(new Text("platform.invalid_request", 2).in(Locale.ENGLISH)).startsWith("2 fields are wrong");
    }

    @Test
    void aTextWithoutASentenceShowsItsKeyRatherThanNothing() {
        assertThat(new Text("platform.no_such_key").in(Locale.ENGLISH)).isEqualTo("platform.no_such_key");
    }
}
