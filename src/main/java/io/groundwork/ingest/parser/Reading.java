package io.groundwork.ingest.parser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.tika.detect.AutoDetectReader;
import org.apache.tika.exception.TikaException;
import org.apache.tika.mime.MediaType;

/** Chooses how a file is read, and judges whether what came out is a text. */
final class Reading {

    /** Of the characters kept, how many may be replacements of unreadable bytes. */
    private static final double MOST_GARBAGE = 0.05;

    private final TikaReading tika = new TikaReading();
    private final int mostCharacters;

    Reading(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    ParsedText read(Path file, ParserRequest.Head request) throws Unreadable {
        try {
            if (Files.size(file) == 0) {
                throw new Unreadable(Unreadable.Reason.EMPTY_FILE);
            }
            return judged(text(file, request));
        } catch (Manuscript.TooLong tooLong) {
            throw new Unreadable(Unreadable.Reason.TEXT_TOO_LONG, tooLong);
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            throw new Unreadable(Unreadable.Reason.CORRUPT, broken);
        }
    }

    private ParsedText text(Path file, ParserRequest.Head request) throws IOException, Unreadable {
        String name = request.fileName().toLowerCase(Locale.ROOT);
        MediaType type = tika.detect(file, request);
        Manuscript manuscript = new Manuscript(mostCharacters);
        if (type.getBaseType().toString().contains("html")) {
            return HtmlReading.read(TemplateTags.remove(decoded(file), ""), manuscript);
        }
        if (!type.getType().equals("text")) {
            return tika.read(file, request, type, manuscript);
        }
        if (isMarkdown(name, request.mediaType(), type)) {
            return MarkdownReading.read(decoded(file), manuscript);
        }
        if (name.contains(".html")) {
            FrontMatter page = FrontMatter.of(decoded(file));
            return HtmlReading.read(TemplateTags.remove(page.body(), page.title()), manuscript);
        }
        if (type.getSubtype().contains("csv") || type.getSubtype().contains("tab-separated")) {
            return TextReading.table(decoded(file), type.getSubtype().contains("csv"), manuscript);
        }
        return TextReading.read(decoded(file), manuscript);
    }

    private static boolean isMarkdown(String name, String claimed, MediaType type) {
        return name.matches(".*\\.(md|markdown|mdx)(\\.\\w+)?$")
                || claimed.toLowerCase(Locale.ROOT).startsWith("text/markdown")
                || type.getSubtype().contains("markdown");
    }

    /** UTF-8 if it is that; else what its byte order mark, its own declaration or its letters suggest. */
    private static String decoded(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException another) {
            return new String(bytes, charset(file));
        }
    }

    private static Charset charset(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                AutoDetectReader reader = new AutoDetectReader(in)) {
            return reader.getCharset();
        } catch (TikaException unknown) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static ParsedText judged(ParsedText parsed) throws Unreadable {
        String text = parsed.text();
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new Unreadable(Unreadable.Reason.NO_TEXT);
        }
        long garbage = text.codePoints().filter(point -> point == '\uFFFD').count();
        if (garbage > text.length() * MOST_GARBAGE) {
            throw new Unreadable(Unreadable.Reason.CORRUPT);
        }
        return parsed;
    }
}
