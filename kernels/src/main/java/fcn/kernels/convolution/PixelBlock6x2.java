package fcn.kernels.convolution;

import static fcn.kernels.convolution.PixelBlock.STRIDE;
import static fcn.kernels.convolution.PixelBlock.UNIT;
import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * 6 pixels by 2 vectors, for 16 registers: with the fences of {@code MicroKernel6x2} in {@code
 * fcn.kernels.gemm}, whose class comment says why.
 */
final class PixelBlock6x2 {
    static final int PIXELS = 6;

    // Not final and never equal to a k: C2 must keep the branches.
    static int never = -1;
    static int trap;

    private PixelBlock6x2() {}

    /** See {@link PixelBlock#sum}. */
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
            int cFrom) {
        FloatVector bias0 = FloatVector.fromArray(FLOAT, bias, biasFrom);
        FloatVector bias1 = FloatVector.fromArray(FLOAT, bias, biasFrom + LANES);
        int n = never;
        for (int block = 0; block < blocks; block++) {
            int from = aFrom + block * PIXELS;
            int w = bFrom;
            FloatVector c00 = bias0;
            FloatVector c01 = bias1;
            FloatVector c10 = bias0;
            FloatVector c11 = bias1;
            FloatVector c20 = bias0;
            FloatVector c21 = bias1;
            FloatVector c30 = bias0;
            FloatVector c31 = bias1;
            FloatVector c40 = bias0;
            FloatVector c41 = bias1;
            FloatVector c50 = bias0;
            FloatVector c51 = bias1;
            for (int unit = 0; unit < units; unit++) {
                for (int k = 0; k < UNIT; k++) {
                    FloatVector b0 = FloatVector.fromArray(FLOAT, b, w);
                    FloatVector b1 = FloatVector.fromArray(FLOAT, b, w + LANES);
                    FloatVector x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE]);
                    c00 = x.fma(b0, c00);
                    c01 = x.fma(b1, c01);
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 1]);
                    c10 = x.fma(b0, c10);
                    c11 = x.fma(b1, c11);
                    if (k == n) {
                        trap++;
                    }
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 2]);
                    c20 = x.fma(b0, c20);
                    c21 = x.fma(b1, c21);
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 3]);
                    c30 = x.fma(b0, c30);
                    c31 = x.fma(b1, c31);
                    if (k == n - 3) {
                        trap++;
                    }
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 4]);
                    c40 = x.fma(b0, c40);
                    c41 = x.fma(b1, c41);
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 5]);
                    c50 = x.fma(b0, c50);
                    c51 = x.fma(b1, c51);
                    w += 2 * LANES;
                }
                from += UNIT * STRIDE;
            }
            int to = cFrom + block * PIXELS * BLOCK;
            if (relu) {
                c00 = PixelBlock.positive(c00);
                c01 = PixelBlock.positive(c01);
                c10 = PixelBlock.positive(c10);
                c11 = PixelBlock.positive(c11);
                c20 = PixelBlock.positive(c20);
                c21 = PixelBlock.positive(c21);
                c30 = PixelBlock.positive(c30);
                c31 = PixelBlock.positive(c31);
                c40 = PixelBlock.positive(c40);
                c41 = PixelBlock.positive(c41);
                c50 = PixelBlock.positive(c50);
                c51 = PixelBlock.positive(c51);
            }
            c00.intoArray(c, to);
            c01.intoArray(c, to + LANES);
            c10.intoArray(c, to + BLOCK);
            c11.intoArray(c, to + LANES + BLOCK);
            c20.intoArray(c, to + 2 * BLOCK);
            c21.intoArray(c, to + LANES + 2 * BLOCK);
            c30.intoArray(c, to + 3 * BLOCK);
            c31.intoArray(c, to + LANES + 3 * BLOCK);
            c40.intoArray(c, to + 4 * BLOCK);
            c41.intoArray(c, to + LANES + 4 * BLOCK);
            c50.intoArray(c, to + 5 * BLOCK);
            c51.intoArray(c, to + LANES + 5 * BLOCK);
        }
    }
}
