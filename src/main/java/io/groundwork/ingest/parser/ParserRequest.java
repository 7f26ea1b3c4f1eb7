package io.groundwork.ingest.parser;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Objects;

/**
 * One file for the parser process.
 *
 * @param fileName the name that its sender gave it, a hint for its type; may be empty
 * @param mediaType the type that its sender claimed; may be empty
 */
public record ParserRequest(String fileName, String mediaType, byte[] content) {

    private static final int MOST_NAME_BYTES = 4096;
    private static final int MOST_NAME = 250;

    public ParserRequest {
        fileName = cut(Objects.requireNonNullElse(fileName, ""));
        mediaType = cut(Objects.requireNonNullElse(mediaType, ""));
    }

    private static String cut(String name) {
        return name.length() <= MOST_NAME ? name : name.substring(name.length() - MOST_NAME);
    }

    /** Sends the request and takes the answer. */
    ParsedText ask(DataOutputStream out, DataInputStream in, int mostTextBytes) throws IOException, Unreadable {
        ParsedText.writeText(out, fileName);
        ParsedText.writeText(out, mediaType);
        out.writeInt(content.length);
        out.write(content);
        out.flush();
        if (in.readBoolean()) {
            return ParsedText.read(in, mostTextBytes);
        }
        int reason = in.readUnsignedByte();
        if (reason >= Unreadable.Reason.values().length) {
            throw new IOException("the parser process gave no reason");
        }
        throw new Unreadable(Unreadable.Reason.values()[reason]);
    }

    /** The name and type of the next request; its content follows in the stream. */
    record Head(String fileName, String mediaType, int length) {
        static Head read(DataInputStream in) throws IOException {
            return new Head(
                    ParsedText.readText(in, MOST_NAME_BYTES), ParsedText.readText(in, MOST_NAME_BYTES), in.readInt());
        }
    }
}
