package fcn.kernels.plan;

import fcn.kernels.Kernel;
import fcn.reference.BadInputException;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The choice where nothing was measured: the first kernel of an order that does the shape. */
public final class Ranking {
    private static final List<String> WINOGRAD =
            List.of("WINOGRAD_F4", "WINOGRAD_F6", "WINOGRAD_F2");
    private static final List<String> CONVOLUTION =
            List.of("BLOCKED_DIRECT", "IM2COL_GEMM", "DIRECT_SIMD", "KN2ROW", "DIRECT");
    private static final List<String> TRANSPOSED =
            List.of("GATHER_PHASES", "SCATTER_GEMM", "SCATTER", "GATHER");

    /** Input channels from which Winograd's transforms pay. */
    private static final int WINOGRAD_CHANNELS = 16;

    private Ranking() {}

    /**
     * A kernel for each convolution and transposed convolution of a network.
     *
     * @throws BadInputException when no kernel does a layer
     */
    public static Plan plan(Network network) {
        Map<String, Plan.Choice> choices = new LinkedHashMap<>();
        convolutions(network)
                .forEach(
                        (layer, shape) ->
                                choices.put(
                                        layer,
                                        new Plan.Choice(best(layer, shape), "built-in ranking")));
        return new Plan(network.name(), size(network), choices);
    }

    /** The first kernel in the order that does the shape; after those, any of the catalogue. */
    static Kernel best(String layer, ConvolutionShape shape) {
        for (String name : order(shape)) {
            Optional<Kernel> kernel = Kernel.find(name).filter(k -> does(k, shape));
            if (kernel.isPresent()) {
                return kernel.get();
            }
        }
        return Kernel.of(shape.transposed()).stream()
                .filter(k -> does(k, shape))
                .findFirst()
                .orElseThrow(
                        () ->
                                new BadInputException(
                                        "layer '" + layer + "': no kernel does " + shape));
    }

    static boolean does(Kernel kernel, ConvolutionShape shape) {
        return kernel.algorithm().unsupported(shape).isEmpty();
    }

    /** The kernel problems in a network, by layer. */
    static Map<String, ConvolutionShape> convolutions(Network network) {
        Map<String, ConvolutionShape> shapes = new LinkedHashMap<>();
        for (Shapes.Row row : Shapes.of(network).rows()) {
            switch (row.node().layer()) {
                case Convolution layer ->
                        shapes.put(row.node().name(), layer.shape(row.inputs().getFirst()));
                case Deconvolution layer ->
                        shapes.put(row.node().name(), layer.shape(row.inputs().getFirst()));
                default -> {}
            }
        }
        return shapes;
    }

    /** Height and width of the network's first input, {@code 500x334}. */
    static String size(Network network) {
        Shape input = network.inputs().values().iterator().next();
        return input.h() + "x" + input.w();
    }

    private static List<String> order(ConvolutionShape shape) {
        if (shape.transposed()) {
            return TRANSPOSED;
        }
        Window w = shape.window();
        boolean winograd =
                w.equals(new Window(3, 3, 1, 1, w.padH(), w.padW(), 1, 1))
                        && shape.ic() / shape.group() >= WINOGRAD_CHANNELS;
        return winograd
                ? Stream.concat(WINOGRAD.stream(), CONVOLUTION.stream()).toList()
                : CONVOLUTION;
    }
}
