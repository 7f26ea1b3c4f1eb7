package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Uploads by part and by line, their progress, and what happens to files that nobody can or should read. */
class IngestionIT {

    private static final String BOUNDARY = "----groundwork-test";
    private static final String SENTENCE = "The blue lantern of the harbour is lit at dusk.";

    private static ApiTenant tenant;

    @BeforeAll
    static void aTenantWithACollection() {
        tenant = ApiTenant.create();
        tenant.collection("papers", ApiTenant.everyone());
    }

    @Test
    void aPdfCanBeFoundWithItsOffsetsWhenItsIngestionHasEnded() throws IOException {
        JsonObject receipt =
                accepted(upload("lantern.pdf", "application/pdf", pdf(SENTENCE, null), "{\"title\":\"Lantern\"}"));
        JsonObject ended = tenant.finished(receipt.getString("ingestion_id"));
        assertThat(ended.getString("state")).isEqualTo("succeeded");
        assertThat(ended.getInt("documents_total")).isEqualTo(1);
        assertThat(ended.getInt("documents_done")).isEqualTo(1);
        assertThat(ended.getInt("documents_failed")).isZero();
        assertThat(ended.getInt("chunks")).isEqualTo(1);
        assertThat(ended.getJsonArray("errors")).isEmpty();
        String text = text(receipt);
        assertThat(text).isEqualTo(SENTENCE);
        JsonObject hit = search("When is the blue lantern lit?").getJsonObject(0);
        assertThat(hit.getString("document_id")).isEqualTo(receipt.getString("document_id"));
        assertThat(text.substring(hit.getInt("start"), hit.getInt("end"))).isEqualTo(hit.getString("text"));
    }

    @Test
    void theSameBytesMakeNoNewVersionAndOtherBytesMakeOne() {
        byte[] first = bytes("# Keys\n\nThe red key opens the archive.");
        JsonObject one = accepted(upload("keys.md", "text/markdown", first, "{\"external_id\":\"keys\"}"));
        tenant.finished(one.getString("ingestion_id"));
        JsonObject again = accepted(upload("keys.md", "text/markdown", first, "{\"external_id\":\"keys\"}"));
        assertThat(again.getBoolean("unchanged")).isTrue();
        assertThat(again.getInt("version")).isEqualTo(1);
        assertThat(again.getString("ingestion_id")).isEqualTo(one.getString("ingestion_id"));
        byte[] other = bytes("# Keys\n\nThe green key opens the archive.");
        JsonObject two = accepted(upload("keys.md", "text/markdown", other, "{\"external_id\":\"keys\"}"));
        assertThat(two.getInt("version")).isEqualTo(2);
        assertThat(two.getString("document_id")).isEqualTo(one.getString("document_id"));
        tenant.finished(two.getString("ingestion_id"));
        assertThat(search("Which key opens the archive?").getJsonObject(0).getString("text"))
                .contains("green");
    }

    @Test
    void aMalformedLineIsNamedAndTheOthersAreIngested() {
        String lines =
                """
                {"external_id":"l1","title":"One","text":"The owl sleeps by day."}
                {"external_id":"l2","title":"Two","text":"# Bats\\n\\nThe bat sleeps **upside down**.","media_type":"text/markdown"}
                {"external_id":"l3", this is no JSON
                {"external_id":"l4","title":"Four","text":"Hidden.","access":{"allow":[{"group":"nobody-knows"}]}}
                {"external_id":"l5","title":"Five","text":"The fox sleeps in its den."}
                """;
        JsonObject receipt = accepted(tenant.admin()
                .send("POST", tenant.path("/collections/papers/documents/bulk"), "application/x-ndjson", lines));
        assertThat(receipt.getInt("accepted")).isEqualTo(3);
        JsonObject ended = tenant.finished(receipt.getString("ingestion_id"));
        assertThat(ended.getString("state")).isEqualTo("partially_failed");
        assertThat(ended.getInt("documents_total")).isEqualTo(5);
        assertThat(ended.getInt("documents_done")).isEqualTo(3);
        assertThat(ended.getInt("documents_failed")).isEqualTo(2);
        List<JsonObject> errors = ended.getJsonArray("errors").getValuesAs(JsonObject.class);
        assertThat(errors.get(0).getString("code")).isEqualTo("line_malformed");
        assertThat(errors.get(0).getString("message")).startsWith("Line 3 is not a valid JSON object");
        assertThat(errors.get(1).getString("external_id")).isEqualTo("l4");
        assertThat(errors.get(1).getString("message")).contains("Line 4").contains("nobody-knows");
        assertThat(search("How does the bat sleep?").getJsonObject(0).getString("text"))
                .contains("upside down.");
    }

    @Test
    void anEmptyFileIsRefusedAtOnce() {
        assertThat(upload("empty.pdf", "application/pdf", new byte[0], "{}")
                        .expect(422)
                        .code())
                .isEqualTo("empty_file");
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() throws IOException {
        fails("secret.pdf", pdf("secret", "password"), "encrypted");
        fails("picture.pdf", pdf("", null), "no_text");
        fails("half.docx", Arrays.copyOf(zipBomb(1), 300), "corrupt");
        fails("program.exe", new byte[] {'M', 'Z', 0, 0, 1, 2, 3, 0, 0, 0}, "unsupported_type");
    }

    @Test
    void aZipBombIsStoppedAndTheApplicationGoesOn() throws IOException {
        fails("bomb.docx", zipBomb(400), "parser_memory");
        tenant.document("papers", "after-the-bomb", "After", "The heron stands on one leg.");
        assertThat(search("Who stands on one leg?").getJsonObject(0).getString("text"))
                .contains("heron");
    }

    @Test
    void aFileOfTwoHundredMegabytesIsRefusedWhetherItAnnouncesItselfOrNot() {
        long size = 200L << 20;
        HttpRequest.Builder announced = tenant.admin()
                .request(tenant.path("/collections/papers/documents"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        var endless = HttpRequest.BodyPublishers.ofInputStream(() -> zeros(size));
        assertThat(tenant.admin()
                        .send(announced.copy().POST(HttpRequest.BodyPublishers.fromPublisher(endless, size)))
                        .expect(413)
                        .code())
                .isEqualTo("too_large");
        assertThat(tenant.admin()
                        .send(announced.copy().POST(endless))
                        .expect(413)
                        .code())
                .isEqualTo("too_large");
    }

    @Test
    void anUploadWithoutFileOrWithBadMetadataNamesTheField() {
        HttpRequest.Builder nothing = multipart(new ByteArrayOutputStream());
        assertThat(tenant.admin().send(nothing).expect(400).body()).contains("\"file\"");
        assertThat(upload("a.txt", "text/plain", bytes("text"), "[1")
                        .expect(400)
                        .body())
                .contains("\"metadata\"");
        assertThat(upload("a.txt", "text/plain", bytes("text"), "{\"status\":\"gone\"}")
                        .expect(400)
                        .body())
                .contains("\"status\"");
        String group = "{\"access\":{\"allow\":[{\"group\":\"nobody-knows\"}]}}";
        assertThat(upload("a.txt", "text/plain", bytes("text"), group)
                        .expect(400)
                        .body())
                .contains("nobody-knows");
    }

    @Test
    void onlyAdminsHandInAndSeeProgress() {
        Api employee = tenant.employee("emil");
        employee.get(tenant.path("/ingestions")).expect(403);
        employee.send("POST", tenant.path("/collections/papers/documents/bulk"), "application/x-ndjson", "{}")
                .expect(403);
        tenant.admin().get(tenant.path("/ingestions/no-such-id")).expect(404);
        tenant.admin()
                .get(tenant.path("/ingestions/00000000-0000-4000-8000-000000000000"))
                .expect(404);
    }

    @Test
    void theListOfIngestionsGoesFromTheNewestOn() {
        tenant.document("papers", "list-1", "List 1", "The first entry of a list.");
        tenant.document("papers", "list-2", "List 2", "The second entry of a list.");
        JsonObject page = tenant.admin()
                .get(tenant.path("/ingestions?collection=papers&limit=1"))
                .expect(200)
                .json();
        assertThat(page.getBoolean("has_more")).isTrue();
        JsonObject next = tenant.admin()
                .get(tenant.path("/ingestions?collection=papers&limit=1&after=" + page.getString("next")))
                .expect(200)
                .json();
        String newest = page.getJsonArray("data").getJsonObject(0).getString("created_at");
        assertThat(next.getJsonArray("data").getJsonObject(0).getString("created_at"))
                .isLessThan(newest);
        tenant.admin().get(tenant.path("/ingestions?after=nonsense")).expect(400);
    }

    private static void fails(String name, byte[] content, String code) {
        JsonObject receipt = accepted(upload(name, "application/octet-stream", content, "{}"));
        JsonObject ended = tenant.finished(receipt.getString("ingestion_id"));
        assertThat(ended.getString("state")).as(name).isEqualTo("failed");
        JsonObject error = ended.getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("code")).as(name).isEqualTo(code);
        assertThat(error.getString("external_id")).isEqualTo(name);
        assertThat(error.getString("document_id")).isEqualTo(receipt.getString("document_id"));
        assertThat(error.getString("message")).endsWith(".");
    }

    private static JsonObject accepted(Api.Reply reply) {
        return reply.expect(202).json();
    }

    private static JsonArray search(String query) {
        JsonObject body =
                Json.createObjectBuilder().add("query", query).add("top_k", 3).build();
        return tenant.admin().post("/api/v1/search", body).expect(200).json().getJsonArray("hits");
    }

    private static String text(JsonObject receipt) {
        String document = receipt.getString("document_id") + "/versions/" + receipt.getInt("version");
        return tenant.admin()
                .get(tenant.path("/documents/" + document + "/text"))
                .expect(200)
                .body();
    }

    private static Api.Reply upload(String name, String type, byte[] content, String metadata) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: " + type + "\r\n\r\n"));
        body.writeBytes(content);
        body.writeBytes(bytes("\r\n--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\n"
                + "Content-Type: application/json\r\n\r\n" + metadata + "\r\n"));
        return tenant.admin().send(multipart(body));
    }

    private static HttpRequest.Builder multipart(ByteArrayOutputStream parts) {
        parts.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
        return tenant.admin()
                .request(tenant.path("/collections/papers/documents"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(parts.toByteArray()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The beginning of an upload, and nothing but zeros behind it. */
    private static InputStream zeros(long size) {
        byte[] head =
                bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big\"\r\n\r\n");
        return new InputStream() {
            private long sent;

            @Override
            public int read() {
                return sent >= size ? -1 : sent < head.length ? head[(int) sent++] : skip();
            }

            private int skip() {
                sent++;
                return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                if (sent >= size) {
                    return -1;
                }
                int count = (int) Math.min(length, size - sent);
                for (int i = 0; i < count; i++) {
                    bytes[offset + i] = (byte) read();
                }
                return count;
            }
        };
    }

    private static byte[] pdf(String line, String password) throws IOException {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
                content.newLineAtOffset(50, 700);
                content.showText(line);
                content.endText();
            }
            if (password != null) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    /** A Word file of a few kilobytes that unpacks to as many megabytes. */
    private static byte[] zipBomb(int megabytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            part(
                    zip,
                    "[Content_Types].xml",
                    "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                            + "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
                            + "relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd."
                            + "openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            part(
                    zip,
                    "_rels/.rels",
                    "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                            + "relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                            + "relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(bytes(
                    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p>"
                            + "<w:r><w:t>"));
            byte[] block = bytes("A".repeat(1 << 20));
            for (int i = 0; i < megabytes; i++) {
                zip.write(block);
            }
            zip.write(bytes("</w:t></w:r></w:p></w:body></w:document>"));
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes(content));
        zip.closeEntry();
    }
}
