package io.groundwork.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySecretTest {

    @Test
    void aFreshSecretNamesItsTenantAndIsReadBackWhole() {
        KeySecret secret = KeySecret.fresh("acme-west");
        assertThat(secret.text()).matches("gw_acme-west_[A-Za-z0-9_-]{43}");
        assertThat(KeySecret.parse(secret.text())).contains(secret);
    }

    @Test
    void aSecretWhoseChanceHoldsUnderscoresStillNamesItsTenant() {
        String chance = "_".repeat(43);
        assertThat(KeySecret.parse("gw_acme_" + chance))
                .get()
                .extracting(KeySecret::tenantSlug)
                .isEqualTo("acme");
    }

    @Test
    void noTwoSecretsAreAlike() {
        Set<String> secrets = Stream.generate(() -> KeySecret.fresh("acme").text())
                .limit(1000)
                .collect(Collectors.toSet());
        assertThat(secrets).hasSize(1000);
    }

    @Test
    void onlyTheSameSecretHasTheSameHash() {
        KeySecret secret = KeySecret.fresh("acme");
        assertThat(secret.hash()).hasSize(32).isEqualTo(new KeySecret("acme", secret.text()).hash());
        assertThat(secret.hash()).isNotEqualTo(KeySecret.fresh("acme").hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gw_",
                "gw__",
                "gw_acme_short",
                "sk-something",
                "gw_ACME_0123456789012345678901234567890123456789012",
                "gw_acme_0123456789012345678901234567890123456789012=",
                "gw_a'b_0123456789012345678901234567890123456789012"
            })
    void whatIsNotOfTheFormIsNoSecret(String text) {
        assertThat(KeySecret.parse(text)).isEmpty();
    }

    @Test
    void aSecretIsNotWrittenOutByAccident() {
        KeySecret secret = KeySecret.fresh("acme");
        String chance = secret.text().substring("gw_acme_".length());
        assertThat(secret.toString()).doesNotContain(chance);
        assertThat(new IssuedKey(new UUID(0, 1), secret.text()).toString()).doesNotContain(chance);
    }
}
