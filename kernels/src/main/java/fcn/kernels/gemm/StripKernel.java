package fcn.kernels.gemm;

import static fcn.kernels.simd.Species.LANES;
import static fcn.kernels.simd.Species.REGISTERS;

/**
 * As {@link MicroKernel}, for an A that is written for it: 64 values of k of a row lie side by
 * side, so that one loop runs over all of them, and its bounds are checked once.
 */
final class StripKernel {
    private static final boolean WIDE = REGISTERS == 32;

    /** Rows of A and C that one call computes. */
    static final int ROWS = 6;

    /** Columns of B and C that one call computes. */
    static final int COLUMNS = (WIDE ? StripKernel6x4.VECTORS : StripKernel6x2.VECTORS) * LANES;

    /** Values of k that lie side by side in a row of A. */
    static final int STRIP = 64;

    private StripKernel() {}

    /**
     * {@code C = D + A B} over 64 values of k, summed in order of k. D is C itself, or zeros.
     *
     * @param aFrom where element (0, 0) of A is; rows follow 64 floats apart
     * @param bFrom where the packed panel of B starts
     * @param cFrom where element (0, 0) of C is; rows follow 16 floats apart
     * @param cPlane floats from one block of 16 columns of C to the next
     * @param dFrom where element (0, 0) of D is, and {@code dPlane} its planes' distance
     * @param ahead where in B to ask for a line with the first k, with the next k in the next of
     *     {@link StripGemm#STREAMS}
     * @param step floats from there to where to ask when it is that stream's turn again; 0 for not
     *     at all
     */
    static void multiply(
            float[] a,
            int aFrom,
            float[] b,
            int bFrom,
            float[] c,
            int cFrom,
            int cPlane,
            float[] d,
            int dFrom,
            int dPlane,
            int ahead,
            int step) {
        if (!WIDE) {
            StripKernel6x2.multiply(a, aFrom, b, bFrom, c, cFrom, cPlane, d, dFrom, dPlane);
        } else if (step == 0) {
            StripKernel6x4.multiply(a, aFrom, b, bFrom, c, cFrom, cPlane, d, dFrom, dPlane);
        } else {
            StreamKernel6x4.multiply(
                    a, aFrom, b, bFrom, c, cFrom, cPlane, d, dFrom, dPlane, ahead, step);
        }
    }
}
