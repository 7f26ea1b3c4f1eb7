package io.groundwork.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final byte[] SECRET = "gw_acme_secret".getBytes(StandardCharsets.UTF_8);

    private final Seal seal = new Seal(key((byte) 1));

    @Test
    void whatIsSealedOpensForTheSamePurpose() {
        assertThat(seal.open(seal.close(SECRET, "a"), "a")).isEqualTo(SECRET);
    }

    @Test
    void theSameSecretIsSealedDifferentlyEachTimeAndNeverShown() {
        assertThat(seal.close(SECRET, "a")).isNotEqualTo(seal.close(SECRET, "a"));
        assertThat(new String(seal.close(SECRET, "a"), StandardCharsets.ISO_8859_1))
                .doesNotContain("acme");
    }

    @Test
    void nothingOpensForAnotherPurposeWithAnotherKeyOrAfterAChange() {
        byte[] sealed = seal.close(SECRET, "a");
        assertThatThrownBy(() -> seal.open(sealed, "b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Seal(key((byte) 2)).open(sealed, "a")).isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> seal.open(sealed, "a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyThatIsNot32BytesStopsUsWithoutRepeatingIt() {
        assertThatThrownBy(() -> new Seal("c2hvcnQ="))
                .hasMessageContaining("GROUNDWORK_SECRET_KEY")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> new Seal("no base64!")).hasMessageContaining("GROUNDWORK_SECRET_KEY");
    }

    private static String key(byte each) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, each);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
