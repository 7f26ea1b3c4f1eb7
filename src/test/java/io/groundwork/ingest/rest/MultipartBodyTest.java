package io.groundwork.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartBodyTest {

    private static final String BOUNDARY = "-x-";

    @Test
    void readsFilesAndFieldsWithTheirNames() throws IOException {
        String body = "ignored before the first\r\n---x-\r\nContent-Disposition: form-data; name=\"file\";"
                + " filename=\"a \\\"b\\\".txt\"\r\ncontent-type: text/plain\r\n\r\nline\r\n--\r\n\r\n---x-\r\n"
                + "Content-Disposition: form-data; name=metadata\r\n\r\n{}\r\n---x---\r\nignored behind the last";
        MultipartBody parts = body(body.getBytes(StandardCharsets.UTF_8), new Random(1));
        MultipartBody.Part file = parts.next().orElseThrow();
        assertThat(file.name()).isEqualTo("file");
        assertThat(file.fileName()).isEqualTo("a \"b\".txt");
        assertThat(file.mediaType()).isEqualTo("text/plain");
        assertThat(file.content()).hasContent("line\r\n--\r\n");
        MultipartBody.Part field = parts.next().orElseThrow();
        assertThat(field.name()).isEqualTo("metadata");
        assertThat(field.fileName()).isNull();
        assertThat(field.content()).hasContent("{}");
        assertThat(parts.next()).isEmpty();
        assertThat(parts.next()).isEmpty();
    }

    @Test
    void anEncodedFileNameGoesBeforeThePlainOne() throws IOException {
        String body = "---x-\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ue.txt\";"
                + " filename*=UTF-8''%C3%BC+.txt\r\n\r\n\r\n---x---\r\n";
        assertThat(body(body.getBytes(StandardCharsets.UTF_8), new Random(1))
                        .next()
                        .orElseThrow()
                        .fileName())
                .isEqualTo("ü+.txt");
    }

    @Test
    void aPartThatNobodyReadIsPassedOver() throws IOException {
        MultipartBody parts =
                body(written(List.of(new byte[200_000], "second".getBytes(StandardCharsets.UTF_8))), new Random(3));
        parts.next();
        assertThat(parts.next().orElseThrow().content()).hasContent("second");
    }

    /** Whatever the bytes, even pieces of the delimiter, and however they trickle in. */
    @Test
    void anyContentComesOutAsItWasSent() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<byte[]> contents = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                contents.add(nastyBytes(random));
            }
            MultipartBody parts = body(written(contents), random);
            List<byte[]> read = new ArrayList<>();
            for (Optional<MultipartBody.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
                read.add(part.get().content().readAllBytes());
            }
            assertThat(read)
                    .as("seed %d", seed)
                    .usingElementComparator(Arrays::compare)
                    .isEqualTo(contents);
        }
    }

    @Test
    void aBodyThatBreaksOffIsRefusedWhereverItDoes() throws IOException {
        byte[] whole = written(List.of("content".getBytes(StandardCharsets.UTF_8)));
        for (int length = 0; length < whole.length - 6; length++) {
            MultipartBody cut = body(Arrays.copyOf(whole, length), new Random(length));
            assertThatThrownBy(() -> {
                        cut.next().orElseThrow().content().readAllBytes();
                        cut.next();
                    })
                    .as("after %d bytes", length)
                    .isInstanceOf(Problem.Invalid.class);
        }
    }

    private static byte[] nastyBytes(Random random) {
        String[] pieces = {"\r\n---x", "\r\n--", "\r", "\n", "-", "---x-", "text", "\r\n\r\n", "\0", "\r\r\n"};
        StringBuilder bytes = new StringBuilder();
        for (int i = random.nextInt(random.nextBoolean() ? 40 : 40_000); i > 0; i--) {
            bytes.append(pieces[random.nextInt(pieces.length)]);
        }
        return bytes.toString().replace("\r\n---x-", "\r\n---x.").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] written(List<byte[]> contents) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            body.writeBytes(
                    "---x-\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            body.write(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("---x---\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** A body that comes in in pieces of all sizes. */
    private static MultipartBody body(byte[] bytes, Random random) {
        InputStream trickling = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(
                        target, offset, Math.min(length, 1 + random.nextInt(random.nextBoolean() ? 3 : 9000)));
            }
        };
        return new MultipartBody(trickling, BOUNDARY);
    }
}
