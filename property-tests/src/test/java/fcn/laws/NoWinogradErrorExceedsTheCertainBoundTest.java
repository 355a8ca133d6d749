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
import fcn.laws.WinogradTrials.Values;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Whatever the data, output by output: {@code K u / (1 - K u) · |A^T| [Σ (|G||g||G^T|) ⊙
 * (|B^T||d||B|)] |A|}, K being the roundings on the way of a product: one for each channel, one for
 * the weights, at most n + 1 for each of four one-dimensional sums, of six where the weights' are
 * in float32 too. No chance is in it, unlike in the bound that the kernel states, and data on which
 * the transforms cancel are within it too.
 */
final class NoWinogradErrorExceedsTheCertainBoundTest {
    private static final double UNIT_ROUNDOFF = 0x1p-24;
    private static final int CHANNELS = 19;
    private static final int OUTPUTS = 3;

    static Stream<Arguments> kernels() {
        return Stream.of(
                        Arguments.of(Convolutions.WINOGRAD_F2, new TileF2()),
                        Arguments.of(Convolutions.WINOGRAD_F4, new TileF4()),
                        Arguments.of(Convolutions.WINOGRAD_F6, new TileF6()),
                        Arguments.of(Convolutions.WINOGRAD_F6_ON_THE_FLY, new TileF6()),
                        Arguments.of(Convolutions.WINOGRAD_F4_5X5, new TileF4Taps5()),
                        Arguments.of(Convolutions.WINOGRAD_F2_7X7, new TileF2Taps7()),
                        Arguments.of(Convolutions.WINOGRAD_F3_7X7, new TileF3Taps7()),
                        Arguments.of(Convolutions.WINOGRAD_F3_7X7_ON_THE_FLY, new TileF3Taps7()))
                .flatMap(
                        pair ->
                                Stream.of(Values.values())
                                        .map(v -> Arguments.of(pair.get()[0], pair.get()[1], v)));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyOutputIsWithinIt(Kernel kernel, TileTransform tile, Values values) {
        CookToom matrices = tile.matrices();
        int n = matrices.n();
        ConvolutionShape shape = WinogradTrials.shape(6, CHANNELS, n, OUTPUTS, matrices.r(), 0);
        SplittableRandom random = new SplittableRandom(WinogradTrials.SEED);
        Tensor in = Operands.filled(shape.input(), values.of(random));
        Tensor weights = Operands.filled(shape.weights(), values.of(random));

        Tensor found = WinogradTrials.run(kernel, shape, in, weights);

        Doubles exact = Doubles.of(shape, in, weights);
        int oneDimensional = kernel.name().endsWith("ON_THE_FLY") ? 6 : 4;
        double roundings = (CHANNELS + 1 + oneDimensional * (n + 1)) * UNIT_ROUNDOFF;
        for (int i = 0; i < found.data().length; i++) {
            int pixels = shape.oh() * shape.ow();
            double[][] sums =
                    magnitudes(matrices, in, i / pixels / OUTPUTS, weights, i / pixels % OUTPUTS);
            double bound =
                    roundings / (1 - roundings) * sums[i % pixels / shape.ow()][i % shape.ow()];
            assertThat(Math.abs(found.data()[i] - exact.output(i))).isLessThanOrEqualTo(bound);
        }
    }

    /** What follows the constant in the bound, for one tile of one output channel. */
    private static double[][] magnitudes(
            CookToom matrices, Tensor in, int image, Tensor weights, int o) {
        int n = matrices.n();
        double[][] sums = new double[n][n];
        for (int c = 0; c < CHANNELS; c++) {
            double[][] v = transformed(matrices.bt(), values(in, image, c));
            double[][] u = transformed(matrices.g(), values(weights, o, c));
            for (int p = 0; p < n * n; p++) {
                sums[p / n][p % n] += u[p / n][p % n] * v[p / n][p % n];
            }
        }
        return transformed(matrices.at(), sums);
    }

    private static double[][] values(Tensor tensor, int n, int c) {
        int size = tensor.shape().h();
        double[][] values = new double[size][size];
        for (int i = 0; i < size * size; i++) {
            values[i / size][i % size] = Math.abs(tensor.at(n, c, i / size, i % size));
        }
        return values;
    }

    /** {@code |M| x |M^T|}. */
    private static double[][] transformed(List<List<Rational>> matrix, double[][] x) {
        double[][] columns = product(matrix, x);
        return transposed(product(matrix, transposed(columns)));
    }

    private static double[][] product(List<List<Rational>> matrix, double[][] x) {
        double[][] product = new double[matrix.size()][x[0].length];
        for (int i = 0; i < matrix.size(); i++) {
            for (int k = 0; k < x.length; k++) {
                double factor = Math.abs(matrix.get(i).get(k).toDouble());
                for (int j = 0; j < x[0].length; j++) {
                    product[i][j] += factor * x[k][j];
                }
            }
        }
        return product;
    }

    private static double[][] transposed(double[][] x) {
        double[][] transposed = new double[x[0].length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                transposed[j][i] = x[i][j];
            }
        }
        return transposed;
    }
}
