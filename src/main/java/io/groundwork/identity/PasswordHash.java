package io.groundwork.identity;

import io.groundwork.platform.kernel.Problem;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is stored: PBKDF2 with HMAC-SHA-512, its iterations and salt beside the hash, so that older ones stay
 * readable when the iterations are raised. The work is done when a password is taken, outside of any transaction.
 *
 * @param stored {@code pbkdf2-sha512$<iterations>$<salt>$<hash>}, both in base64
 */
public record PasswordHash(String stored) {

    /** The number that OWASP's password storage cheat sheet gives for this function. */
    static final int ITERATIONS = 210_000;

    public static final int SHORTEST = 12;
    /** Longer passwords are refused, so that nobody can make the server hash a megabyte. */
    public static final int LONGEST = 200;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final String PREFIX = "pbkdf2-sha512";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 512;
    private static final SecureRandom CHANCE = new SecureRandom();

    /**
     * Takes a chosen password.
     *
     * @param field the name of the field to blame
     * @throws Problem.Invalid if it is shorter than 12 or longer than 200 characters
     */
    public static PasswordHash of(String field, String password) {
        if (!isAcceptable(password)) {
            throw Problem.Invalid.field(field, "identity.password_length", SHORTEST, LONGEST);
        }
        byte[] salt = new byte[SALT_BYTES];
        CHANCE.nextBytes(salt);
        byte[] hash = derive(password, salt, ITERATIONS);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash(
                PREFIX + "$" + ITERATIONS + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash));
    }

    /** Whether a password may be chosen: long enough, not blank, and not so long that hashing it is a burden. */
    public static boolean isAcceptable(String password) {
        int length = password.codePointCount(0, password.length());
        return length >= SHORTEST && length <= LONGEST && !password.isBlank();
    }

    /** Whether this is the password; takes the same time whether or not. */
    boolean matches(String password) {
        String[] parts = stored.split("\\$");
        if (parts.length != 4 || !parts[0].equals(PREFIX)) {
            throw new IllegalStateException("a stored password of an unknown form");
        }
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] expected = Base64.getDecoder().decode(parts[3]);
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[1])));
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public String toString() {
        return "PasswordHash[...]";
    }
}
