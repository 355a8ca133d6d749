package fcn.kernels.session;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.Convolutions;
import fcn.kernels.layout.Layout;
import fcn.kernels.plan.Plan;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Relu;
import fcn.reference.layer.Window;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Two layers in turn over bands give the same bits as one whole layer after the other, whatever
 * their paddings and strides, with and without the frame, with a pooling behind them or another
 * layer.
 */
class BandsChangeNothing {
    /**
     * Holds 45 by 45 pixels of 16 channels: the maps between are more than eight times as large.
     */
    private static final Banding SMALL = new Banding(1 << 17);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void onRandomPairs(long seed) {
        Random random = new Random(seed);
        Shape image =
                new Shape(
                        1 + random.nextInt(2),
                        1 + random.nextInt(3),
                        129 + random.nextInt(40),
                        129 + random.nextInt(40));
        Networks net = new Networks(image);
        int pad = random.nextBoolean() ? random.nextInt(3) : random.nextInt(121);
        Window first = new Window(3, 3, 1, 1, pad, pad, 1, 1);
        int kernel = 1 + random.nextInt(4);
        int stride = 1 + random.nextInt(2);
        int dilation = 1 + random.nextInt(2);
        int edge = random.nextInt(kernel + 1);
        Window second = new Window(kernel, kernel, stride, stride, edge, edge, dilation, dilation);
        net.add("a", new Convolution(16, first, 1, true), List.of("data"), "a");
        if (random.nextBoolean()) {
            net.add("relu_a", new Relu(0), List.of("a"), "a");
        }
        net.add("b", new Convolution(5, second, 1, true), List.of("a"), "b");
        net.add("relu_b", new Relu(0), List.of("b"), "b");
        String last = "b";
        if (random.nextBoolean()) {
            net.pool("pool", "b");
            last = "pool";
        }
        InLayouts blocked = new InLayouts(false, Layout.NCHW16C, Layout.NCHW, true);
        check(net, plan(Convolutions.DIRECT_NCHW, blocked), last, seed);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "WINOGRAD_F2",
                "WINOGRAD_F4",
                "WINOGRAD_F6",
                "WINOGRAD_F4_PHASED",
                "WINOGRAD_F6_PHASED",
                "WINOGRAD_F6_ON_THE_FLY"
            })
    void byWhateverKernelReadsTheMap(Convolutions kernel) {
        Networks net = new Networks(new Shape(1, 3, 151, 133));
        net.convolution("a", "data", 16, 37);
        net.convolution("b", "a", 16, 1);
        net.pool("pool", "b");
        check(net, plan(Convolutions.DIRECT_NCHW, kernel), "pool", 1);
    }

    @Test
    void andOfThreeLayersTwoAreJoined() {
        Networks net = new Networks(new Shape(1, 3, 151, 133));
        net.convolution("a", "data", 5, 0);
        net.convolution("b", "a", 5, 1);
        net.convolution("c", "b", 5, 1);
        Kernel blocked = new InLayouts(false, Layout.NCHW16C, Layout.NCHW16C, true);
        Plan plan = plan(Convolutions.DIRECT_NCHW, blocked);
        check(net, plan, "c", 2);
    }

    private static Plan plan(Kernel first, Kernel others) {
        Map<String, Plan.Choice> choices = new LinkedHashMap<>();
        choices.put("a", new Plan.Choice(first, "test"));
        choices.put("b", new Plan.Choice(others, "test"));
        choices.put("c", new Plan.Choice(others, "test"));
        return new Plan("test", "", choices);
    }

    private static void check(Networks net, Plan plan, String last, long seed) {
        Network network = net.network();
        Kept kept = Kept.blobs(Set.of(last));
        for (boolean framed : new boolean[] {false, true}) {
            Set<Saving> savings = EnumSet.allOf(Saving.class);
            if (!framed) {
                savings.remove(Saving.FRAME);
            }
            assertThat(new Lowering(network, plan, kept, savings, SMALL).stages)
                    .as("stages of %s", network)
                    .anyMatch(stage -> stage.kind instanceof Stage.Bands);
            Set<Saving> whole = EnumSet.copyOf(savings);
            whole.remove(Saving.BANDS);
            assertThat(run(network, plan, kept, savings, seed).data())
                    .as("%s of %s", last, network)
                    .isEqualTo(run(network, plan, kept, whole, seed).data());
        }
    }

    /** The second run's, which finds the first's values in its memory. */
    private static Tensor run(
            Network network, Plan plan, Kept kept, Set<Saving> savings, long seed) {
        Weights weights = new SyntheticWeights(Shapes.of(network));
        try (Session session = Session.prepare(network, weights, plan, kept, savings, SMALL, 2)) {
            session.run(Networks.inputs(network, seed + 1));
            return session.run(Networks.inputs(network, seed)).values().iterator().next();
        }
    }
}
