package io.groundwork.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    private static final String PASSWORD = "twelve or more, ä and 鍵";

    @Test
    void thePasswordMatchesAndNothingElseDoes() {
        PasswordHash hash = PasswordHash.of("password", PASSWORD);
        assertThat(hash.matches(PASSWORD)).isTrue();
        assertThat(hash.matches(PASSWORD + " ")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void twoPeopleWithOnePasswordHaveTwoHashes() {
        assertThat(PasswordHash.of("password", PASSWORD)).isNotEqualTo(PasswordHash.of("password", PASSWORD));
    }

    /** "password" and "salt", one iteration: computed by another implementation, OpenSSL 3. */
    @Test
    void aHashOfFewerIterationsIsStillRead() {
        PasswordHash foreign = new PasswordHash(
                "pbkdf2-sha512$1$c2FsdA$hn9wzxreAs/zdSWZo6U9xK80x6ZpgVrl1RNVThyM8lLALUcKKFoFAbrZmb/pQ8CPBQI119aLHaVeY/c7YKV/zg");
        assertThat(foreign.matches("password")).isTrue();
        assertThat(foreign.matches("Password")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eleven chrs", "             "})
    void whatIsTooShortOrBlankIsRefusedNamingTheField(String password) {
        assertThatThrownBy(() -> PasswordHash.of("new_password", password))
                .isInstanceOfSatisfying(Problem.Invalid.class, invalid -> assertThat(invalid.fields())
                        .singleElement()
                        .extracting(Problem.Invalid.Field::name)
                        .isEqualTo("new_password"));
    }

    @Test
    void whatIsTooLongToHashIsRefused() {
        assertThatThrownBy(() -> PasswordHash.of("password", "x".repeat(201))).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void theHashIsNotWrittenOutByAccident() {
        PasswordHash hash = PasswordHash.of("password", PASSWORD);
        assertThat(hash.toString()).doesNotContain(hash.stored());
    }
}
