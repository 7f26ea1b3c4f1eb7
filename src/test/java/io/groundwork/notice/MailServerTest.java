package io.groundwork.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.config.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The operator's settings of a mail server. */
class MailServerTest {

    private static final String FROM = "groundwork@acme.example";

    private final Map<String, String> values = new HashMap<>();

    private final Settings settings = new Settings() {
        @Override
        public Optional<String> text(String name) {
            return Optional.ofNullable(values.get(name));
        }
    };

    private void set(String name, String value) {
        values.put("groundwork.smtp." + name, value);
    }

    @Test
    void withoutAHostThereIsNone() {
        set("from", FROM);
        assertThat(MailServer.of(settings)).isEmpty();
    }

    @Test
    void encryptionIsTheRule() {
        set("host", "mail.acme.example");
        set("from", FROM);
        assertThat(MailServer.of(settings))
                .contains(new MailServer("mail.acme.example", 587, Optional.empty(), Optional.empty(), true, FROM));
    }

    @Test
    void whatMakesNoSenseIsRefusedByItsName() {
        set("host", "mail.acme.example");
        refused("GROUNDWORK_SMTP_FROM");
        set("from", FROM + "\nBcc: eve@evil.example");
        refused("GROUNDWORK_SMTP_FROM");
        set("from", FROM);
        set("user", "groundwork");
        refused("GROUNDWORK_SMTP_PASSWORD");
        set("password", "secret");
        set("starttls", "false");
        refused("GROUNDWORK_SMTP_STARTTLS");
        set("starttls", "true");
        set("port", "70000");
        refused("GROUNDWORK_SMTP_PORT");
        set("port", "25");
        assertThat(MailServer.of(settings).orElseThrow().toString())
                .isEqualTo("mail.acme.example:25")
                .doesNotContain("secret");
    }

    private void refused(String variable) {
        assertThatThrownBy(() -> MailServer.of(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(variable)
                .hasMessageNotContaining("secret");
    }
}
