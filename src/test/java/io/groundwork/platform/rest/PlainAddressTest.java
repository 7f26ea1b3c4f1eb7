package io.groundwork.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api;x/v1/tenants",
                "//api/v1/me",
                "/%61pi/v1/me",
                "/t/acme/../other",
                "/t/acme/%2e%2e/other",
                "/t/acme;jsessionid=1",
                "/api/v1/tenants/a%2fb",
                "/api/v1/tenants/acme/users/a%00b",
                "/t/acme/.",
                "/api\\v1"
            })
    void anAddressThatCanBeReadInTwoWaysIsTurnedAway(String path) {
        assertThat(PlainAddress.isAmbiguous(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/chat/completions",
                "/api/v1/tenants/acme/groups/on%20call/members/a.b@c.example",
                "/assets/fonts/inter.woff2",
                "/jakarta.faces.resource/theme.css.xhtml",
                "/t/acme/people/%C3%A9lodie"
            })
    void anOrdinaryAddressPasses(String path) {
        assertThat(PlainAddress.isAmbiguous(path)).isFalse();
    }
}
