package fcn.laws;

import static fcn.kernels.convolution.Convolutions.*;
import static fcn.kernels.transposed.TransposedConvolutions.*;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.reference.layer.ConvolutionShape;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The multiplications and additions that a kernel says it executes are direct convolution's, but
 * for those that save some or do more: their formulas, said here once more.
 */
final class KernelsCountWhatTheyExecuteTest {
    private static final Map<Kernel, ToLongFunction<ConvolutionShape>> OTHERS =
            Map.ofEntries(
                    Map.entry(
                            DIRECT_NCHW,
                            s ->
                                    2L
                                            * s.n()
                                            * s.weights().count()
                                            * seen(
                                                    s.ih(),
                                                    s.oh(),
                                                    s.window().spanH(),
                                                    s.window().strideH(),
                                                    s.window().padH())
                                            * seen(
                                                    s.iw(),
                                                    s.ow(),
                                                    s.window().spanW(),
                                                    s.window().strideW(),
                                                    s.window().padW())),
                    Map.entry(KN2ROW, s -> 2L * s.n() * s.weights().count() * s.ih() * s.iw()),
                    Map.entry(
                            STRASSEN,
                            s ->
                                    14L
                                            * s.n()
                                            * ((s.oh() * s.ow() + 1) / 2)
                                            * ((s.ic() + 1) / 2)
                                            * ((s.oc() + 1) / 2)),
                    Map.entry(WINOGRAD_F2, s -> winograd(s, 2, 4)),
                    Map.entry(WINOGRAD_F4, s -> winograd(s, 4, 6)),
                    Map.entry(WINOGRAD_F4_PHASED, s -> winograd(s, 4, 6)),
                    Map.entry(WINOGRAD_F6, s -> winograd(s, 6, 8)),
                    Map.entry(WINOGRAD_F6_PHASED, s -> winograd(s, 6, 8)),
                    Map.entry(WINOGRAD_F6_ON_THE_FLY, s -> winograd(s, 6, 8)),
                    Map.entry(WINOGRAD_F6_STREAMED, s -> winograd(s, 6, 8)),
                    Map.entry(WINOGRAD_F4_5X5, s -> winograd(s, 4, 8)),
                    Map.entry(WINOGRAD_F4_5X5_PHASED, s -> winograd(s, 4, 8)),
                    Map.entry(WINOGRAD_F2_7X7, s -> winograd(s, 2, 8)),
                    Map.entry(WINOGRAD_F3_7X7, s -> winograd(s, 3, 9)),
                    Map.entry(WINOGRAD_F3_7X7_ON_THE_FLY, s -> winograd(s, 3, 9)),
                    Map.entry(WINOGRAD_F3_7X7_STREAMED, s -> winograd(s, 3, 9)),
                    Map.entry(
                            GATHER_ZERO_STUFFED,
                            s -> 2 * s.weights().count() * s.n() * s.oh() * s.ow()),
                    Map.entry(GATHER_DIAGONAL, s -> s.flops() * s.group() / s.oc()),
                    Map.entry(
                            GATHER_SEPARABLE,
                            s ->
                                    2L
                                            * s.n()
                                            * s.oc()
                                            * s.ih()
                                            * (s.iw() * s.window().kernelW()
                                                    + s.ow() * s.window().kernelH())));

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void byTheFormulaOfTheAlgorithm(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    static void holds(Trial trial) {
        ConvolutionShape shape = trial.shape();
        long found = trial.kernel().algorithm().executedFlops(shape);
        if (trial.kernel() == FFT) {
            assertThat(found).isIn(fourier(shape, 8), fourier(shape, 16), fourier(shape, 32));
        } else {
            ToLongFunction<ConvolutionShape> formula =
                    OTHERS.getOrDefault(trial.kernel(), ConvolutionShape::flops);
            assertThat(found).as("%s", trial).isEqualTo(formula.applyAsLong(shape));
        }
    }

    /** Outputs along an axis whose window, from its first tap to its last, meets the map. */
    private static long seen(int in, int out, long span, int stride, int pad) {
        return IntStream.range(0, out)
                .mapToLong(o -> (long) o * stride - pad)
                .filter(first -> first < in && first + span > 0)
                .count();
    }

    /** A multiplication and an addition for each of n×n points, for m×m outputs. */
    private static long winograd(ConvolutionShape s, int m, int n) {
        long tiles = (long) s.n() * ((s.oh() + m - 1) / m) * ((s.ow() + m - 1) / m);
        return 2 * tiles * n * n * s.ic() * s.oc();
    }

    /** Four of each for a frequency of a tile's half plane. */
    private static long fourier(ConvolutionShape s, int size) {
        int m = (int) (size - s.window().spanH() + 1) / 2 * 2;
        return m < 1 ? 0 : winograd(s, m, 1) * 4 * size * (size / 2 + 1);
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(Catalogue.all());
    }
}
