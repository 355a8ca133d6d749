package fcn.benchmarks.peers;

import fcn.benchmarks.check.Values;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Input;
import fcn.reference.layer.Relu;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * A convolution or transposed convolution of a network by itself, with the ReLU that overwrites its
 * output where there is one, on values of a fixed seed; a transposed one upsamples bilinearly.
 *
 * @param bias whether the layer adds one; where not, that of the values is zero
 */
public record LayerCase(
        String name, ConvolutionShape shape, Epilogue epilogue, boolean bias, Values values) {
    /** What a layer of a network is, without its values. */
    public record Kind(String name, ConvolutionShape shape, Epilogue epilogue, boolean bias) {
        /** With values: the same in every process. */
        public LayerCase valued() {
            Values drawn = Values.of(shape, Values.Kind.BILINEAR);
            Tensor none = Tensor.zeros(Shape.vector(shape.oc()));
            Values values = bias ? drawn : new Values(drawn.input(), drawn.weights(), none);
            return new LayerCase(name, shape, epilogue, bias, values);
        }
    }

    /** All of a network's, in its order. */
    public static List<Kind> of(Network network) {
        List<Kind> kinds = new ArrayList<>();
        List<Node> nodes = network.nodes();
        for (Shapes.Row row : Shapes.of(network).rows()) {
            Node node = row.node();
            Epilogue epilogue =
                    nodes.stream().anyMatch(next -> rectifies(next, node))
                            ? Epilogue.RELU
                            : Epilogue.NONE;
            switch (node.layer()) {
                case Convolution c ->
                        kinds.add(
                                new Kind(
                                        node.name(),
                                        c.shape(row.inputs().getFirst()),
                                        epilogue,
                                        c.bias()));
                case Deconvolution c ->
                        kinds.add(
                                new Kind(
                                        node.name(),
                                        c.shape(row.inputs().getFirst()),
                                        epilogue,
                                        c.bias()));
                default -> {}
            }
        }
        return kinds;
    }

    private static boolean rectifies(Node next, Node node) {
        return next.layer() instanceof Relu
                && next.bottoms().equals(node.tops())
                && next.tops().equals(node.tops());
    }

    /** As a network: {@code data}, the layer under its name, and the ReLU. */
    public Network network() {
        List<String> data = List.of("data");
        List<String> top = List.of(name);
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node("input", new Input(List.of(shape.input())), List.of(), data));
        nodes.add(
                new Node(
                        name,
                        shape.transposed()
                                ? new Deconvolution(shape.oc(), shape.window(), shape.group(), bias)
                                : new Convolution(shape.oc(), shape.window(), shape.group(), bias),
                        data,
                        top));
        if (epilogue.relu()) {
            nodes.add(new Node("relu", new Relu(0), top, top));
        }
        return new Network(name, nodes);
    }

    /** The values' weights and bias. */
    public Weights weights() {
        return new Weights() {
            @Override
            public List<Tensor> of(String layer) {
                if (!layer.equals(name)) {
                    return List.of();
                }
                return bias ? List.of(values.weights(), values.bias()) : List.of(values.weights());
            }

            @Override
            public String source() {
                return "values of a fixed seed";
            }
        };
    }
}
