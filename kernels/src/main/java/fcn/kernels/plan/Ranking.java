package fcn.kernels.plan;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.reference.BadInputException;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
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
    private static final List<String> CONVOLUTION =
            List.of("IMPLICIT_GEMM", "IM2COL_GEMM", "DIRECT_SIMD", "DIRECT");
    private static final String KEPT = "WINOGRAD_F3_7X7_ON_THE_FLY";
    private static final Map<String, String> STREAMED =
            Map.of(
                    "WINOGRAD_F6_ON_THE_FLY", "WINOGRAD_F6_STREAMED",
                    "WINOGRAD_F3_7X7_ON_THE_FLY", "IMPLICIT_GEMM_STREAMED",
                    "IMPLICIT_GEMM", "IMPLICIT_GEMM_STREAMED");
    private static final List<String> TRANSPOSED =
            List.of(
                    "GATHER_SEPARABLE",
                    "GATHER_DIAGONAL",
                    "GATHER_PHASES",
                    "SCATTER_GEMM",
                    "SCATTER",
                    "GATHER");

    /** Input channels from which blocks of 16 pay: fewer leave most of a block empty. */
    private static final int BLOCKED_CHANNELS = 9;

    /**
     * Pairs of an input and an output channel whose 64 points, 8 MB, are not to be kept, nor read
     * for each block of tiles.
     */
    private static final int MANY_FILTERS = 128 * 256;

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

    /**
     * The same for one image: weights, which are read once, are streamed, not kept, and by kernels
     * that the JVM has mostly compiled already for other layers.
     *
     * @throws BadInputException when no kernel does a layer
     */
    public static Plan once(Network network) {
        Plan plan = plan(network);
        Map<String, Plan.Choice> choices = new LinkedHashMap<>(plan.choices());
        choices.replaceAll(
                (layer, choice) -> {
                    String name = choice.kernel().name();
                    Kernel kernel = Catalogue.find(STREAMED.getOrDefault(name, name)).orElseThrow();
                    return new Plan.Choice(kernel, choice.reason());
                });
        return new Plan(plan.network(), plan.size(), choices);
    }

    /**
     * The first kernel in the order that does the shape; after those, any of the catalogue.
     *
     * @param layer its name, for the message
     * @throws BadInputException when no kernel does it
     */
    public static Kernel best(String layer, ConvolutionShape shape) {
        for (String name : order(shape)) {
            Optional<Kernel> kernel = Catalogue.find(name).filter(k -> does(k, shape));
            if (kernel.isPresent()) {
                return kernel.get();
            }
        }
        return Catalogue.of(shape.transposed()).stream()
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
    public static Map<String, ConvolutionShape> convolutions(Network network) {
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
        List<String> first =
                shape.ic() < BLOCKED_CHANNELS
                        ? List.of("DIRECT_NCHW", "IMPLICIT_GEMM_NCHW")
                        : List.of(winograd(shape), KEPT);
        return Stream.concat(first.stream(), CONVOLUTION.stream()).toList();
    }

    private static String winograd(ConvolutionShape shape) {
        boolean many = (long) shape.ic() * shape.oc() >= MANY_FILTERS;
        return many ? "WINOGRAD_F6_ON_THE_FLY" : "WINOGRAD_F6";
    }
}
