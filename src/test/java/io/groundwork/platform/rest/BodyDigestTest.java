package io.groundwork.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodyDigestTest {

    private static final String UPLOAD =
            "--B\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nLeave--\r\n--B--\r\n";

    @Test
    void theSameUploadIsKnownAgainByWhateverBoundary() throws Exception {
        assertThat(hash(upload("aab"), "aab", 1000)).isEqualTo(hash(upload("----x----x-y"), "----x----x-y", 1000));
    }

    @Test
    void howTheBodyComesInMakesNoDifference() throws Exception {
        byte[] whole = hash(upload("----x----x-y"), "----x----x-y", 1000);
        assertThat(hash(upload("----x----x-y"), "----x----x-y", 1)).isEqualTo(whole);
        assertThat(hash(upload("----x----x-y"), "----x----x-y", 7)).isEqualTo(whole);
    }

    @Test
    void anotherContentIsAnotherUpload() throws Exception {
        byte[] leave = hash(upload("x"), "x", 1000);
        assertThat(hash(upload("x").replace("Leave", "Later"), "x", 1000)).isNotEqualTo(leave);
        assertThat(hash(upload("x").replace("Leave--", "Leave-"), "x", 1000)).isNotEqualTo(leave);
    }

    @Test
    void whereAPartEndsCounts() throws Exception {
        assertThat(hash("a--xbc", "x", 1000)).isNotEqualTo(hash("ab--xc", "x", 1000));
        assertThat(hash("a--xb", "x", 1000)).isNotEqualTo(hash("a--yb", "x", 1000));
    }

    @Test
    void whatOnlyBeginsLikeADelimiterIsContent() throws Exception {
        assertThat(hash("1--aa--aac", "aa--aab", 1000)).isNotEqualTo(hash("1--aac", "aa--aab", 1000));
        // The delimiter begins within what looked like an earlier one.
        assertThat(hash("1--aa--aa--aab2", "aa--aab", 1)).isEqualTo(hash("1--aa--z2", "z", 1));
    }

    @Test
    void aPlainBodyCountsAsItIs() throws Exception {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        BodyDigest digest = new BodyDigest(sha(), MediaType.APPLICATION_JSON_TYPE);
        digest.update(body, body.length);
        assertThat(digest.finish()).isEqualTo(sha().digest(body));
        assertThat(new BodyDigest(sha(), null).finish()).isEqualTo(sha().digest());
    }

    private static String upload(String boundary) {
        return UPLOAD.replace("--B", "--" + boundary);
    }

    private static byte[] hash(String body, String boundary, int pieces) throws NoSuchAlgorithmException {
        BodyDigest digest =
                new BodyDigest(sha(), new MediaType("multipart", "form-data", Map.of("boundary", boundary)));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += pieces) {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pieces));
            digest.update(piece, piece.length);
        }
        return digest.finish();
    }

    private static MessageDigest sha() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256");
    }
}
