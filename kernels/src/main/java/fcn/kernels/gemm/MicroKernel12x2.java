package fcn.kernels.gemm;

import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * 12 rows by 2 vectors: 24 accumulators, 2 vectors of B and a broadcast of A, 27 of the 32
 * registers that machines with AVX-512 have at every width. Written out, because C2 keeps local
 * variables in registers and boxes the elements of an array.
 */
final class MicroKernel12x2 {
    static final int ROWS = 12;

    private MicroKernel12x2() {}

    /** See {@link MicroKernel#multiply}. */
    static int multiply(
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
            int dNext,
            int next,
            int nextStep,
            int stream) {
        int read = 0;
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
        FloatVector c60 = FloatVector.fromArray(FLOAT, d, dFrom + 96);
        FloatVector c61 = FloatVector.fromArray(FLOAT, d, dNext + 96);
        FloatVector c70 = FloatVector.fromArray(FLOAT, d, dFrom + 112);
        FloatVector c71 = FloatVector.fromArray(FLOAT, d, dNext + 112);
        FloatVector c80 = FloatVector.fromArray(FLOAT, d, dFrom + 128);
        FloatVector c81 = FloatVector.fromArray(FLOAT, d, dNext + 128);
        FloatVector c90 = FloatVector.fromArray(FLOAT, d, dFrom + 144);
        FloatVector c91 = FloatVector.fromArray(FLOAT, d, dNext + 144);
        FloatVector c100 = FloatVector.fromArray(FLOAT, d, dFrom + 160);
        FloatVector c101 = FloatVector.fromArray(FLOAT, d, dNext + 160);
        FloatVector c110 = FloatVector.fromArray(FLOAT, d, dFrom + 176);
        FloatVector c111 = FloatVector.fromArray(FLOAT, d, dNext + 176);
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
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 64]);
                c40 = x.fma(b0, c40);
                c41 = x.fma(b1, c41);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 80]);
                c50 = x.fma(b0, c50);
                c51 = x.fma(b1, c51);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 96]);
                c60 = x.fma(b0, c60);
                c61 = x.fma(b1, c61);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 112]);
                c70 = x.fma(b0, c70);
                c71 = x.fma(b1, c71);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 128]);
                c80 = x.fma(b0, c80);
                c81 = x.fma(b1, c81);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 144]);
                c90 = x.fma(b0, c90);
                c91 = x.fma(b1, c91);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 160]);
                c100 = x.fma(b0, c100);
                c101 = x.fma(b1, c101);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 176]);
                c110 = x.fma(b0, c110);
                c111 = x.fma(b1, c111);
                bFrom += 2 * LANES;
            }
            for (int i = 0; i < MicroKernel.AHEAD; i++) {
                read += Float.floatToRawIntBits(b[next + i * stream]);
            }
            next += nextStep;
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
        c60.intoArray(c, cFrom + 96);
        c61.intoArray(c, cNext + 96);
        c70.intoArray(c, cFrom + 112);
        c71.intoArray(c, cNext + 112);
        c80.intoArray(c, cFrom + 128);
        c81.intoArray(c, cNext + 128);
        c90.intoArray(c, cFrom + 144);
        c91.intoArray(c, cNext + 144);
        c100.intoArray(c, cFrom + 160);
        c101.intoArray(c, cNext + 160);
        c110.intoArray(c, cFrom + 176);
        c111.intoArray(c, cNext + 176);
        return read;
    }
}
