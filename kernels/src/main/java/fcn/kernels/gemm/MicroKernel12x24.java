package fcn.kernels.gemm;

import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * 12 rows by a vector of 512 bits and one of 256, for a last panel of which the other half is
 * zeros: where two pipes of 256 bits make one of 512, that is a quarter less to do. A broadcast's
 * first half is another name of its register; called by a method, C2 would box it.
 */
final class MicroKernel12x24 {
    /** Columns of a panel that are multiplied. */
    static final int COLUMNS = 24;

    private static final int ROWS = MicroKernel12x2.ROWS;

    private static final VectorSpecies<Float> HALF = FloatVector.SPECIES_256;

    private MicroKernel12x24() {}

    /** See {@link MicroKernel#multiply}; reads nothing ahead, and clears the other half of C. */
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
            boolean accumulate) {
        FloatVector c00 = MicroKernel12x2.start(c, cFrom, accumulate);
        FloatVector c01 = half(c, cNext, accumulate);
        FloatVector c10 = MicroKernel12x2.start(c, cFrom + 16, accumulate);
        FloatVector c11 = half(c, cNext + 16, accumulate);
        FloatVector c20 = MicroKernel12x2.start(c, cFrom + 32, accumulate);
        FloatVector c21 = half(c, cNext + 32, accumulate);
        FloatVector c30 = MicroKernel12x2.start(c, cFrom + 48, accumulate);
        FloatVector c31 = half(c, cNext + 48, accumulate);
        FloatVector c40 = MicroKernel12x2.start(c, cFrom + 64, accumulate);
        FloatVector c41 = half(c, cNext + 64, accumulate);
        FloatVector c50 = MicroKernel12x2.start(c, cFrom + 80, accumulate);
        FloatVector c51 = half(c, cNext + 80, accumulate);
        FloatVector c60 = MicroKernel12x2.start(c, cFrom + 96, accumulate);
        FloatVector c61 = half(c, cNext + 96, accumulate);
        FloatVector c70 = MicroKernel12x2.start(c, cFrom + 112, accumulate);
        FloatVector c71 = half(c, cNext + 112, accumulate);
        FloatVector c80 = MicroKernel12x2.start(c, cFrom + 128, accumulate);
        FloatVector c81 = half(c, cNext + 128, accumulate);
        FloatVector c90 = MicroKernel12x2.start(c, cFrom + 144, accumulate);
        FloatVector c91 = half(c, cNext + 144, accumulate);
        FloatVector c100 = MicroKernel12x2.start(c, cFrom + 160, accumulate);
        FloatVector c101 = half(c, cNext + 160, accumulate);
        FloatVector c110 = MicroKernel12x2.start(c, cFrom + 176, accumulate);
        FloatVector c111 = half(c, cNext + 176, accumulate);
        for (int block = 0; block < blocks; block++) {
            for (int k = 0; k < 16; k++) {
                FloatVector b0 = FloatVector.fromArray(FLOAT, b, bFrom);
                FloatVector b1 = FloatVector.fromArray(HALF, b, bFrom + LANES);
                FloatVector x = FloatVector.broadcast(FLOAT, a[aFrom + k]);
                c00 = x.fma(b0, c00);
                c01 = ((FloatVector) x.reinterpretShape(HALF, 0)).fma(b1, c01);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 16]);
                c10 = x.fma(b0, c10);
                c11 = ((FloatVector) x.reinterpretShape(HALF, 0)).fma(b1, c11);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 32]);
                c20 = x.fma(b0, c20);
                c21 = ((FloatVector) x.reinterpretShape(HALF, 0)).fma(b1, c21);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 48]);
                c30 = x.fma(b0, c30);
                c31 = ((FloatVector) x.reinterpretShape(HALF, 0)).fma(b1, c31);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 64]);
                c40 = x.fma(b0, c40);
                c41 = ((FloatVector) x.reinterpretShape(HALF, 0)).fma(b1, c41);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 80]);
                c50 = x.fma(b0, c50);
                c51 = ((FloatVector) x.reinterpretShape(HALF, 0)).fma(b1, c51);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 96]);
                c60 = x.fma(b0, c60);
                c61 = ((FloatVector) x.reinterpretShape(HALF, 0)).fma(b1, c61);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 112]);
                c70 = x.fma(b0, c70);
                c71 = ((FloatVector) x.reinterpretShape(HALF, 0)).fma(b1, c71);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 128]);
                c80 = x.fma(b0, c80);
                c81 = ((FloatVector) x.reinterpretShape(HALF, 0)).fma(b1, c81);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 144]);
                c90 = x.fma(b0, c90);
                c91 = ((FloatVector) x.reinterpretShape(HALF, 0)).fma(b1, c91);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 160]);
                c100 = x.fma(b0, c100);
                c101 = ((FloatVector) x.reinterpretShape(HALF, 0)).fma(b1, c101);
                x = FloatVector.broadcast(FLOAT, a[aFrom + k + 176]);
                c110 = x.fma(b0, c110);
                c111 = ((FloatVector) x.reinterpretShape(HALF, 0)).fma(b1, c111);
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
        clear(c, cNext + HALF.length());
    }

    private static FloatVector half(float[] c, int from, boolean accumulate) {
        return accumulate ? FloatVector.fromArray(HALF, c, from) : FloatVector.zero(HALF);
    }

    /** Zeros to 8 columns of 12 rows. */
    private static void clear(float[] c, int from) {
        for (int row = 0; row < ROWS; row++) {
            FloatVector.zero(HALF).intoArray(c, from + row * 16);
        }
    }
}
