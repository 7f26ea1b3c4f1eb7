package io.groundwork.platform.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what must lie in the database and yet be read again (AES-256-GCM, NIST SP 800-38D). The key is
 * {@code GROUNDWORK_SECRET_KEY} (32 bytes, base64) or made at the first start. What is sealed for one purpose does not open
 * for another: the purpose is authenticated with it.
 */
@ApplicationScoped
public class Seal {

    private static final String SETTING = "groundwork.secret.key";
    private static final String FILE = "secret.key";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom CHANCE = new SecureRandom();

    @Inject
    private Settings settings;

    private SecretKeySpec key;

    /** For the container, which sets the key at the start. */
    public Seal() {}

    /** Outside a container, with a key of 32 bytes in base64. */
    public Seal(String key) {
        this.key = new SecretKeySpec(decode(key), "AES");
    }

    /** At the start, so that a key that cannot be used stops us before anything is sealed with it. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        String text = settings.text(SETTING).orElseGet(() -> KeptSecret.in(settings.home(), FILE, Seal::fresh));
        key = new SecretKeySpec(decode(text), "AES");
    }

    public byte[] close(byte[] plain, String purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        CHANCE.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, plain, purpose);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * Opens what was sealed for this purpose.
     *
     * @throws IllegalStateException if it was sealed with another key, for another purpose, or was changed
     */
    public byte[] open(byte[] sealed, String purpose) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return run(Cipher.DECRYPT_MODE, nonce, rest, purpose);
    }

    /** 32 bytes that only we can make of this text for this purpose, the same each time (HMAC-SHA-256). */
    public byte[] sign(String text, String purpose) {
        return hmac(hmac(key.getEncoded(), "sign " + purpose), text);
    }

    private static byte[] hmac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, String purpose) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("what is sealed cannot be read with this GROUNDWORK_SECRET_KEY", refused);
        }
    }

    private static String fresh() {
        byte[] bytes = new byte[KEY_BYTES];
        CHANCE.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // Falls through to the refusal, which must not repeat the value.
        }
        throw Settings.refused(SETTING, "must be 32 bytes in base64 (for example from: openssl rand -base64 32)");
    }
}
