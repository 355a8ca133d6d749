package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Ranking;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The FCNs in small, one size of image after the other in the same session: scores and labels with
 * all savings are those of a session without any, bit for bit. On integers with Winograd's F(2×2)
 * too; on reals with kernels that add in the same order wherever an output lies.
 */
class FramesOfFcnsChangeNothing {
    private static final int CHANNELS = 6;

    enum Graph {
        FCN_8S,
        FCN_16S,
        FCN_32S,
        ALEXNET;

        Network network(int height, int width) {
            return switch (this) {
                case FCN_8S -> Networks.fcn(8, height, width, CHANNELS);
                case FCN_16S -> Networks.fcn(16, height, width, CHANNELS);
                case FCN_32S -> Networks.fcn(32, height, width, CHANNELS);
                case ALEXNET -> Networks.alexnet(height, width, CHANNELS);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(names = "ALEXNET", mode = EnumSource.Mode.EXCLUDE)
    void onIntegers(Graph graph) {
        Network network = graph.network(64, 50);
        Weights weights = new IntegerWeights(Shapes.of(network), 1);
        for (List<String> kernels :
                List.of(
                        List.of("DIRECT_NCHW", "IMPLICIT_GEMM", "GATHER_SEPARABLE"),
                        List.of("DIRECT_NCHW", "WINOGRAD_F2", "IMPLICIT_GEMM", "SCATTER_GEMM"))) {
            check(network, weights, plan(network, kernels));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onReals(Graph graph) {
        Network network = graph.network(64, 50);
        Weights weights = new SyntheticWeights(Shapes.of(network));
        List<String> kernels =
                List.of("IMPLICIT_GEMM_NCHW", "IM2COL_GEMM", "GATHER_SEPARABLE", "DIRECT");
        check(network, weights, plan(network, kernels));
    }

    private static void check(Network network, Weights weights, Plan plan) {
        Random random = new Random(7);
        Kept labels = new Kept(Set.of(), Set.of("score"));
        try (Session whole = session(network, weights, plan, scores(), Set.of());
                Session saving = session(network, weights, plan, scores(), Saving.ALL);
                Session labelling = session(network, weights, plan, labels, Saving.ALL)) {
            for (Shape size :
                    List.of(
                            new Shape(1, 3, 64, 50),
                            new Shape(1, 3, 33, 90),
                            new Shape(1, 3, 97, 50),
                            new Shape(1, 3, 1, 7))) {
                Tensor image = Tensor.zeros(size);
                for (int i = 0; i < image.data().length; i++) {
                    image.data()[i] = random.nextInt(-4, 5);
                }
                Map<String, Tensor> inputs = Map.of("data", image);
                Tensor expected = whole.run(inputs).get("score");
                assertThat(saving.run(inputs).get("score").data())
                        .as("score of %s", size)
                        .isEqualTo(expected.data());
                float[] found = labelling.run(inputs).get("score").data();
                for (int i = 0; i < found.length; i++) {
                    int label = InLayouts.label(expected, 0, i / size.w(), i % size.w());
                    assertThat(found[i]).as("label %d of %s", i, size).isEqualTo(label);
                }
                assertThat(distinct(expected)).as("values of the score").isGreaterThan(20);
            }
        }
    }

    private static long distinct(Tensor tensor) {
        float[] data = tensor.data();
        return IntStream.range(0, data.length).mapToObj(i -> data[i]).distinct().count();
    }

    private static Kept scores() {
        return Kept.blobs(Set.of("score"));
    }

    private static Session session(
            Network network, Weights weights, Plan plan, Kept kept, Set<Saving> savings) {
        return Session.prepare(network, weights, plan, kept, savings, 2);
    }

    /** The first of these kernels that does a layer, or the ranking's. */
    private static Plan plan(Network network, List<String> names) {
        Plan ranked = Ranking.plan(network);
        Map<String, ConvolutionShape> shapes = Ranking.convolutions(network);
        Map<String, Plan.Choice> choices = new LinkedHashMap<>();
        shapes.forEach(
                (layer, shape) ->
                        choices.put(
                                layer,
                                names.stream()
                                        .map(name -> Catalogue.find(name).orElseThrow())
                                        .filter(kernel -> does(kernel, shape))
                                        .findFirst()
                                        .map(kernel -> new Plan.Choice(kernel, ""))
                                        .orElseGet(() -> ranked.choices().get(layer))));
        return new Plan(network.name(), "", choices);
    }

    private static boolean does(Kernel kernel, ConvolutionShape shape) {
        return kernel.algorithm().unsupported(shape).isEmpty()
                && (shape.ic() < 9 || !kernel.name().equals("DIRECT_NCHW"));
    }
}
