package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Kernel;
import fcn.laws.WinogradTrials.Values;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.SplittableRandom;

/**
 * On as many channels as FCN-8s has in its 3×3 layers and in fc6, on signed data and on what a ReLU
 * leaves, the largest error against sums in double is below the bound.
 */
final class WinogradKeepsItsBoundAtTheNetworksChannelsTest {
    @ParameterizedTest(name = "{0} channels, {1}x{1}, {2} inputs, {3} weights")
    @CsvSource({
        "64, 3, SIGNED, SIGNED",
        "64, 3, RECTIFIED, SIGNED",
        "128, 3, SIGNED, SIGNED",
        "128, 3, RECTIFIED, SIGNED",
        "256, 3, SIGNED, SIGNED",
        "256, 3, RECTIFIED, SIGNED",
        "512, 3, SIGNED, SIGNED",
        "512, 3, RECTIFIED, SIGNED",
        "512, 3, POSITIVE, POSITIVE",
        "512, 7, SIGNED, SIGNED",
        "512, 7, RECTIFIED, SIGNED",
        "512, 7, POSITIVE, POSITIVE",
    })
    void differsLessThanItsBound(int channels, int size, Values inputs, Values weights) {
        ConvolutionShape shape = WinogradTrials.shape(1, channels, 13, 8, size, size / 2);
        SplittableRandom random = new SplittableRandom(WinogradTrials.SEED);
        Tensor in = Operands.filled(shape.input(), inputs.of(random));
        Tensor kernel = Operands.filled(shape.weights(), weights.of(random));
        Doubles exact = Doubles.of(shape, in, kernel);

        assertThat(WinogradTrials.kernels(shape)).isNotEmpty();
        for (Kernel winograd : WinogradTrials.kernels(shape)) {
            double error = exact.error(WinogradTrials.run(winograd, shape, in, kernel));
            assertThat(error).as("%s", winograd).isLessThan(winograd.algorithm().errorBound(shape));
        }
    }
}
