package io.groundwork.ingest.parser;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.txt.TXTParser;
import org.apache.tika.parser.xml.DcXMLParser;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Office formats, PDF, mail and e-books, read by Tika with the parsers named here and no others. */
final class TikaReading {

    private static final int PDF_MEMORY = 64 << 20;
    private static final Set<String> NO_PARSER = Set.of("application/octet-stream", "application/x-empty");

    /** Formats that keep the line ends of a page or a screen, not those of paragraphs. */
    private static final Set<String> BROKEN_LINES =
            Set.of("application/pdf", "message/rfc822", "application/vnd.ms-outlook", "application/xml");

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();
    private final Detector detector = new DefaultDetector(types);
    private final AutoDetectParser parser = new AutoDetectParser(
            detector,
            new PDFParser(),
            new OOXMLParser(),
            new OfficeParser(),
            new RTFParser(),
            new OpenDocumentParser(),
            new EpubParser(),
            new RFC822Parser(),
            new JSoupParser(),
            new DcXMLParser(),
            new TXTParser());

    TikaReading() {
        parser.setMediaTypeRegistry(types.getMediaTypeRegistry());
    }

    /** The file's type by its bytes and name; the sender's word counts only as a hint. */
    MediaType detect(Path file, ParserRequest.Head request) throws IOException {
        Metadata metadata = metadata(request);
        try (TikaInputStream in = TikaInputStream.get(file, metadata)) {
            return detector.detect(in, metadata);
        }
    }

    private static Metadata metadata(ParserRequest.Head request) {
        Metadata metadata = new Metadata();
        if (!request.fileName().isBlank()) {
            metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, request.fileName());
        }
        if (!request.mediaType().isBlank()) {
            metadata.set(Metadata.CONTENT_TYPE, request.mediaType());
        }
        return metadata;
    }

    private boolean reads(MediaType type) {
        if (NO_PARSER.contains(type.toString())) {
            return false;
        }
        Set<MediaType> readable = parser.getParsers(new ParseContext()).keySet();
        MediaType at = types.getMediaTypeRegistry().normalize(type);
        while (at != null && !at.equals(MediaType.OCTET_STREAM)) {
            if (readable.contains(at)) {
                return true;
            }
            at = types.getMediaTypeRegistry().getSupertype(at);
        }
        return false;
    }

    ParsedText read(Path file, ParserRequest.Head request, MediaType type, Manuscript manuscript) throws Unreadable {
        if (!reads(type)) {
            throw new Unreadable(Unreadable.Reason.UNSUPPORTED_TYPE);
        }
        Metadata metadata = metadata(request);
        Markup markup =
                new Markup(manuscript, BROKEN_LINES.contains(type.getBaseType().toString()));
        try (TikaInputStream in = TikaInputStream.get(file, metadata)) {
            parser.parse(in, new Elements(markup), metadata, context());
        } catch (EncryptedDocumentException encrypted) {
            throw new Unreadable(Unreadable.Reason.ENCRYPTED, encrypted);
        } catch (TikaException | SAXException | IOException failed) {
            throw new Unreadable(reason(failed), failed);
        }
        markup.end();
        String title = metadata.get(TikaCoreProperties.TITLE);
        return manuscript.finish(title == null ? "" : title, type.getBaseType().toString());
    }

    private ParseContext context() {
        ParseContext context = new ParseContext();
        context.set(Parser.class, parser);
        ParsingEmbeddedDocumentExtractor embedded = new ParsingEmbeddedDocumentExtractor(context);
        embedded.setWriteFileNameToContent(false);
        context.set(EmbeddedDocumentExtractor.class, embedded);
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setDetectAngles(true);
        pdf.setExtractInlineImages(false);
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractBookmarksText(false);
        pdf.setExtractAnnotationText(false);
        pdf.setMaxMainMemoryBytes(PDF_MEMORY);
        context.set(PDFParserConfig.class, pdf);
        OfficeParserConfig office = new OfficeParserConfig();
        office.setExtractMacros(false);
        office.setIncludeHeadersAndFooters(false);
        office.setIncludeDeletedContent(false);
        office.setIncludeMoveFromContent(false);
        context.set(OfficeParserConfig.class, office);
        return context;
    }

    private static Unreadable.Reason reason(Throwable failed) {
        for (Throwable at = failed; at != null; at = at.getCause()) {
            String message = String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("zip bomb") || at.getClass().getSimpleName().equals("TikaMemoryLimitException")) {
                return Unreadable.Reason.PARSER_MEMORY;
            }
            if (at.getClass().getSimpleName().contains("Encrypted") || message.contains("password")) {
                return Unreadable.Reason.ENCRYPTED;
            }
        }
        return Unreadable.Reason.CORRUPT;
    }

    /** Tika's XHTML events, told to the markup. */
    private static final class Elements extends DefaultHandler {

        private final Markup markup;

        Elements(Markup markup) {
            this.markup = markup;
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) {
            markup.open(name);
        }

        @Override
        public void endElement(String uri, String name, String qualified) {
            if (!name.equals("br")) {
                markup.close(name);
            }
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            markup.text(new String(characters, start, length));
        }

        @Override
        public void ignorableWhitespace(char[] characters, int start, int length) {
            markup.text(new String(characters, start, length));
        }
    }
}
