package io.groundwork.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.testing.MailReceiver;
import io.groundwork.testing.TestDatabase;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;

/** Notices by mail, against a real mail server. */
class MailTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final String FROM = "groundwork@acme.example";
    private static final String PASSWORD = "a password of a test";

    @TempDir
    Path directory;

    private Bureau bureau;
    private Instant now;

    @BeforeEach
    void open() {
        bureau = new Bureau(database);
        now = Instant.now();
    }

    @AfterEach
    void close() throws SQLException {
        bureau.close();
    }

    private void later(Duration time) {
        now = now.plus(time);
        bureau.at(now);
    }

    private static MailServer plain(MailReceiver receiver) {
        return new MailServer("127.0.0.1", receiver.port(), Optional.empty(), Optional.empty(), false, FROM);
    }

    private void recipients(String... addresses) {
        bureau.as(bureau.admin, () -> bureau.recipients.put(bureau.admin, List.of(addresses)));
    }

    @Test
    void everybodyWhoIsNamedGetsWhatWasRaised() throws Exception {
        try (MailReceiver receiver = new MailReceiver(0, how -> how)) {
            bureau.mailer.server = Optional.of(plain(receiver));
            recipients("Ada@acme.example", "ben@acme.example");
            bureau.raise("company", 80);
            bureau.round();
            assertThat(receiver.received())
                    .extracting(MailReceiver.Received::to)
                    .containsExactlyInAnyOrder("ada@acme.example", "ben@acme.example");
            MimeMessage message = receiver.received().get(0).message();
            assertThat(message.getSubject())
                    .isEqualTo("[Groundwork " + bureau.admin.tenantSlug() + "] 80 % of the budget company is spent");
            assertThat(message.getFrom()).singleElement().hasToString(FROM);
            assertThat((String) message.getContent()).contains("80.25 EUR of 100 EUR is spent.");
            assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(message.getMessageID()).matches("<msg_[0-9a-f]{32}@acme\\.example>");
            assertThat(bureau.deliveries()).extracting(Delivery::state).containsOnly("delivered");
        }
    }

    @Test
    void mailThatIsRefusedForNowIsSentAgainUnderTheSameId() throws Exception {
        try (MailReceiver receiver = new MailReceiver(0, how -> how)) {
            bureau.mailer.server = Optional.of(plain(receiver));
            recipients("ada@acme.example");
            receiver.refuse(451);
            bureau.raise(1);
            bureau.round();
            assertThat(receiver.received()).isEmpty();
            String state = bureau.deliveries().get(0).state();
            assertThat(state).isEqualTo("waiting");
            later(Duration.ofSeconds(6));
            bureau.round();
            assertThat(receiver.received()).hasSize(1);
            assertThat(bureau.deliveries().get(0).attempts())
                    .extracting(Delivery.Attempt::failure)
                    .containsExactly("mail_server", null);
        }
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() {
        MailReceiver away = new MailReceiver(0, how -> how);
        bureau.mailer.server = Optional.of(plain(away));
        away.close();
        recipients("ada@acme.example");
        bureau.raise(1);
        bureau.round();
        assertThat(bureau.deliveries().get(0).state()).isEqualTo("waiting");
    }

    @Test
    void withoutAServerNobodyIsWrittenTo() {
        recipients("ada@acme.example");
        bureau.raise(1);
        bureau.round();
        assertThat(bureau.deliveries()).isEmpty();
    }

    @Test
    void thePasswordIsSentEncryptedAloneAndToTheRightServer() throws Exception {
        SSLContext tls = certified();
        try (MailReceiver receiver = new MailReceiver(0, how -> how.enableTLS()
                .requireTLS()
                .requireAuth()
                .hostName("localhost")
                .startTlsSocketFactory(tls)
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!user.equals("groundwork") || !password.equals(PASSWORD)) {
                        throw new LoginFailedException("no");
                    }
                })))) {
            bureau.mailer.trusting = tls.getSocketFactory();
            recipients("ada@acme.example");
            bureau.mailer.server = Optional.of(signedIn("localhost", receiver, "wrong"));
            bureau.raise(1);
            bureau.round();
            assertThat(bureau.deliveries().get(0).attempts())
                    .extracting(Delivery.Attempt::failure)
                    .containsExactly("sign_in");
            bureau.mailer.server = Optional.of(signedIn("127.0.0.1", receiver, PASSWORD));
            later(Duration.ofSeconds(6));
            bureau.round();
            assertThat(receiver.received()).as("its certificate is another's").isEmpty();
            bureau.mailer.server = Optional.of(signedIn("localhost", receiver, PASSWORD));
            later(Duration.ofMinutes(6));
            bureau.round();
            assertThat(receiver.received()).hasSize(1);
        }
    }

    private static MailServer signedIn(String host, MailReceiver receiver, String password) {
        return new MailServer(host, receiver.port(), Optional.of("groundwork"), Optional.of(password), true, FROM);
    }

    @Test
    void aServerWithoutEncryptionGetsNothingWhereItIsDemanded() {
        try (MailReceiver receiver = new MailReceiver(0, how -> how)) {
            bureau.mailer.server = Optional.of(
                    new MailServer("localhost", receiver.port(), Optional.empty(), Optional.empty(), true, FROM));
            recipients("ada@acme.example");
            bureau.raise(1);
            bureau.round();
            assertThat(receiver.received()).isEmpty();
            assertThat(bureau.deliveries().get(0).state()).isEqualTo("waiting");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@",
                "@acme.example",
                "ada@acme.example, ben@acme.example",
                "ada@acme.example\r\nBcc: eve@evil.example",
                "ada@acme.example\nSubject: x",
                "Ada <ada@acme.example>",
                "\"a b\"@acme.example",
                "ada@acme.example ",
                "ada@acme..example",
                "a..b@acme.example",
                "ada@-acme.example",
                "ad\u00e4@acme.example",
                "ada@acme.example\0",
            })
    void whatIsNoPlainAddressIsRefused(String address) {
        assertThat(Recipients.isAddress(address)).isFalse();
        if (!address.equals(address.strip())) {
            return;
        }
        assertThatThrownBy(() -> recipients("ben@acme.example", address)).isInstanceOf(Problem.Invalid.class);
        assertThat(bureau.as(bureau.admin, () -> bureau.recipients.list(bureau.admin)))
                .isEmpty();
    }

    /** A certificate of "localhost" that only this test trusts, made by the JDK's own tool. */
    private SSLContext certified() throws Exception {
        Path file = directory.resolve("keys.p12");
        Process made = new ProcessBuilder((Path.of(System.getProperty("java.home"), "bin", "keytool")
                                + " -genkeypair -alias mail -keyalg EC -dname CN=localhost -ext san=dns:localhost"
                                + " -storetype PKCS12 -storepass secret -keystore " + file)
                        .split(" "))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(made.waitFor(1, TimeUnit.MINUTES)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "secret".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "secret".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("mail", keys.getCertificate("mail"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
