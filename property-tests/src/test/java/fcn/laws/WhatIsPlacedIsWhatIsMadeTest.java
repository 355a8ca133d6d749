package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Placement;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.layout.Layout;
import fcn.kernels.layout.LayoutConversion;
import fcn.kernels.region.Interval;
import fcn.kernels.region.Region;
import fcn.kernels.threads.Team;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A kernel that puts its output into a larger map puts there, bit for bit, what it makes by itself,
 * and touches nothing else; one that cuts, just the part that is asked for, added to what is there
 * or as labels.
 */
final class WhatIsPlacedIsWhatIsMadeTest {
    private static final List<Kernel> PLACING =
            Catalogue.all().stream().filter(kernel -> kernel.algorithm().places()).toList();

    private static final Team TEAM = new Team(2);

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void ofEveryKernelThatPlaces(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    @Property(seed = "7")
    void alsoAtRandom(@ForAll("trials") Trial trial) {
        holds(trial);
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(PLACING);
    }

    @Provide
    Arbitrary<Trial> trials() {
        return Trial.of(PLACING);
    }

    static void holds(Trial trial) {
        SplittableRandom random = new SplittableRandom(trial.seed());
        Operands operands = Operands.reals(trial);
        Tensor whole = PoisonedKernel.run(trial, operands);
        ConvolutionKernel algorithm = trial.kernel().algorithm();
        Placement placement = drawn(whole.shape(), algorithm.cuts(), random);
        boolean label = placement.store() == Placement.Store.LABEL;
        int channels = label ? 1 : whole.shape().c();
        Shape map = new Shape(whole.shape().n(), channels, placement.height(), placement.width());
        Tensor around = Tensor.zeros(map);
        for (int i = 0; i < around.data().length; i++) {
            around.data()[i] = random.nextInt(100);
        }
        float[] found = run(trial, operands, placement, around);
        assertThat(found).as(trial + " " + placement).isEqualTo(expected(whole, placement, around));
    }

    private static Placement drawn(Shape out, boolean cuts, SplittableRandom random) {
        Placement placement = Placement.whole(out);
        if (cuts) {
            Placement.Store[] stores = Placement.Store.values();
            placement =
                    Placement.of(
                            new Region(part(out.h(), random), part(out.w(), random)),
                            stores[random.nextInt(stores.length)]);
        }
        int top = random.nextInt(4);
        int left = random.nextInt(4);
        int height = top + placement.height() + random.nextInt(3);
        int width = left + placement.width() + random.nextInt(3);
        return placement.within(height, width, top, left);
    }

    private static Interval part(int extent, SplittableRandom random) {
        int from = random.nextInt(extent);
        return new Interval(from, from + 1 + random.nextInt(extent - from));
    }

    private static float[] run(Trial trial, Operands operands, Placement placement, Tensor around) {
        ConvolutionKernel algorithm = trial.kernel().algorithm();
        PreparedConvolution prepared =
                algorithm
                        .prepare(
                                trial.shape(),
                                trial.epilogue(),
                                operands.weights().getFirst().data(),
                                trial.bias() ? operands.weights().get(1).data() : null,
                                TEAM)
                        .on(trial.shape(), placement)
                        .orElseThrow();
        float[] input = converted(operands.input(), algorithm.inputLayout());
        float[] output = converted(around, algorithm.outputLayout());
        float[] workspace = new float[prepared.workspaceFloats(2)];
        Arrays.fill(workspace, Float.NaN);
        prepared.run(input, output, workspace, TEAM);
        float[] found = new float[around.data().length];
        LayoutConversion.convert(
                around.shape(), output, algorithm.outputLayout(), found, Layout.NCHW, TEAM);
        return found;
    }

    private static float[] converted(Tensor tensor, Layout layout) {
        float[] data = new float[layout.floats(tensor.shape())];
        LayoutConversion.convert(tensor.shape(), tensor.data(), Layout.NCHW, data, layout, TEAM);
        return data;
    }

    private static float[] expected(Tensor whole, Placement placement, Tensor around) {
        Tensor map = new Tensor(around.shape(), around.data().clone());
        Region part = placement.part();
        for (int n = 0; n < map.shape().n(); n++) {
            for (int c = 0; c < map.shape().c(); c++) {
                for (int y = 0; y < part.rows().length(); y++) {
                    for (int x = 0; x < part.columns().length(); x++) {
                        int fromY = part.rows().from() + y;
                        int fromX = part.columns().from() + x;
                        int toY = placement.top() + y;
                        int toX = placement.left() + x;
                        float there = map.at(n, c, toY, toX);
                        float value =
                                switch (placement.store()) {
                                    case PUT -> whole.at(n, c, fromY, fromX);
                                    case ADD -> there + whole.at(n, c, fromY, fromX);
                                    case LABEL -> label(whole, n, fromY, fromX);
                                };
                        map.set(n, c, toY, toX, value);
                    }
                }
            }
        }
        return map.data();
    }

    private static int label(Tensor scores, int n, int y, int x) {
        int best = 0;
        for (int c = 1; c < scores.shape().c(); c++) {
            best = scores.at(n, c, y, x) > scores.at(n, best, y, x) ? c : best;
        }
        return best;
    }
}
