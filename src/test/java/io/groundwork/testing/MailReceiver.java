package io.groundwork.testing;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on this machine that keeps what it gets, and refuses what it is told to. */
public final class MailReceiver implements AutoCloseable {

    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final SMTPServer server;

    /** One mail as it came. */
    public record Received(String from, String to, MimeMessage message) {}

    /** @param how what the server demands, for instance a sign-in */
    public MailReceiver(int port, UnaryOperator<SMTPServer.Builder> how) {
        try {
            SMTPServer.Builder plain = new SMTPServer.Builder()
                    .bindAddress(InetAddress.getByName("127.0.0.1"))
                    .port(port)
                    .messageHandler((context, from, to, data) -> receive(from, to, data));
            server = how.apply(plain).build();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
        server.start();
    }

    private void receive(String from, String to, byte[] data) throws RejectException {
        Integer refusal = refusals.poll();
        if (refusal != null) {
            throw new RejectException(refusal, "not now");
        }
        try {
            received.add(new Received(
                    from, to, new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data))));
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    public int port() {
        return server.getPortAllocated();
    }

    /** The next mails are refused with these codes. */
    public void refuse(Integer... codes) {
        refusals.addAll(List.of(codes));
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.stop();
    }
}
