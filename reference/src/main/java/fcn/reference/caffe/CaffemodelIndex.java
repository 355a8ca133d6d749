package fcn.reference.caffe;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;

import fcn.reference.BadInputException;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each layer's blobs lie in a caffemodel: one pass over the fields that skips the values. No
 * field may reach beyond the message that holds it, nor that beyond the file, so that a file cut
 * short shows here. Fields that are unknown are skipped.
 */
final class CaffemodelIndex {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_NAME = 1 << 16;

    /** Field numbers in which V1 layers and V2 layers differ. */
    private record Version(int layer, int name, int blobs) {}

    private static final Version V1 = new Version(2, 4, 6);
    private static final Version V2 = new Version(100, 1, 7);

    private final Map<String, List<StoredBlob>> layers = new LinkedHashMap<>();
    private final CodedInputStream in;
    private boolean anyLayer;
    private String lastName = "";

    private CaffemodelIndex(CodedInputStream in) {
        this.in = in;
    }

    static CaffemodelIndex of(Path file, FileChannel channel) throws IOException {
        long bytes = channel.size();
        if (bytes == 0) {
            throw new BadInputException(file + ": empty; copy it again");
        }
        if (bytes > Integer.MAX_VALUE) {
            throw new BadInputException(
                    file + ": " + bytes + " bytes, but no protobuf file is larger than 2 GB");
        }
        CodedInputStream in =
                CodedInputStream.newInstance(Channels.newInputStream(channel), BUFFER);
        in.pushLimit((int) bytes);
        CaffemodelIndex index = new CaffemodelIndex(in);
        try {
            index.net();
        } catch (InvalidProtocolBufferException e) {
            if (!index.anyLayer) {
                throw foreign(file, e);
            }
            throw new BadInputException(
                    "%s: cut short or damaged at byte %d of %d%s; copy it again"
                            .formatted(file, in.getTotalBytesRead(), bytes, index.where()),
                    e);
        }
        if (!index.anyLayer) {
            throw foreign(file, null);
        }
        return index;
    }

    /** A layer's blobs in order; none where the file has none. */
    List<StoredBlob> blobs(String name) {
        return layers.getOrDefault(name, List.of());
    }

    /** The layers with blobs, for people. */
    String summary() {
        if (layers.isEmpty()) {
            return "no layer at all";
        }
        List<String> names = layers.keySet().stream().limit(3).toList();
        int more = layers.size() - names.size();
        return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }

    private String where() {
        return lastName.isEmpty() ? "" : ", in or after layer '" + lastName + "'";
    }

    private static BadInputException foreign(Path file, Throwable cause) {
        return new BadInputException(
                file + ": not a caffemodel; give Caffe's binary weights or 'synthetic'", cause);
    }

    private void net() throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == message(V1.layer)) {
                layer(V1);
            } else if (tag == message(V2.layer)) {
                layer(V2);
            } else {
                skip(tag);
            }
        }
    }

    private void layer(Version version) throws IOException {
        anyLayer = true;
        String name = "";
        List<StoredBlob> blobs = new ArrayList<>();
        int outer = enter();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == message(version.name)) {
                name = name();
                lastName = name;
            } else if (tag == message(version.blobs)) {
                blobs.add(blob());
            } else {
                skip(tag);
            }
        }
        in.popLimit(outer);
        if (!blobs.isEmpty()) {
            layers.put(name, blobs);
        }
    }

    private StoredBlob blob() throws IOException {
        StoredBlob blob = new StoredBlob();
        int outer = enter();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            switch (field) {
                case 1, 2, 3, 4 -> blob.setLegacy(field - 1, in.readInt64());
                case 5 -> values(blob, tag, Float.BYTES);
                case 7 -> shape(blob);
                case 8 -> values(blob, tag, Double.BYTES);
                default -> skip(tag);
            }
        }
        in.popLimit(outer);
        return blob;
    }

    private void values(StoredBlob blob, int tag, int width) throws IOException {
        int at = in.getTotalBytesRead();
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            int bytes = in.readRawVarint32();
            if (bytes % width != 0) {
                throw new InvalidProtocolBufferException("packed values of " + bytes + " bytes");
            }
            blob.addPacked(in.getTotalBytesRead(), bytes / width, width);
            in.skipRawBytes(bytes);
        } else {
            blob.addTagged(at - 1L, width);
            in.skipRawBytes(width);
        }
    }

    private void shape(StoredBlob blob) throws IOException {
        int outer = enter();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) != 1) {
                skip(tag);
            } else if (tag == message(1)) {
                int shape = enter();
                while (!in.isAtEnd()) {
                    blob.addDimension(in.readInt64());
                }
                in.popLimit(shape);
            } else {
                blob.addDimension(in.readInt64());
            }
        }
        in.popLimit(outer);
    }

    /**
     * Narrows the stream to the message that follows; fails where it would exceed the outer one.
     */
    private int enter() throws IOException {
        return in.pushLimit(in.readRawVarint32());
    }

    private String name() throws IOException {
        int bytes = in.readRawVarint32();
        if (bytes > LONGEST_NAME) {
            throw new InvalidProtocolBufferException("a name of " + bytes + " bytes");
        }
        return new String(in.readRawBytes(bytes), StandardCharsets.UTF_8);
    }

    private void skip(int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("the end of a group that has not begun");
        }
    }

    private static int message(int field) {
        return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }
}
