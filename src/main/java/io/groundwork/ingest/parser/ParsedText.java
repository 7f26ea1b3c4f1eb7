package io.groundwork.ingest.parser;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What was read out of a file: plain text in which blocks are separated by blank lines, and the blocks in their order.
 *
 * @param title the document's own title; empty if it has none
 * @param mediaType what the file turned out to be
 */
public record ParsedText(String title, String mediaType, String text, List<Block> blocks) {

    public ParsedText {
        blocks = List.copyOf(blocks);
    }

    void write(DataOutputStream out) throws IOException {
        writeText(out, title);
        writeText(out, mediaType);
        writeText(out, text);
        out.writeInt(blocks.size());
        for (Block block : blocks) {
            out.writeByte(block.kind().ordinal());
            out.writeByte(block.level());
            out.writeInt(block.start());
            out.writeInt(block.end());
        }
    }

    /** Reads what the process says, believing nothing: lengths and places are checked. */
    static ParsedText read(DataInputStream in, int mostBytes) throws IOException {
        String title = readText(in, mostBytes);
        String mediaType = readText(in, mostBytes);
        String text = readText(in, mostBytes);
        int count = in.readInt();
        if (count < 0 || count > text.length()) {
            throw new IOException("the parser process named " + count + " blocks");
        }
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < count; i++) {
            Block block = readBlock(in);
            if (block.start() < from || block.end() > text.length()) {
                throw new IOException("the parser process named a block outside of the text");
            }
            from = block.end();
            blocks.add(block);
        }
        return new ParsedText(title, mediaType, text, blocks);
    }

    private static Block readBlock(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        int level = in.readUnsignedByte();
        int start = in.readInt();
        int end = in.readInt();
        if (kind >= Block.Kind.values().length || level > 6 || start < 0 || end <= start) {
            throw new IOException("the parser process named no block");
        }
        return new Block(Block.Kind.values()[kind], level, start, end);
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInputStream in, int mostBytes) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > mostBytes) {
            throw new IOException("the parser process said " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
