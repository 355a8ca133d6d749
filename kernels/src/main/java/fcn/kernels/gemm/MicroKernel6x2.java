package fcn.kernels.gemm;

import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * 6 rows by 2 vectors: 12 accumulators, 2 vectors of B and a broadcast of A, 15 of 16 registers.
 *
 * <p>C2 likes to schedule all six broadcasts ahead of the multiplications, which takes more
 * registers than there are and spills accumulators. A branch that is never taken, but that C2
 * cannot drop, with the accumulators live behind it, makes it finish two rows before it starts the
 * next (2.4 times as fast, see NOTES.md). This rests on a habit of C2.
 */
final class MicroKernel6x2 {
    static final int ROWS = 6;

    // Not final and never equal to a k: C2 must keep the branches, see the class comment.
    static int never = -1;
    static int trap;

    private MicroKernel6x2() {}

    /** See {@link MicroKernel#multiply}. */
    static void multiply(
            float[] a,
            int aFrom,
            int aPlane,
            int blocks,
            float[] b,
            int bFrom,
            float[] c,
            int cFrom,
            int cNext,
            float[] d,
            int dFrom,
            int dNext) {
        FloatVector c00 = FloatVector.fromArray(FLOAT, d, dFrom);
        FloatVector c01 = FloatVector.fromArray(FLOAT, d, dNext);
        FloatVector c10 = FloatVector.fromArray(FLOAT, d, dFrom + 16);
        FloatVector c11 = FloatVector.fromArray(FLOAT, d, dNext + 16);
        FloatVector c20 = FloatVector.fromArray(FLOAT, d, dFrom + 32);
        FloatVector c21 = FloatVector.fromArray(FLOAT, d, dNext + 32);
        FloatVector c30 = FloatVector.fromArray(FLOAT, d, dFrom + 48);
        FloatVector c31 = FloatVector.fromArray(FLOAT, d, dNext + 48);
        FloatVector c40 = FloatVector.fromArray(FLOAT, d, dFrom + 64);
        FloatVector c41 = FloatVector.fromArray(FLOAT, d, dNext + 64);
        FloatVector c50 = FloatVector.fromArray(FLOAT, d, dFrom + 80);
        FloatVector c51 = FloatVector.fromArray(FLOAT, d, dNext + 80);
        int n = never;
        for (int block = 0; block < blocks; block++) {
            for (int k = 0; k < 16; k++) {
                FloatVector b0 = FloatVector.fromArray(FLOAT, b, bFrom);
                FloatVector b1 = FloatVector.fromArray(FLOAT, b, bFrom + LANES);
                FloatVector x = FloatVector.broadcast(FLOAT, a[aFrom + k]);
                c00 = x.fma(b0, c00);
                c01 = x.fma(b1, c01);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 16]);
                c10 = x.fma(b0, c10);
                c11 = x.fma(b1, c11);
                if (k == n) {
                    trap++;
                }
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 32]);
                c20 = x.fma(b0, c20);
                c21 = x.fma(b1, c21);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 48]);
                c30 = x.fma(b0, c30);
                c31 = x.fma(b1, c31);
                if (k == n - 3) {
                    trap++;
                }
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 64]);
                c40 = x.fma(b0, c40);
                c41 = x.fma(b1, c41);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 80]);
                c50 = x.fma(b0, c50);
                c51 = x.fma(b1, c51);
                bFrom += 2 * LANES;
            }
            aFrom += aPlane;
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
