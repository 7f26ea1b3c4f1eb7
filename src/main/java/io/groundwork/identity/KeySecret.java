package io.groundwork.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secret of an API key: {@code gw_<tenant>_<43 characters>}. It names its tenant, so that the tenant is known before
 * the key is looked up among that tenant's rows; the rest is 256 bits of chance in base64url.
 */
record KeySecret(String tenantSlug, String text) {

    private static final Pattern FORM = Pattern.compile("gw_([a-z][a-z0-9-]{1,62})_([A-Za-z0-9_-]{43})");
    private static final int BYTES = 32;
    private static final int HINT = 4;
    private static final SecureRandom CHANCE = new SecureRandom();

    static KeySecret fresh(String tenantSlug) {
        return new KeySecret(tenantSlug, "gw_" + tenantSlug + "_" + random());
    }

    /** The secret in this text; empty if it cannot be one of ours. */
    static Optional<KeySecret> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new KeySecret(form.group(1), text)) : Optional.empty();
    }

    /** 256 bits of chance in base64url. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        CHANCE.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    byte[] hash() {
        return sha256(text);
    }

    /** The end of the secret, to tell keys apart by. */
    String hint() {
        return text.substring(text.length() - HINT);
    }

    @Override
    public String toString() {
        return "KeySecret[gw_" + tenantSlug + "_...]";
    }
}
