package io.groundwork.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a provider may have. */
class ProviderAddressesTest {

    private static ProviderAddresses.Refusal refusal(String address, String... resolved) {
        return new ProviderAddresses(Set.of("models.internal:8000"), name -> addresses(resolved))
                .refusal(URI.create(address));
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        if (literals.length == 0) {
            throw new UnknownHostException();
        }
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "192.0.0.8",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void aPrivateAddressIsRefusedAlsoAmongPublicOnes(String address) {
        assertThat(refusal("https://models.example/v1", address)).isEqualTo(ProviderAddresses.Refusal.PRIVATE);
        assertThat(refusal("https://models.example/v1", "93.184.216.34", "2606:2800:220:1::1", address))
                .isEqualTo(ProviderAddresses.Refusal.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1"})
    void aPublicAddressIsTaken(String address) {
        assertThat(refusal("https://models.example/v1", address)).isNull();
    }

    @Test
    void theOperatorOpensSinglePlaces() {
        assertThat(refusal("http://models.internal:8000/v1", "10.0.0.1")).isNull();
        assertThat(refusal("http://MODELS.internal:8000/v1", "10.0.0.1")).isNull();
        assertThat(refusal("http://models.internal:8001/v1", "10.0.0.1")).isEqualTo(ProviderAddresses.Refusal.PRIVATE);
        assertThat(refusal("http://models.internal/v1", "10.0.0.1")).isEqualTo(ProviderAddresses.Refusal.PRIVATE);
    }

    @Test
    void aNameThatNobodyKnowsIsToldApart() {
        assertThat(refusal("https://models.example/v1")).isEqualTo(ProviderAddresses.Refusal.UNKNOWN_HOST);
    }
}
