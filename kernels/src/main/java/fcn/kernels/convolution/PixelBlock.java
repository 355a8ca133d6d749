package fcn.kernels.convolution;

import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The inner loop of direct convolution: neighbouring pixels by two vectors of output channels stay
 * in registers from their bias to their ReLU, while k runs over channels and taps. The inputs of a
 * k lie side by side, {@value #STRIDE} floats from those of the next.
 */
final class PixelBlock {
    private static final boolean WIDE = LANES == 16;

    /** Pixels of a block. */
    static final int PIXELS = WIDE ? PixelBlock12x2.PIXELS : PixelBlock6x2.PIXELS;

    /** Output channels of a block: two vectors. */
    static final int COLUMNS = 2 * LANES;

    /** Floats from one k to the next: a constant, for C2; of 27 k the L1 cache holds half. */
    static final int STRIDE = 144;

    /** Values of k come in multiples of this: C2 likes a short inner loop of constant length. */
    static final int UNIT = 9;

    private PixelBlock() {}

    /**
     * {@code C = bias + A B}, or the larger of that and 0 where {@code relu}, for {@code blocks}
     * blocks of {@link #PIXELS} pixels; each sum starts with its bias and takes its products in
     * order of k.
     *
     * @param aFrom where input 0 of pixel 0 is; input k of pixel p is {@code k·STRIDE + p} on
     * @param units {@link #UNIT} values of k each
     * @param bFrom where the panel of weights starts, {@link #COLUMNS} for each k
     * @param biasFrom where the {@link #COLUMNS} biases are
     * @param cFrom where channel 0 of pixel 0 is; pixels follow 16 floats apart
     * @param cNext where channel LANES of pixel 0 is, which with less than 16 lanes is {@code cFrom
     *     + LANES}
     */
    static void sum(
            float[] a,
            int aFrom,
            int units,
            float[] b,
            int bFrom,
            float[] bias,
            int biasFrom,
            boolean relu,
            int blocks,
            float[] c,
            int cFrom,
            int cNext) {
        if (WIDE) {
            PixelBlock12x2.sum(
                    a, aFrom, units, b, bFrom, bias, biasFrom, relu, blocks, c, cFrom, cNext);
        } else {
            PixelBlock6x2.sum(a, aFrom, units, b, bFrom, bias, biasFrom, relu, blocks, c, cFrom);
        }
    }

    /**
     * {@code max(x, 0)}, NaN staying NaN, in two instructions where the maximum of Java's rules
     * takes more.
     */
    static FloatVector positive(FloatVector x) {
        FloatVector zero = FloatVector.zero(FLOAT);
        return x.blend(zero, x.compare(VectorOperators.LE, zero));
    }
}
