package io.groundwork.notice;

import io.groundwork.platform.config.Settings;
import java.util.Optional;

/**
 * The operator's mail server.
 *
 * @param from who the mail says that it is from
 */
record MailServer(
        String host, int port, Optional<String> user, Optional<String> password, boolean startTls, String from) {

    private static final String SMTP = "groundwork.smtp.";
    private static final int SUBMISSION = 587;
    private static final int MOST_PORT = 65_535;

    /** Empty where the operator named none: then nobody gets mail. */
    static Optional<MailServer> of(Settings settings) {
        Optional<String> host = settings.text(SMTP + "host");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        String from = settings.text(SMTP + "from", "");
        if (!Recipients.isAddress(from)) {
            throw Settings.refused(SMTP + "from", "must be the address that mail is sent from");
        }
        Optional<String> user = settings.text(SMTP + "user");
        Optional<String> password = settings.text(SMTP + "password");
        boolean startTls = settings.flag(SMTP + "starttls", true);
        if (user.isPresent() != password.isPresent()) {
            throw Settings.refused(SMTP + "password", "must be set together with GROUNDWORK_SMTP_USER");
        }
        if (password.isPresent() && !startTls) {
            throw Settings.refused(SMTP + "starttls", "must not be false where a password is sent");
        }
        int port = settings.number(SMTP + "port", SUBMISSION, 1, MOST_PORT);
        return Optional.of(new MailServer(host.get(), port, user, password, startTls, from));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
