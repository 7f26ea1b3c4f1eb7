package io.groundwork.notice;

import io.groundwork.platform.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import javax.net.ssl.SSLSocketFactory;

/** Hands mail to the operator's server, encrypted unless the operator wants it otherwise. */
@ApplicationScoped
class Mailer {

    private static final Logger LOG = Logger.getLogger(Mailer.class.getName());
    private static final String CONNECT_MILLIS = "10000";
    private static final String ANSWER_MILLIS = "15000";

    @Inject
    private Settings settings;

    Optional<MailServer> server = Optional.empty();

    /** Another one than Java's own in tests alone. */
    SSLSocketFactory trusting;

    /** At the start, so that a setting that makes no sense stops us. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        server = MailServer.of(settings);
    }

    boolean isThere() {
        return server.isPresent();
    }

    /** @param id the same for every try */
    record Letter(String id, String to, String subject, String text, Instant written) {}

    Outcome send(Letter letter) {
        if (server.isEmpty()) {
            return Outcome.never("no_mail_server");
        }
        MailServer there = server.get();
        Session session = Session.getInstance(properties(there));
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(
                    there.host(),
                    there.port(),
                    there.user().orElse(null),
                    there.password().orElse(null));
            MimeMessage message = message(session, there, letter);
            transport.sendMessage(message, message.getAllRecipients());
            return Outcome.ARRIVED;
        } catch (AuthenticationFailedException refused) {
            LOG.warning(() -> "the mail server " + there + " refuses our sign-in: " + refused.getMessage());
            return Outcome.again("sign_in");
        } catch (SendFailedException failed) {
            Address[] invalid = failed.getInvalidAddresses();
            return invalid != null && invalid.length > 0 ? Outcome.never("address") : Outcome.again("mail_server");
        } catch (MessagingException failed) {
            LOG.warning(() -> "no mail can be handed to " + there + ": " + failed.getMessage());
            return Outcome.again("mail_server");
        }
    }

    private Properties properties(MailServer there) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", there.host());
        properties.put("mail.smtp.auth", Boolean.toString(there.user().isPresent()));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(there.startTls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(there.startTls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.put("mail.smtp.timeout", ANSWER_MILLIS);
        properties.put("mail.smtp.writetimeout", ANSWER_MILLIS);
        if (trusting != null) {
            properties.put("mail.smtp.ssl.socketFactory", trusting);
        }
        return properties;
    }

    private static MimeMessage message(Session session, MailServer there, Letter letter) throws MessagingException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                String domain = there.from().substring(there.from().indexOf('@') + 1);
                setHeader("Message-ID", "<" + letter.id() + "@" + domain + ">");
            }
        };
        message.setFrom(new InternetAddress(there.from()));
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(letter.to()));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setText(letter.text(), StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setSentDate(Date.from(letter.written()));
        message.saveChanges();
        return message;
    }
}
