package fcn.kernels.gemm;

import static fcn.kernels.gemm.StripKernel.STRIP;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * 6 rows by 2 vectors for 16 registers: {@link MicroKernel6x2}, branches that are never taken
 * included, whose bounds C2 checks before each 64 k instead of each 16.
 */
final class StripKernel6x2 {
    /** Vectors of a row of C. */
    static final int VECTORS = 2;

    private StripKernel6x2() {}

    /** See {@link StripKernel#multiply}. */
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
            int dPlane) {
        int next = cFrom + PackedGemm.column(LANES, cPlane);
        int dNext = dFrom + PackedGemm.column(LANES, dPlane);
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
        int n = MicroKernel6x2.never;
        for (int k = 0; k < STRIP; k++) {
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, bFrom);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, bFrom + LANES);
            FloatVector x = FloatVector.broadcast(FLOAT, a[aFrom + k]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(FLOAT, a[aFrom + k + 64]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            if (k == n) {
                MicroKernel6x2.trap++;
            }
            x = FloatVector.broadcast(FLOAT, a[aFrom + k + 128]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(FLOAT, a[aFrom + k + 192]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            if (k == n - 3) {
                MicroKernel6x2.trap++;
            }
            x = FloatVector.broadcast(FLOAT, a[aFrom + k + 256]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(FLOAT, a[aFrom + k + 320]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            bFrom += VECTORS * LANES;
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, next);
        c10.intoArray(c, cFrom + 16);
        c11.intoArray(c, next + 16);
        c20.intoArray(c, cFrom + 32);
        c21.intoArray(c, next + 32);
        c30.intoArray(c, cFrom + 48);
        c31.intoArray(c, next + 48);
        c40.intoArray(c, cFrom + 64);
        c41.intoArray(c, next + 64);
        c50.intoArray(c, cFrom + 80);
        c51.intoArray(c, next + 80);
    }
}
