package fcn.benchmarks.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Weights in Caffe's binary form, all zero, as protobuf puts them on the wire. */
final class CaffemodelBytes {
    private static final int LAYER = 100;
    private static final int NAME = 1;
    private static final int BLOBS = 7;
    private static final int DATA = 5;
    private static final int SHAPE = 7;
    private static final int DIMENSIONS = 1;

    private CaffemodelBytes() {}

    /** A network of one layer, whose blobs have these dimensions. */
    static byte[] of(String layer, int[]... blobs) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        field(fields, NAME, layer.getBytes(StandardCharsets.UTF_8));
        for (int[] dimensions : blobs) {
            field(fields, BLOBS, blob(dimensions));
        }
        return message(LAYER, fields.toByteArray());
    }

    private static byte[] blob(int... dimensions) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int count = 1;
        for (int dimension : dimensions) {
            varint(packed, dimension);
            count *= dimension;
        }
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        field(fields, SHAPE, message(DIMENSIONS, packed.toByteArray()));
        field(fields, DATA, new byte[count * Float.BYTES]);
        return fields.toByteArray();
    }

    private static byte[] message(int number, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        field(out, number, content);
        return out.toByteArray();
    }

    /** A field of wire type 2: tag, length, content. */
    private static void field(ByteArrayOutputStream out, int number, byte[] content) {
        varint(out, (number << 3) | 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        for (; value > 0x7f; value >>>= 7) {
            out.write((value & 0x7f) | 0x80);
        }
        out.write(value);
    }
}
