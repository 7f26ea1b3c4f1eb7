package io.groundwork.intent;

import io.groundwork.intent.Scope.Spread;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A head as the database keeps it; the first byte tells the form. */
final class HeadBytes {

    private static final int FORM = 1;

    private HeadBytes() {}

    static byte[] write(Head head) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeInt(head.intents().size());
            for (String intent : head.intents()) {
                out.writeUTF(intent);
            }
            out.writeUTF(head.elsewhere());
            writeBytes(out, ofFloats(head.softmax().weights()));
            out.writeInt(head.neighbourhood().dimensions());
            writeBytes(out, head.neighbourhood().examples());
            writeSpread(out, head.scope().energy());
            writeSpread(out, head.scope().closeness());
            out.writeDouble(head.scope().threshold());
            out.writeDouble(head.scope().steepness());
            out.writeDouble(head.temperature());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static Head read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORM) {
                throw new IllegalStateException("a classifier of another form");
            }
            List<String> intents = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                intents.add(in.readUTF());
            }
            return new Head(
                    List.copyOf(intents),
                    in.readUTF(),
                    new SoftmaxHead(intents.size(), floats(readBytes(in))),
                    new Neighbourhood(in.readInt(), readBytes(in)),
                    new Scope(readSpread(in), readSpread(in), in.readDouble(), in.readDouble()),
                    in.readDouble());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static byte[] ofFloats(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static void writeSpread(DataOutputStream out, Spread spread) throws IOException {
        out.writeDouble(spread.mean());
        out.writeDouble(spread.deviation());
    }

    private static Spread readSpread(DataInputStream in) throws IOException {
        return new Spread(in.readDouble(), in.readDouble());
    }
}
