package fcn.kernels.gemm;

import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;

/** 4 rows by 2 vectors, for the rows that {@link MicroKernel12x2} leaves over. */
final class MicroKernel4x2 {
    static final int ROWS = 4;

    private MicroKernel4x2() {}

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
        FloatVector c00 = FloatVector.fromArray(FLOAT, d, dFrom);
        FloatVector c01 = FloatVector.fromArray(FLOAT, d, dNext);
        FloatVector c10 = FloatVector.fromArray(FLOAT, d, dFrom + 16);
        FloatVector c11 = FloatVector.fromArray(FLOAT, d, dNext + 16);
        FloatVector c20 = FloatVector.fromArray(FLOAT, d, dFrom + 32);
        FloatVector c21 = FloatVector.fromArray(FLOAT, d, dNext + 32);
        FloatVector c30 = FloatVector.fromArray(FLOAT, d, dFrom + 48);
        FloatVector c31 = FloatVector.fromArray(FLOAT, d, dNext + 48);
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
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 32]);
                c20 = x.fma(b0, c20);
                c21 = x.fma(b1, c21);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 48]);
                c30 = x.fma(b0, c30);
                c31 = x.fma(b1, c31);
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
    }
}
