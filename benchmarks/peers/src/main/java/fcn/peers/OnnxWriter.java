package fcn.peers;

import fcn.peers.onnx.AttributeProto;
import fcn.peers.onnx.GraphProto;
import fcn.peers.onnx.ModelProto;
import fcn.peers.onnx.NodeProto;
import fcn.peers.onnx.OperatorSetIdProto;
import fcn.peers.onnx.StringStringEntryProto;
import fcn.peers.onnx.TensorProto;
import fcn.peers.onnx.TensorShapeProto;
import fcn.peers.onnx.TypeProto;
import fcn.peers.onnx.ValueInfoProto;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Eltwise;
import fcn.reference.layer.Input;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a network of FCN-8s's layer types as ONNX, its weights beside it in a file of their own. A
 * blob that is overwritten (Caffe's in-place ReLU) becomes a new value.
 */
final class OnnxWriter {
    /** The file's name; the weights lie beside it in {@link #WEIGHTS}. */
    static final String MODEL = "model.onnx";

    static final String INPUT = "data";
    static final String OUTPUT = "output";

    private static final String WEIGHTS = "model.weights";
    private static final int OPERATOR_SET = 17;
    private static final int IR_VERSION = 8;
    private static final int PAGE = 4096;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<String, String> values = new HashMap<>();
    private long written;

    private OnnxWriter() {}

    /** Writes both files. */
    static void write(Path folder, Network network, Weights weights) throws IOException {
        OnnxWriter writer = new OnnxWriter();
        List<Shapes.Row> rows = Shapes.of(network).rows();
        try (OutputStream file =
                new BufferedOutputStream(Files.newOutputStream(folder.resolve(WEIGHTS)), 1 << 20)) {
            for (int i = 0; i < rows.size(); i++) {
                String output = i == rows.size() - 1 ? OUTPUT : "value" + i;
                writer.add(rows.get(i), output, weights, file);
            }
        }
        writer.graph
                .setName(network.name())
                .addOutput(value(OUTPUT, rows.getLast().outputs().getFirst()));
        ModelProto model =
                ModelProto.newBuilder()
                        .setIrVersion(IR_VERSION)
                        .setProducerName("fcn-kernels")
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                        .setGraph(writer.graph)
                        .build();
        Files.write(folder.resolve(MODEL), model.toByteArray());
    }

    private void add(Shapes.Row row, String output, Weights weights, OutputStream file)
            throws IOException {
        Node node = row.node();
        List<String> inputs = new ArrayList<>(node.bottoms().stream().map(values::get).toList());
        List<Tensor> blobs = weights.of(node.name());
        for (int i = 0; i < blobs.size(); i++) {
            inputs.add(initializer(node.name() + "/" + i, blobs.get(i), file));
        }
        NodeProto.Builder written = NodeProto.newBuilder().setName(node.name()).addOutput(output);
        switch (node.layer()) {
            case Input ignored -> {
                graph.addInput(value(INPUT, row.outputs().getFirst()));
                values.put(node.tops().getFirst(), INPUT);
                return;
            }
            case Convolution c -> window(written, "Conv", c.window(), c.group());
            case Deconvolution c -> window(written, "ConvTranspose", c.window(), c.group());
            case Relu ignored -> written.setOpType("Relu");
            case Eltwise ignored -> written.setOpType("Add");
            case Pooling p ->
                    pool(written, p.window(), row.inputs().getFirst(), row.outputs().getFirst());
            case Crop crop -> {
                inputs.removeLast();
                written.setOpType("Slice");
                inputs.addAll(slice(node.name(), crop, row.outputs().getFirst()));
            }
            default -> throw new UnsupportedOperationException(node.layer().type());
        }
        graph.addNode(written.addAllInput(inputs));
        values.put(node.tops().getFirst(), output);
    }

    private static void window(NodeProto.Builder node, String type, Window w, int group) {
        node.setOpType(type)
                .addAttribute(ints("kernel_shape", w.kernelH(), w.kernelW()))
                .addAttribute(ints("strides", w.strideH(), w.strideW()))
                .addAttribute(ints("pads", w.padH(), w.padW(), w.padH(), w.padW()))
                .addAttribute(ints("dilations", w.dilationH(), w.dilationW()))
                .addAttribute(
                        AttributeProto.newBuilder()
                                .setName("group")
                                .setType(AttributeProto.AttributeType.INT)
                                .setI(group));
    }

    /** Caffe's last window may reach beyond the map: padding at the end, which no maximum takes. */
    private static void pool(NodeProto.Builder node, Window w, Shape in, Shape out) {
        int bottom = (out.h() - 1) * w.strideH() + w.kernelH() - in.h() - w.padH();
        int right = (out.w() - 1) * w.strideW() + w.kernelW() - in.w() - w.padW();
        node.setOpType("MaxPool")
                .addAttribute(ints("kernel_shape", w.kernelH(), w.kernelW()))
                .addAttribute(ints("strides", w.strideH(), w.strideW()))
                .addAttribute(
                        ints("pads", w.padH(), w.padW(), Math.max(0, bottom), Math.max(0, right)));
    }

    /** Starts, ends and axes of a slice, as inputs. */
    private List<String> slice(String name, Crop crop, Shape out) {
        long[] starts = {crop.offset(2), crop.offset(3)};
        long[] ends = {starts[0] + out.h(), starts[1] + out.w()};
        return List.of(
                integers(name + "/starts", starts),
                integers(name + "/ends", ends),
                integers(name + "/axes", 2, 3));
    }

    private String integers(String name, long... numbers) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.INT64_VALUE)
                        .addDims(numbers.length);
        for (long number : numbers) {
            tensor.addInt64Data(number);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /** Weights go to their file, on a page's border, and the graph says where. */
    private String initializer(String name, Tensor blob, OutputStream file) throws IOException {
        int fill = (int) (Math.ceilDiv(written, PAGE) * PAGE - written);
        file.write(new byte[fill]);
        written += fill;
        Shape shape = blob.shape();
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.FLOAT_VALUE)
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(entry("location", WEIGHTS))
                        .addExternalData(entry("offset", String.valueOf(written)))
                        .addExternalData(entry("length", String.valueOf(shape.bytes())));
        boolean vector = shape.equals(Shape.vector(shape.w()));
        for (int axis = vector ? 3 : 0; axis < 4; axis++) {
            tensor.addDims(shape.axis(axis));
        }
        graph.addInitializer(tensor);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : blob.data()) {
            bytes.putFloat(value);
            if (!bytes.hasRemaining()) {
                file.write(bytes.array());
                bytes.clear();
            }
        }
        file.write(bytes.array(), 0, bytes.position());
        written += shape.bytes();
        return name;
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private static AttributeProto ints(String name, long... numbers) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder()
                        .setName(name)
                        .setType(AttributeProto.AttributeType.INTS);
        for (long number : numbers) {
            attribute.addInts(number);
        }
        return attribute.build();
    }

    private static ValueInfoProto value(String name, Shape shape) {
        TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
        for (int axis = 0; axis < 4; axis++) {
            dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(shape.axis(axis)));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                                .setShape(dims)))
                .build();
    }
}
