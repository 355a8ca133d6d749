package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The inner loop of direct convolution: six neighbouring pixels by two vectors of output channels
 * stay in registers from their bias to their ReLU, while k runs over channels and taps. The inputs
 * of a k lie side by side, {@value #STRIDE} floats from those of the next.
 *
 * <p>12 sums also where the machine has 32 registers: with 24, C2 inlines no more when it comes to
 * the ReLU, and boxes. The fences are those of {@link fcn.kernels.gemm.MicroKernel6x2}.
 */
final class PixelBlock {
    /** Pixels of a block. */
    static final int PIXELS = 6;

    /** Output channels of a block: two vectors. */
    static final int COLUMNS = 2 * LANES;

    /**
     * Floats from one k to the next, a constant, for C2: as many pixels are copied side by side.
     */
    static final int STRIDE = 144;

    // Not final and never equal to a k: C2 must keep the branches.
    static int never = -1;
    static int trap;

    private PixelBlock() {}

    /**
     * {@code C = bias + A B}, or {@code least} where that is more, for {@link #PIXELS} pixels; each
     * sum starts with its bias and takes its products in order of k.
     *
     * @param aFrom where input 0 of pixel 0 is; input k of pixel p is {@code k·STRIDE + p} on
     * @param depth values of k
     * @param bFrom where the panel of weights starts, {@link #COLUMNS} for each k
     * @param biasFrom where the {@link #COLUMNS} biases are
     * @param least 0 for a ReLU, else minus infinity
     * @param cFrom where channel 0 of pixel 0 is; pixels follow 16 floats apart
     * @param cNext where channel LANES of pixel 0 is, which with less than 16 lanes is {@code cFrom
     *     + LANES}
     */
    static void sum(
            float[] a,
            int aFrom,
            int depth,
            float[] b,
            int bFrom,
            float[] bias,
            int biasFrom,
            float least,
            float[] c,
            int cFrom,
            int cNext) {
        FloatVector c00 = FloatVector.fromArray(FLOAT, bias, biasFrom);
        FloatVector c01 = FloatVector.fromArray(FLOAT, bias, biasFrom + LANES);
        FloatVector c10 = c00;
        FloatVector c11 = c01;
        FloatVector c20 = c00;
        FloatVector c21 = c01;
        FloatVector c30 = c00;
        FloatVector c31 = c01;
        FloatVector c40 = c00;
        FloatVector c41 = c01;
        FloatVector c50 = c00;
        FloatVector c51 = c01;
        int n = never;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, bFrom);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, bFrom + LANES);
            FloatVector x = FloatVector.broadcast(FLOAT, a[aFrom + k * STRIDE]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(FLOAT, a[aFrom + k * STRIDE + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            if (k == n) {
                trap++;
            }
            x = FloatVector.broadcast(FLOAT, a[aFrom + k * STRIDE + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(FLOAT, a[aFrom + k * STRIDE + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            if (k == n - 3) {
                trap++;
            }
            x = FloatVector.broadcast(FLOAT, a[aFrom + k * STRIDE + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(FLOAT, a[aFrom + k * STRIDE + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            bFrom += 2 * LANES;
        }
        FloatVector floor = FloatVector.broadcast(FLOAT, least);
        atLeast(floor, c00).intoArray(c, cFrom);
        atLeast(floor, c01).intoArray(c, cNext);
        atLeast(floor, c10).intoArray(c, cFrom + BLOCK);
        atLeast(floor, c11).intoArray(c, cNext + BLOCK);
        atLeast(floor, c20).intoArray(c, cFrom + 2 * BLOCK);
        atLeast(floor, c21).intoArray(c, cNext + 2 * BLOCK);
        atLeast(floor, c30).intoArray(c, cFrom + 3 * BLOCK);
        atLeast(floor, c31).intoArray(c, cNext + 3 * BLOCK);
        atLeast(floor, c40).intoArray(c, cFrom + 4 * BLOCK);
        atLeast(floor, c41).intoArray(c, cNext + 4 * BLOCK);
        atLeast(floor, c50).intoArray(c, cFrom + 5 * BLOCK);
        atLeast(floor, c51).intoArray(c, cNext + 5 * BLOCK);
    }

    /** The larger of both, NaN staying NaN, in two instructions where Java's maximum takes more. */
    static FloatVector atLeast(FloatVector least, FloatVector x) {
        return x.blend(least, x.compare(VectorOperators.LE, least));
    }
}
