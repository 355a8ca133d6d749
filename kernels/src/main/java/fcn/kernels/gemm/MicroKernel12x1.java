package fcn.kernels.gemm;

import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * 12 rows by the first vector of a panel whose second is zeros: half the multiplications. 12
 * accumulators, a vector of B and a broadcast of A; the branches are {@link MicroKernel6x2}'s.
 */
final class MicroKernel12x1 {
    static final int ROWS = 12;

    private MicroKernel12x1() {}

    /** See {@link MicroKernel#multiply}; reads nothing ahead. */
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
        FloatVector c0 = FloatVector.fromArray(FLOAT, d, dFrom);
        FloatVector c1 = FloatVector.fromArray(FLOAT, d, dFrom + 16);
        FloatVector c2 = FloatVector.fromArray(FLOAT, d, dFrom + 32);
        FloatVector c3 = FloatVector.fromArray(FLOAT, d, dFrom + 48);
        FloatVector c4 = FloatVector.fromArray(FLOAT, d, dFrom + 64);
        FloatVector c5 = FloatVector.fromArray(FLOAT, d, dFrom + 80);
        FloatVector c6 = FloatVector.fromArray(FLOAT, d, dFrom + 96);
        FloatVector c7 = FloatVector.fromArray(FLOAT, d, dFrom + 112);
        FloatVector c8 = FloatVector.fromArray(FLOAT, d, dFrom + 128);
        FloatVector c9 = FloatVector.fromArray(FLOAT, d, dFrom + 144);
        FloatVector c10 = FloatVector.fromArray(FLOAT, d, dFrom + 160);
        FloatVector c11 = FloatVector.fromArray(FLOAT, d, dFrom + 176);
        int n = MicroKernel6x2.never;
        for (int block = 0; block < blocks; block++) {
            for (int k = 0; k < 16; k++) {
                FloatVector b0 = FloatVector.fromArray(FLOAT, b, bFrom);
                c0 = FloatVector.broadcast(FLOAT, a[aFrom + k]).fma(b0, c0);
                c1 = FloatVector.broadcast(FLOAT, a[aFrom + k + 16]).fma(b0, c1);
                c2 = FloatVector.broadcast(FLOAT, a[aFrom + k + 32]).fma(b0, c2);
                if (k == n) {
                    MicroKernel6x2.trap++;
                }
                c3 = FloatVector.broadcast(FLOAT, a[aFrom + k + 48]).fma(b0, c3);
                c4 = FloatVector.broadcast(FLOAT, a[aFrom + k + 64]).fma(b0, c4);
                c5 = FloatVector.broadcast(FLOAT, a[aFrom + k + 80]).fma(b0, c5);
                if (k == n - 3) {
                    MicroKernel6x2.trap++;
                }
                c6 = FloatVector.broadcast(FLOAT, a[aFrom + k + 96]).fma(b0, c6);
                c7 = FloatVector.broadcast(FLOAT, a[aFrom + k + 112]).fma(b0, c7);
                c8 = FloatVector.broadcast(FLOAT, a[aFrom + k + 128]).fma(b0, c8);
                if (k == n - 5) {
                    MicroKernel6x2.trap++;
                }
                c9 = FloatVector.broadcast(FLOAT, a[aFrom + k + 144]).fma(b0, c9);
                c10 = FloatVector.broadcast(FLOAT, a[aFrom + k + 160]).fma(b0, c10);
                c11 = FloatVector.broadcast(FLOAT, a[aFrom + k + 176]).fma(b0, c11);
                bFrom += 2 * LANES;
            }
            aFrom += aPlane;
        }
        c0.intoArray(c, cFrom);
        c1.intoArray(c, cFrom + 16);
        c2.intoArray(c, cFrom + 32);
        c3.intoArray(c, cFrom + 48);
        c4.intoArray(c, cFrom + 64);
        c5.intoArray(c, cFrom + 80);
        c6.intoArray(c, cFrom + 96);
        c7.intoArray(c, cFrom + 112);
        c8.intoArray(c, cFrom + 128);
        c9.intoArray(c, cFrom + 144);
        c10.intoArray(c, cFrom + 160);
        c11.intoArray(c, cFrom + 176);
        for (int row = 0; row < ROWS; row++) {
            FloatVector.fromArray(FLOAT, d, dNext + row * 16).intoArray(c, cNext + row * 16);
        }
    }
}
