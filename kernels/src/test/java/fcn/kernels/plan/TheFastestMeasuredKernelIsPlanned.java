package fcn.kernels.plan;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Convolutions;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Input;
import fcn.reference.layer.Layer;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.tensor.Shape;

import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * A plan takes the fastest measured kernel of each layer, names ties, and says where it guesses.
 */
class TheFastestMeasuredKernelIsPlanned {
    private static final Network NETWORK =
            new Network(
                    "two",
                    List.of(
                            node("data", new Input(List.of(new Shape(1, 3, 20, 30))), List.of()),
                            node("a", convolution(), List.of("data")),
                            node("b", convolution(), List.of("a"))));

    private static Convolution convolution() {
        return new Convolution(8, Window.square(3, 1, 1), 1, true);
    }

    private static Node node(String name, Layer layer, List<String> bottoms) {
        return new Node(name, layer, bottoms, List.of(name));
    }

    /** Two kernels that do the layers. */
    private static List<Kernel> kernels() {
        return List.of(Convolutions.DIRECT, other());
    }

    private static Kernel other() {
        return new Kernel() {
            @Override
            public String name() {
                return "OTHER";
            }

            @Override
            public ConvolutionKernel algorithm() {
                return Convolutions.DIRECT.algorithm();
            }
        };
    }

    @Test
    void withItsMargin() {
        List<Kernel> kernels = kernels();
        Plan plan =
                Planner.plan(
                        NETWORK,
                        List.of(
                                new Measurement("a", kernels.get(0), 9, 8.5, 9.5),
                                new Measurement("a", kernels.get(1), 3, 2.5, 3.5)));
        assertThat(plan.size()).isEqualTo("20x30");
        assertThat(plan.choices().get("a").kernel()).isSameAs(kernels.get(1));
        assertThat(plan.choices().get("a").reason()).contains("3.00 times as fast as DIRECT");
    }

    @Test
    void sayingWhereIntervalsOverlap() {
        List<Kernel> kernels = kernels();
        Plan plan =
                Planner.plan(
                        NETWORK,
                        List.of(
                                new Measurement("a", kernels.get(0), 9, 8, 10),
                                new Measurement("a", kernels.get(1), 8.5, 7.9, 9.1)));
        assertThat(plan.choices().get("a").kernel()).isSameAs(kernels.get(1));
        assertThat(plan.choices().get("a").reason()).contains("tie with DIRECT");
    }

    @Test
    void andTheRankingsWhereNothingWasMeasured() {
        Plan plan =
                Planner.plan(NETWORK, List.of(new Measurement("a", Convolutions.DIRECT, 9, 8, 10)));
        assertThat(plan.choices().get("a").reason()).contains("only kernel measured");
        assertThat(plan.choices().get("b"))
                .isEqualTo(
                        new Plan.Choice(
                                Ranking.plan(NETWORK).choices().get("b").kernel(),
                                "built-in ranking; the layer was not measured"));
    }
}
