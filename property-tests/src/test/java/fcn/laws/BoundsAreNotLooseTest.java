package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Positive numbers of about the same size, so that sums grow with every product and roundings with
 * them: the worst error of a few images comes within a factor of 30 of the bound, and does not
 * exceed it. The worst of Winograd and Strassen is in the transforms: see {@link
 * WinogradBoundsAreNotLooseTest} and {@link StrassensBoundIsNotLooseTest}.
 */
final class BoundsAreNotLooseTest {
    private static final int FACTOR = 30;
    private static final int SEARCHED = 6;

    /** Long sums and short ones; the first that a kernel serves of each kind. */
    private static final List<List<String>> SHAPES =
            List.of(
                    List.of(
                            "mb4ic256oc8_ih8kh3ph1",
                            "mb4ic50oc8_ih8kh3ph1",
                            "mb4g32ic32oc32_ih14kh7ph3",
                            "deconv:mb4ic128oc8_ih6kh4sh2",
                            "deconv:mb4ic64oc64_ih5kh4sh2"),
                    List.of(
                            "mb8ic2oc8_ih16kh3ph1",
                            "mb8g16ic16oc16_ih16kh3ph1",
                            "deconv:mb8ic2oc2_ih8kh4sh2"));

    static Stream<Kernel> kernels() {
        return Catalogue.all().stream().filter(BoundsAreNotLooseTest::concerns);
    }

    static boolean concerns(Kernel kernel) {
        return !kernel.name().matches("WINOGRAD.*|STRASSEN");
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theWorstThatASearchFindsIsNear(Kernel kernel) {
        holds(kernel);
    }

    static void holds(Kernel kernel) {
        for (List<String> shapes : SHAPES) {
            ConvolutionShape shape =
                    shapes.stream()
                            .map(ShapeDescriptor::parse)
                            .filter(s -> s.transposed() == Trial.transposed(kernel))
                            .filter(s -> kernel.algorithm().unsupported(s).isEmpty())
                            .findFirst()
                            .orElseThrow();
            double bound = kernel.algorithm().errorBound(shape);
            double worst = 0;
            for (int seed = 1; seed <= SEARCHED; seed++) {
                worst = Math.max(worst, error(kernel, shape, seed));
            }
            assertThat(worst).as("%s on %s", kernel, shape).isBetween(bound / FACTOR, bound);
        }
    }

    /** The largest error, as a share of the largest sum of magnitudes, which is the result's. */
    private static double error(Kernel kernel, ConvolutionShape shape, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor in = Operands.filled(shape.input(), () -> random.nextDouble(0.9, 1.1));
        Tensor weights = Operands.filled(shape.weights(), () -> random.nextDouble(0.9, 1.1));
        Trial trial = new Trial(kernel, shape, Epilogue.NONE, false, 1, seed);
        Tensor found = PoisonedKernel.run(trial, new Operands(in, List.of(weights)));
        return Doubles.of(shape, in, weights).error(found);
    }
}
