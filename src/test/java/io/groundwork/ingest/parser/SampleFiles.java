package io.groundwork.ingest.parser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Small files of each kind, made on the spot; the hostile ones too. */
final class SampleFiles {

    private static final String CONTENT_TYPES = "<?xml version=\"1.0\"?><Types"
            + " xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\""
            + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override"
            + " PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
            + "wordprocessingml.document.main+xml\"/></Types>";
    private static final String RELATIONS = "<?xml version=\"1.0\"?><Relationships"
            + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\""
            + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\""
            + " Target=\"word/document.xml\"/></Relationships>";
    private static final String BODY_BEGIN = "<w:document"
            + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>";
    private static final String BODY_END = "</w:t></w:r></w:p></w:body></w:document>";

    private SampleFiles() {}

    static byte[] pdf(String... lines) throws IOException {
        try (PDDocument document = document(lines)) {
            return saved(document);
        }
    }

    static byte[] encryptedPdf(String... lines) throws IOException {
        try (PDDocument document = document(lines)) {
            document.protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));
            return saved(document);
        }
    }

    private static PDDocument document(String... lines) throws IOException {
        PDDocument document = new PDDocument();
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
            content.beginText();
            content.setLeading(14);
            content.newLineAtOffset(50, 700);
            for (String line : lines) {
                content.showText(line);
                content.newLine();
            }
            content.endText();
        }
        return document;
    }

    private static byte[] saved(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    static byte[] docx(String heading, String paragraph, String[][] table) throws IOException {
        try (XWPFDocument document = new XWPFDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XWPFParagraph title = document.createParagraph();
            document.createStyles().addStyle(HeadingStyle.named("Heading1", "heading 1"));
            title.setStyle("Heading1");
            title.createRun().setText(heading);
            document.createParagraph().createRun().setText(paragraph);
            XWPFTable rows = document.createTable(table.length, table[0].length);
            for (int row = 0; row < table.length; row++) {
                for (int cell = 0; cell < table[row].length; cell++) {
                    rows.getRow(row).getCell(cell).setText(table[row][cell]);
                }
            }
            document.write(out);
            return out.toByteArray();
        }
    }

    /** A Word file of a few kilobytes that unpacks to as many megabytes of text. */
    static byte[] zipBomb(int megabytes) throws IOException {
        return docx(part -> {
            part.write(text("<?xml version=\"1.0\"?>" + BODY_BEGIN));
            byte[] block = "A".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < megabytes; i++) {
                part.write(block);
            }
            part.write(text(BODY_END));
        });
    }

    /** A Word file whose XML wants to have another file or address read into it. */
    static byte[] externalEntity(String address) throws IOException {
        return docx(part -> part.write(text("<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY outside SYSTEM \"" + address
                + "\">]>" + BODY_BEGIN + "before &outside; after" + BODY_END)));
    }

    /** Ten entities, each ten times the one before. */
    static byte[] billionLaughs() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            xml.append("<!ENTITY lol")
                    .append(i)
                    .append(" \"")
                    .append(("&lol" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return text(xml.append("]><lolz>&lol9;</lolz>").toString());
    }

    /** Content of one part of a Word file. */
    interface PartContent {
        void write(OutputStream part) throws IOException;
    }

    private static byte[] docx(PartContent documentPart) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            part(zip, "[Content_Types].xml", part -> part.write(text(CONTENT_TYPES)));
            part(zip, "_rels/.rels", part -> part.write(text(RELATIONS)));
            part(zip, "word/document.xml", documentPart);
        }
        return out.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, PartContent content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        content.write(zip);
        zip.closeEntry();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
