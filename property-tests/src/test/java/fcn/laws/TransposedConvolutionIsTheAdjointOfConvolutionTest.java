package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Tensor;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;

/**
 * {@code <conv(x), y> = <x, transposedconv(y)>} under the same weights: no definition is needed.
 */
final class TransposedConvolutionIsTheAdjointOfConvolutionTest {
    /** A convolution kernel, and a transposed one on the shape that undoes its. */
    record Pair(Trial forward, Trial back) {
        @Override
        public String toString() {
            return forward + " against " + back;
        }
    }

    @Property(seed = "8")
    void innerProductsAgree(@ForAll("pairs") Pair pair) {
        Operands y = Operands.integers(pair.back);
        Tensor x = Operands.integers(pair.forward).input();

        Tensor convolved = PoisonedKernel.run(pair.forward, new Operands(x, y.weights()));
        Tensor transposed = PoisonedKernel.run(pair.back, y);

        assertThat(innerProduct(convolved, y.input()))
                .isCloseTo(innerProduct(x, transposed), within(rounding(pair, x, y)));
    }

    /** Zero where both kernels are exact on integers, else what their bounds let through. */
    private static double rounding(Pair pair, Tensor x, Operands y) {
        return pair.forward.rounding(new Operands(x, y.weights())) * magnitude(y.input())
                + pair.back.rounding(y) * magnitude(x);
    }

    private static double innerProduct(Tensor a, Tensor b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        double sum = 0;
        for (int i = 0; i < a.data().length; i++) {
            sum += (double) a.data()[i] * b.data()[i];
        }
        return sum;
    }

    private static double magnitude(Tensor tensor) {
        double sum = 0;
        for (float value : tensor.data()) {
            sum += Math.abs(value);
        }
        return sum;
    }

    @Provide
    Arbitrary<Pair> pairs() {
        return Arbitraries.of(Catalogue.of(false)).flatMap(this::pairs);
    }

    private Arbitrary<Pair> pairs(Kernel kernel) {
        List<Kernel> transposed = Catalogue.of(true);
        return Combinators.combine(
                        GeneratedShapes.of(true),
                        Arbitraries.of(transposed),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.longs().between(1, 1_000_000))
                .filter(
                        (shape, back, threads, seed) ->
                                back.algorithm().unsupported(shape).isEmpty()
                                        && kernel.algorithm().unsupported(adjoint(shape)).isEmpty())
                .as(
                        (shape, back, threads, seed) ->
                                new Pair(
                                        plain(kernel, adjoint(shape), threads, seed + 1),
                                        plain(back, shape, threads, seed)));
    }

    private static Trial plain(Kernel kernel, ConvolutionShape shape, int threads, long seed) {
        return new Trial(kernel, shape, Epilogue.NONE, false, threads, seed);
    }

    /** The convolution from this transposed one's output back to its input. */
    private static ConvolutionShape adjoint(ConvolutionShape s) {
        return new ConvolutionShape(
                false, s.n(), s.group(), s.oc(), s.oh(), s.ow(), s.ic(), s.window());
    }
}
