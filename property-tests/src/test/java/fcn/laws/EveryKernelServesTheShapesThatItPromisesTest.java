package fcn.laws;

import static fcn.kernels.convolution.Convolutions.*;
import static fcn.kernels.transposed.TransposedConvolutions.*;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;
import fcn.reference.layer.Window;

import net.jqwik.api.Example;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * No more and no fewer: said here once more, and held against what kernels refuse on all shapes
 * that are tried on any kernel, and on those at the edges of what each does. A kernel that is not
 * named here promises nothing.
 */
final class EveryKernelServesTheShapesThatItPromisesTest {
    private static final Map<Kernel, Predicate<ConvolutionShape>> PROMISES = new HashMap<>();

    static {
        promise(s -> true, DIRECT, DIRECT_SIMD, IM2COL_GEMM, KN2ROW);
        promise(s -> s.group() == 1, IMPLICIT_GEMM, IMPLICIT_GEMM_NCHW, IMPLICIT_GEMM_STREAMED);
        promise(s -> dense(s, 1) && s.window().padH() + s.window().padW() == 0, STRASSEN);
        promise(s -> s.group() == 1 && s.weights().count() <= 512L * s.oc(), DIRECT_NCHW);
        promise(
                s -> s.group() == 1 || (s.ic() / s.group() | s.oc() / s.group()) % 16 == 0,
                DIRECT_BLOCKED,
                MEC,
                INDIRECT);
        promise(s -> s.group() == s.ic() && s.group() == s.oc(), DEPTHWISE);
        promise(s -> dense(s, 7), WINOGRAD_F2_7X7, WINOGRAD_F3_7X7);
        promise(s -> dense(s, 7), WINOGRAD_F3_7X7_ON_THE_FLY, WINOGRAD_F3_7X7_STREAMED);
        promise(s -> dense(s, 5), WINOGRAD_F4_5X5, WINOGRAD_F4_5X5_PHASED);
        promise(s -> dense(s, 3), WINOGRAD_F2, WINOGRAD_F4, WINOGRAD_F4_PHASED);
        promise(s -> dense(s, 3), WINOGRAD_F6, WINOGRAD_F6_PHASED);
        promise(s -> dense(s, 3), WINOGRAD_F6_ON_THE_FLY, WINOGRAD_F6_STREAMED);
        promise(EveryKernelServesTheShapesThatItPromisesTest::fourier, FFT);
        promise(s -> true, GATHER, GATHER_PHASES, GATHER_ZERO_STUFFED, SCATTER, SCATTER_GEMM);
        promise(s -> s.ic() == s.oc(), GATHER_DIAGONAL, GATHER_SEPARABLE);
    }

    private static final List<String> EDGES =
            List.of(
                    "ic128oc2_ih5kh2", // 512 weights for an output
                    "ic129oc2_ih5kh2",
                    "ic32oc1_ih5kh4",
                    "ic33oc1_ih5kh4",
                    "ic1oc1_ih30kh24", // a span of 24
                    "ic1oc1_ih30kh25",
                    "ic1oc1_ih30kh12dh1", // of 23
                    "ic1oc1_ih30kh9dh2", // of 25
                    "ic1oc1_ih9kh3kw5",
                    "ic1oc1_ih9kh3dw1",
                    "ic1oc1_ih9kh3sw2",
                    "ic1oc1_ih9kh3sh2sw1",
                    "ic1oc1_ih9kh5kw3",
                    "ic1oc1_ih9kh7kw5",
                    "g2ic32oc64_ih5kh3",
                    "g2ic16oc32_ih5kh3",
                    "g2ic32oc16_ih5kh3",
                    "ic4096oc4096_ih9kh7", // frequencies above 1 GiB
                    "ic512oc4096_ih9kh7",
                    "ic2048oc512_ih9kh3");

    private static void promise(Predicate<ConvolutionShape> shapes, Kernel... kernels) {
        List.of(kernels).forEach(kernel -> PROMISES.put(kernel, shapes));
    }

    /** Which pool in the same pass. */
    private static final Set<Kernel> POOLING =
            Set.of(
                    DIRECT_BLOCKED,
                    MEC,
                    INDIRECT,
                    FFT,
                    WINOGRAD_F2_7X7,
                    WINOGRAD_F4_5X5,
                    WINOGRAD_F4_5X5_PHASED,
                    WINOGRAD_F2,
                    WINOGRAD_F4,
                    WINOGRAD_F4_PHASED,
                    WINOGRAD_F6,
                    WINOGRAD_F6_PHASED,
                    WINOGRAD_F6_ON_THE_FLY,
                    WINOGRAD_F6_STREAMED);

    /** Whose transforms divide. */
    private static final Set<Kernel> ROUNDING =
            Set.of(
                    FFT,
                    WINOGRAD_F2_7X7,
                    WINOGRAD_F3_7X7,
                    WINOGRAD_F3_7X7_ON_THE_FLY,
                    WINOGRAD_F3_7X7_STREAMED,
                    WINOGRAD_F4_5X5,
                    WINOGRAD_F4_5X5_PHASED,
                    WINOGRAD_F4,
                    WINOGRAD_F4_PHASED,
                    WINOGRAD_F6,
                    WINOGRAD_F6_PHASED,
                    WINOGRAD_F6_ON_THE_FLY,
                    WINOGRAD_F6_STREAMED);

    private static boolean dense(ConvolutionShape s, int r) {
        Window w = s.window();
        return s.group() == 1 && w.equals(new Window(r, r, 1, 1, w.padH(), w.padW(), 1, 1));
    }

    /** A square kernel, spanning 24 at most, whose T · (T / 2 + 1) frequencies fit into 1 GiB. */
    private static boolean fourier(ConvolutionShape s) {
        Window w = s.window();
        int k = w.kernelH();
        int d = w.dilationH();
        int size = w.spanH() < 8 ? 8 : w.spanH() < 16 ? 16 : 32;
        long filledIn = Math.ceilDiv(s.ic(), 16) * 16L;
        long filledOut = Math.ceilDiv(s.oc(), 32) * 32L;
        return s.group() == 1
                && w.equals(new Window(k, k, 1, 1, w.padH(), w.padW(), d, d))
                && w.spanH() <= 24
                && size * (size / 2 + 1L) * 2 * filledIn * filledOut * Float.BYTES <= 1L << 30;
    }

    @Example
    void onEveryShape() {
        for (Kernel kernel : Catalogue.all()) {
            for (Trial trial : Pairwise.trials(Catalogue.all())) {
                holds(kernel, trial.shape());
            }
            EDGES.forEach(edge -> holds(kernel, ShapeDescriptor.parse(edge)));
        }
    }

    /** On the shapes at the edges, and on this trial's. */
    static void holds(Trial trial) {
        holds(trial.kernel(), trial.shape());
        EDGES.forEach(edge -> holds(trial.kernel(), ShapeDescriptor.parse(edge)));
    }

    private static void holds(Kernel kernel, ConvolutionShape shape) {
        if (!PROMISES.containsKey(kernel)) {
            return;
        }
        assertThat(kernel.algorithm().supports(Epilogue.RELU_POOL))
                .as("%s pools", kernel)
                .isEqualTo(POOLING.contains(kernel));
        assertThat(kernel.algorithm().exactOnIntegers())
                .as("%s is exact on integers", kernel)
                .isNotEqualTo(ROUNDING.contains(kernel));
        assertThat(kernel.algorithm().unsupported(shape).isEmpty())
                .as("%s '%s'", kernel, shape)
                .isEqualTo(
                        shape.transposed() == Trial.transposed(kernel)
                                && PROMISES.get(kernel).test(shape));
    }
}
