package fcn.kernels.convolution;

import static fcn.kernels.convolution.PixelBlock.STRIDE;
import static fcn.kernels.convolution.PixelBlock.UNIT;
import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * 12 pixels by 2 vectors, for 32 registers. Written out, because C2 keeps local variables in
 * registers and boxes the elements of an array.
 */
final class PixelBlock12x2 {
    static final int PIXELS = 12;

    private PixelBlock12x2() {}

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
            int cFrom,
            int cNext) {
        FloatVector bias0 = FloatVector.fromArray(FLOAT, bias, biasFrom);
        FloatVector bias1 = FloatVector.fromArray(FLOAT, bias, biasFrom + LANES);
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
            FloatVector c60 = bias0;
            FloatVector c61 = bias1;
            FloatVector c70 = bias0;
            FloatVector c71 = bias1;
            FloatVector c80 = bias0;
            FloatVector c81 = bias1;
            FloatVector c90 = bias0;
            FloatVector c91 = bias1;
            FloatVector c100 = bias0;
            FloatVector c101 = bias1;
            FloatVector c110 = bias0;
            FloatVector c111 = bias1;
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
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 2]);
                    c20 = x.fma(b0, c20);
                    c21 = x.fma(b1, c21);
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 3]);
                    c30 = x.fma(b0, c30);
                    c31 = x.fma(b1, c31);
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 4]);
                    c40 = x.fma(b0, c40);
                    c41 = x.fma(b1, c41);
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 5]);
                    c50 = x.fma(b0, c50);
                    c51 = x.fma(b1, c51);
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 6]);
                    c60 = x.fma(b0, c60);
                    c61 = x.fma(b1, c61);
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 7]);
                    c70 = x.fma(b0, c70);
                    c71 = x.fma(b1, c71);
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 8]);
                    c80 = x.fma(b0, c80);
                    c81 = x.fma(b1, c81);
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 9]);
                    c90 = x.fma(b0, c90);
                    c91 = x.fma(b1, c91);
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 10]);
                    c100 = x.fma(b0, c100);
                    c101 = x.fma(b1, c101);
                    x = FloatVector.broadcast(FLOAT, a[from + k * STRIDE + 11]);
                    c110 = x.fma(b0, c110);
                    c111 = x.fma(b1, c111);
                    w += 2 * LANES;
                }
                from += UNIT * STRIDE;
            }
            int to = cFrom + block * PIXELS * BLOCK;
            int next = cNext + block * PIXELS * BLOCK;
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
                c60 = PixelBlock.positive(c60);
                c61 = PixelBlock.positive(c61);
                c70 = PixelBlock.positive(c70);
                c71 = PixelBlock.positive(c71);
                c80 = PixelBlock.positive(c80);
                c81 = PixelBlock.positive(c81);
                c90 = PixelBlock.positive(c90);
                c91 = PixelBlock.positive(c91);
                c100 = PixelBlock.positive(c100);
                c101 = PixelBlock.positive(c101);
                c110 = PixelBlock.positive(c110);
                c111 = PixelBlock.positive(c111);
            }
            c00.intoArray(c, to);
            c01.intoArray(c, next);
            c10.intoArray(c, to + BLOCK);
            c11.intoArray(c, next + BLOCK);
            c20.intoArray(c, to + 2 * BLOCK);
            c21.intoArray(c, next + 2 * BLOCK);
            c30.intoArray(c, to + 3 * BLOCK);
            c31.intoArray(c, next + 3 * BLOCK);
            c40.intoArray(c, to + 4 * BLOCK);
            c41.intoArray(c, next + 4 * BLOCK);
            c50.intoArray(c, to + 5 * BLOCK);
            c51.intoArray(c, next + 5 * BLOCK);
            c60.intoArray(c, to + 6 * BLOCK);
            c61.intoArray(c, next + 6 * BLOCK);
            c70.intoArray(c, to + 7 * BLOCK);
            c71.intoArray(c, next + 7 * BLOCK);
            c80.intoArray(c, to + 8 * BLOCK);
            c81.intoArray(c, next + 8 * BLOCK);
            c90.intoArray(c, to + 9 * BLOCK);
            c91.intoArray(c, next + 9 * BLOCK);
            c100.intoArray(c, to + 10 * BLOCK);
            c101.intoArray(c, next + 10 * BLOCK);
            c110.intoArray(c, to + 11 * BLOCK);
            c111.intoArray(c, next + 11 * BLOCK);
        }
    }
}
