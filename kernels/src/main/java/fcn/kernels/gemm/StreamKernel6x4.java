package fcn.kernels.gemm;

import static fcn.kernels.cache.Prefetch.NARROW;
import static fcn.kernels.cache.Prefetch.NO_LANE;
import static fcn.kernels.gemm.StripGemm.STREAM;
import static fcn.kernels.gemm.StripGemm.STREAMS;
import static fcn.kernels.gemm.StripKernel.STRIP;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * {@link StripKernel6x4} for a B that comes from beyond the cache: with each k it asks for a line
 * of what is multiplied next. With B in the cache that only takes time: C2 keeps the loop's
 * variable on the stack.
 */
final class StreamKernel6x4 {
    private StreamKernel6x4() {}

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
            int dPlane,
            int ahead,
            int step) {
        int next = cFrom + PackedGemm.column(LANES, cPlane);
        int third = cFrom + PackedGemm.column(2 * LANES, cPlane);
        int last = cFrom + PackedGemm.column(3 * LANES, cPlane);
        int dNext = dFrom + PackedGemm.column(LANES, dPlane);
        int dThird = dFrom + PackedGemm.column(2 * LANES, dPlane);
        int dLast = dFrom + PackedGemm.column(3 * LANES, dPlane);
        FloatVector c00 = FloatVector.fromArray(FLOAT, d, dFrom);
        FloatVector c01 = FloatVector.fromArray(FLOAT, d, dNext);
        FloatVector c02 = FloatVector.fromArray(FLOAT, d, dThird);
        FloatVector c03 = FloatVector.fromArray(FLOAT, d, dLast);
        FloatVector c10 = FloatVector.fromArray(FLOAT, d, dFrom + 16);
        FloatVector c11 = FloatVector.fromArray(FLOAT, d, dNext + 16);
        FloatVector c12 = FloatVector.fromArray(FLOAT, d, dThird + 16);
        FloatVector c13 = FloatVector.fromArray(FLOAT, d, dLast + 16);
        FloatVector c20 = FloatVector.fromArray(FLOAT, d, dFrom + 32);
        FloatVector c21 = FloatVector.fromArray(FLOAT, d, dNext + 32);
        FloatVector c22 = FloatVector.fromArray(FLOAT, d, dThird + 32);
        FloatVector c23 = FloatVector.fromArray(FLOAT, d, dLast + 32);
        FloatVector c30 = FloatVector.fromArray(FLOAT, d, dFrom + 48);
        FloatVector c31 = FloatVector.fromArray(FLOAT, d, dNext + 48);
        FloatVector c32 = FloatVector.fromArray(FLOAT, d, dThird + 48);
        FloatVector c33 = FloatVector.fromArray(FLOAT, d, dLast + 48);
        FloatVector c40 = FloatVector.fromArray(FLOAT, d, dFrom + 64);
        FloatVector c41 = FloatVector.fromArray(FLOAT, d, dNext + 64);
        FloatVector c42 = FloatVector.fromArray(FLOAT, d, dThird + 64);
        FloatVector c43 = FloatVector.fromArray(FLOAT, d, dLast + 64);
        FloatVector c50 = FloatVector.fromArray(FLOAT, d, dFrom + 80);
        FloatVector c51 = FloatVector.fromArray(FLOAT, d, dNext + 80);
        FloatVector c52 = FloatVector.fromArray(FLOAT, d, dThird + 80);
        FloatVector c53 = FloatVector.fromArray(FLOAT, d, dLast + 80);
        FloatVector any = FloatVector.zero(NARROW);
        for (int k = 0; k < STRIP; k++) {
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, bFrom);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, bFrom + LANES);
            FloatVector b2 = FloatVector.fromArray(FLOAT, b, bFrom + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(FLOAT, b, bFrom + 3 * LANES);
            FloatVector x = FloatVector.broadcast(FLOAT, a[aFrom + k]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            c03 = x.fma(b3, c03);
            x = FloatVector.broadcast(FLOAT, a[aFrom + k + 64]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            c13 = x.fma(b3, c13);
            x = FloatVector.broadcast(FLOAT, a[aFrom + k + 128]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            c22 = x.fma(b2, c22);
            c23 = x.fma(b3, c23);
            x = FloatVector.broadcast(FLOAT, a[aFrom + k + 192]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            c32 = x.fma(b2, c32);
            c33 = x.fma(b3, c33);
            x = FloatVector.broadcast(FLOAT, a[aFrom + k + 256]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            c42 = x.fma(b2, c42);
            c43 = x.fma(b3, c43);
            x = FloatVector.broadcast(FLOAT, a[aFrom + k + 320]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            c52 = x.fma(b2, c52);
            c53 = x.fma(b3, c53);
            any.intoArray(b, ahead + (k & STREAMS - 1) * STREAM + k / STREAMS * step, NO_LANE);
            bFrom += StripKernel6x4.VECTORS * LANES;
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, next);
        c02.intoArray(c, third);
        c03.intoArray(c, last);
        c10.intoArray(c, cFrom + 16);
        c11.intoArray(c, next + 16);
        c12.intoArray(c, third + 16);
        c13.intoArray(c, last + 16);
        c20.intoArray(c, cFrom + 32);
        c21.intoArray(c, next + 32);
        c22.intoArray(c, third + 32);
        c23.intoArray(c, last + 32);
        c30.intoArray(c, cFrom + 48);
        c31.intoArray(c, next + 48);
        c32.intoArray(c, third + 48);
        c33.intoArray(c, last + 48);
        c40.intoArray(c, cFrom + 64);
        c41.intoArray(c, next + 64);
        c42.intoArray(c, third + 64);
        c43.intoArray(c, last + 64);
        c50.intoArray(c, cFrom + 80);
        c51.intoArray(c, next + 80);
        c52.intoArray(c, third + 80);
        c53.intoArray(c, last + 80);
    }
}
