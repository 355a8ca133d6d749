package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.Convolutions;
import fcn.kernels.winograd.CookToom;
import fcn.kernels.winograd.Rational;
import fcn.kernels.winograd.TileF2;
import fcn.kernels.winograd.TileF2Taps7;
import fcn.kernels.winograd.TileF3Taps7;
import fcn.kernels.winograd.TileF4;
import fcn.kernels.winograd.TileF4Taps5;
import fcn.kernels.winograd.TileF6;
import fcn.kernels.winograd.TileTransform;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Data whose signs are those of a row of the transforms, so that all sums at one point grow: the
 * worst of them comes within a factor of 30 of the bound, and does not exceed it.
 */
final class WinogradBoundsAreNotLooseTest {
    private static final int FACTOR = 30;
    private static final int IMAGES = 8;
    private static final int CHANNELS = 256;
    private static final int OUTPUTS = 8;

    static Stream<Arguments> kernels() {
        return Stream.of(
                Arguments.of(Convolutions.WINOGRAD_F2, new TileF2()),
                Arguments.of(Convolutions.WINOGRAD_F4, new TileF4()),
                Arguments.of(Convolutions.WINOGRAD_F6, new TileF6()),
                Arguments.of(Convolutions.WINOGRAD_F6_ON_THE_FLY, new TileF6()),
                Arguments.of(Convolutions.WINOGRAD_F4_5X5, new TileF4Taps5()),
                Arguments.of(Convolutions.WINOGRAD_F2_7X7, new TileF2Taps7()),
                Arguments.of(Convolutions.WINOGRAD_F3_7X7, new TileF3Taps7()),
                Arguments.of(Convolutions.WINOGRAD_F3_7X7_ON_THE_FLY, new TileF3Taps7()));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theWorstThatASearchFindsIsNear(Kernel kernel, TileTransform tile) {
        holds(kernel, tile);
    }

    /** Holds where the kernel is none of {@link #kernels} too. */
    static void holds(Kernel kernel) {
        kernels()
                .map(Arguments::get)
                .filter(pair -> pair[0].equals(kernel))
                .forEach(pair -> holds(kernel, (TileTransform) pair[1]));
    }

    private static void holds(Kernel kernel, TileTransform tile) {
        CookToom matrices = tile.matrices();
        int r = matrices.r();
        ConvolutionShape shape =
                WinogradTrials.shape(IMAGES, CHANNELS, matrices.n(), OUTPUTS, r, 0);
        SplittableRandom random = new SplittableRandom(WinogradTrials.SEED);
        double bound = kernel.algorithm().errorBound(shape);
        double worst = 0;
        for (int p = 0; p < matrices.n(); p++) {
            Tensor in = aligned(shape.input(), matrices.bt().get(p), random);
            Tensor weights = aligned(shape.weights(), matrices.g().get(p), random);
            double error =
                    Doubles.of(shape, in, weights)
                            .error(WinogradTrials.run(kernel, shape, in, weights));
            worst = Math.max(worst, error);
        }
        assertThat(worst).isBetween(bound / FACTOR, bound);
    }

    /** Magnitudes near 1, signs those of the outer product of a row with itself. */
    private static Tensor aligned(Shape shape, List<Rational> row, SplittableRandom random) {
        Tensor tensor = Operands.filled(shape, () -> random.nextDouble(0.9, 1.1));
        for (int i = 0; i < tensor.data().length; i++) {
            int y = i / shape.w() % shape.h();
            int x = i % shape.w();
            int sign = row.get(y).times(row.get(x)).numerator().signum();
            if (sign < 0) {
                tensor.data()[i] *= -1;
            }
        }
        return tensor;
    }
}
