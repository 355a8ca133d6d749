package fcn.kernels.gemm;

import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernel of 6 rows by 2 vectors whose rows of A may lie anywhere: it takes a table of
 * where each begins (Dukhan, The indirect convolution algorithm, 2019). Otherwise as {@link
 * MicroKernel}.
 */
public final class RowPointers {
    /** Rows of A and C that one call computes. */
    public static final int ROWS = 6;

    // Not final and never equal to a k: C2 must keep the branches, see MicroKernel6x2.
    static int never = -1;
    static int trap;

    private RowPointers() {}

    /**
     * {@code C += A B} over {@code 16·blocks} values of k.
     *
     * @param offset added to each pointer
     * @param rows pointers: element (r, 0) of A is at {@code offset + rows[first + r]}
     * @param aPlane floats from one block of 16 k of A to the next
     * @param cNext where element (0, LANES) of C is
     */
    public static void multiply(
            float[] a,
            int offset,
            int[] rows,
            int first,
            int aPlane,
            int blocks,
            float[] b,
            int bFrom,
            float[] c,
            int cFrom,
            int cNext) {
        FloatVector c00 = FloatVector.fromArray(FLOAT, c, cFrom);
        FloatVector c01 = FloatVector.fromArray(FLOAT, c, cNext);
        FloatVector c10 = FloatVector.fromArray(FLOAT, c, cFrom + 16);
        FloatVector c11 = FloatVector.fromArray(FLOAT, c, cNext + 16);
        FloatVector c20 = FloatVector.fromArray(FLOAT, c, cFrom + 32);
        FloatVector c21 = FloatVector.fromArray(FLOAT, c, cNext + 32);
        FloatVector c30 = FloatVector.fromArray(FLOAT, c, cFrom + 48);
        FloatVector c31 = FloatVector.fromArray(FLOAT, c, cNext + 48);
        FloatVector c40 = FloatVector.fromArray(FLOAT, c, cFrom + 64);
        FloatVector c41 = FloatVector.fromArray(FLOAT, c, cNext + 64);
        FloatVector c50 = FloatVector.fromArray(FLOAT, c, cFrom + 80);
        FloatVector c51 = FloatVector.fromArray(FLOAT, c, cNext + 80);
        int r0 = offset + rows[first];
        int r1 = offset + rows[first + 1];
        int r2 = offset + rows[first + 2];
        int r3 = offset + rows[first + 3];
        int r4 = offset + rows[first + 4];
        int r5 = offset + rows[first + 5];
        int n = never;
        for (int block = 0; block < blocks; block++) {
            for (int k = 0; k < 16; k++) {
                FloatVector b0 = FloatVector.fromArray(FLOAT, b, bFrom);
                FloatVector b1 = FloatVector.fromArray(FLOAT, b, bFrom + LANES);
                FloatVector x = FloatVector.broadcast(FLOAT, a[r0 + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                x = FloatVector.broadcast(FLOAT, a[r1 + k]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                if (k == n) {
                    trap++;
                }
                x = FloatVector.broadcast(FLOAT, a[r2 + k]);
                c20 = x.fma(b0, c20);
                c21 = x.fma(b1, c21);
                x = FloatVector.broadcast(FLOAT, a[r3 + k]);
                c30 = x.fma(b0, c30);
                c31 = x.fma(b1, c31);
                if (k == n - 3) {
                    trap++;
                }
                x = FloatVector.broadcast(FLOAT, a[r4 + k]);
                c40 = x.fma(b0, c40);
                c41 = x.fma(b1, c41);
                x = FloatVector.broadcast(FLOAT, a[r5 + k]);
                c50 = x.fma(b0, c50);
                c51 = x.fma(b1, c51);
                bFrom += 2 * LANES;
            }
            r0 += aPlane;
            r1 += aPlane;
            r2 += aPlane;
            r3 += aPlane;
            r4 += aPlane;
            r5 += aPlane;
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, cNext);
        c10.intoArray(c, cFrom + 16);
        c11.intoArray(c, cNext + 16);
        c20.intoArray(c, cFrom + 32);
        c21.intoArray(c, cNext + 32);
        c30.intoArray(c, cFrom + 48);
        c31.intoArray(c, cNext + 48);
        c40.intoArray(c, cFrom + 64);
        c41.intoArray(c, cNext + 64);
        c50.intoArray(c, cFrom + 80);
        c51.intoArray(c, cNext + 80);
    }
}
