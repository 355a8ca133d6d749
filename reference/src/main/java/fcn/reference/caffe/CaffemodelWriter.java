package fcn.reference.caffe;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;

import fcn.reference.caffe.generated.BlobProto;
import fcn.reference.caffe.generated.BlobShape;
import fcn.reference.caffe.generated.LayerParameter;
import fcn.reference.caffe.generated.NetParameter;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes weights in Caffe's binary form, which {@link Caffemodel} reads back. A layer at a time is
 * in memory, and its values go straight to the file: the whole would take protobuf twice its size.
 */
public final class CaffemodelWriter {
    private CaffemodelWriter() {}

    /** Writes the learned blobs of every layer; a bias as a vector, all others with four axes. */
    public static void write(Path file, Network network, Weights weights) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file)) {
            CodedOutputStream out = CodedOutputStream.newInstance(stream, 1 << 16);
            out.writeString(NetParameter.NAME_FIELD_NUMBER, network.name());
            for (Node node : network.nodes()) {
                List<Tensor> blobs = weights.of(node.name());
                if (!blobs.isEmpty()) {
                    write(out, node, blobs);
                }
            }
            out.flush();
        }
    }

    private static void write(CodedOutputStream out, Node node, List<Tensor> blobs)
            throws IOException {
        LayerParameter head =
                LayerParameter.newBuilder()
                        .setName(node.name())
                        .setType(node.layer().type())
                        .build();
        List<BlobProto> shapes = new ArrayList<>();
        int size = head.getSerializedSize();
        for (Tensor blob : blobs) {
            BlobProto shape = shape(blob.shape());
            shapes.add(shape);
            size += delimited(LayerParameter.BLOBS_FIELD_NUMBER, blobSize(shape, blob));
        }
        begin(out, NetParameter.LAYER_FIELD_NUMBER, size);
        head.writeTo(out);
        for (int i = 0; i < blobs.size(); i++) {
            Tensor blob = blobs.get(i);
            begin(out, LayerParameter.BLOBS_FIELD_NUMBER, blobSize(shapes.get(i), blob));
            shapes.get(i).writeTo(out);
            begin(out, BlobProto.DATA_FIELD_NUMBER, Math.toIntExact(blob.shape().bytes()));
            for (float value : blob.data()) {
                out.writeFloatNoTag(value);
            }
        }
    }

    private static BlobProto shape(Shape shape) {
        BlobShape.Builder dims = BlobShape.newBuilder();
        boolean vector = shape.equals(Shape.vector(shape.w()));
        for (int axis = vector ? 3 : 0; axis < 4; axis++) {
            dims.addDim(shape.axis(axis));
        }
        return BlobProto.newBuilder().setShape(dims).build();
    }

    private static int blobSize(BlobProto shape, Tensor blob) {
        int values = delimited(BlobProto.DATA_FIELD_NUMBER, Math.toIntExact(blob.shape().bytes()));
        return Math.addExact(shape.getSerializedSize(), values);
    }

    /** Bytes of a field of that many bytes, its tag and length counted. */
    private static int delimited(int field, int bytes) {
        return Math.addExact(
                CodedOutputStream.computeTagSize(field)
                        + CodedOutputStream.computeUInt32SizeNoTag(bytes),
                bytes);
    }

    private static void begin(CodedOutputStream out, int field, int bytes) throws IOException {
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(bytes);
    }
}
