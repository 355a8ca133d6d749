package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * {@link PixelBlock} where a row of the window has three neighbouring taps: eight inputs of a row,
 * broadcast once, serve the 36 multiply-adds of six pixels by two vectors. For 32 registers.
 *
 * <p>C2 unrolls the loop over taps and renames what moves. Written out it would be too much to
 * inline, see NOTES.md; with distances that C2 knows it would split the loop over rows into four.
 */
final class PixelBlockOf3Taps {
    static final int TAPS = 3;

    private PixelBlockOf3Taps() {}

    /**
     * {@code C = bias + A B}, or {@code least} where that is more, for {@link PixelBlock#PIXELS}
     * pixels; each sum starts with its bias and takes its products row by row.
     *
     * @param aFrom where the first input of pixel 0 is; its taps, and the next pixels, follow
     * @param aRow floats from one row of inputs to the next
     * @param rows of inputs
     * @param bFrom where the panel of weights starts, {@link PixelBlock#COLUMNS} for each tap
     * @param bRow floats from one row's weights to the next
     * @param biasFrom where the biases are
     * @param least 0 for a ReLU, else minus infinity
     * @param cFrom where channel 0 of pixel 0 is; pixels follow 16 floats apart
     * @param cNext where channel LANES of pixel 0 is
     */
    static void sum(
            float[] a,
            int aFrom,
            int aRow,
            int rows,
            float[] b,
            int bFrom,
            int bRow,
            float[] bias,
            int biasFrom,
            float least,
            float[] c,
            int cFrom,
            int cNext) {
        FloatVector c00 = FloatVector.fromArray(FLOAT, bias, biasFrom);
        FloatVector c01 = FloatVector.fromArray(FLOAT, bias, biasFrom + LANES);
        FloatVector c10 = c00;
        FloatVector c11 = c01;
        FloatVector c20 = c00;
        FloatVector c21 = c01;
        FloatVector c30 = c00;
        FloatVector c31 = c01;
        FloatVector c40 = c00;
        FloatVector c41 = c01;
        FloatVector c50 = c00;
        FloatVector c51 = c01;
        for (int row = 0; row < rows; row++) {
            FloatVector x0 = FloatVector.broadcast(FLOAT, a[aFrom]);
            FloatVector x1 = FloatVector.broadcast(FLOAT, a[aFrom + 1]);
            FloatVector x2 = FloatVector.broadcast(FLOAT, a[aFrom + 2]);
            FloatVector x3 = FloatVector.broadcast(FLOAT, a[aFrom + 3]);
            FloatVector x4 = FloatVector.broadcast(FLOAT, a[aFrom + 4]);
            FloatVector x5 = FloatVector.broadcast(FLOAT, a[aFrom + 5]);
            FloatVector x6 = FloatVector.broadcast(FLOAT, a[aFrom + 6]);
            FloatVector x7 = FloatVector.broadcast(FLOAT, a[aFrom + 7]);
            for (int k = 0; k < TAPS; k++) {
                FloatVector b0 = FloatVector.fromArray(FLOAT, b, bFrom + k * 2 * LANES);
                FloatVector b1 = FloatVector.fromArray(FLOAT, b, bFrom + k * 2 * LANES + LANES);
                c00 = x0.fma(b0, c00);
                c01 = x0.fma(b1, c01);
                c10 = x1.fma(b0, c10);
                c11 = x1.fma(b1, c11);
                c20 = x2.fma(b0, c20);
                c21 = x2.fma(b1, c21);
                c30 = x3.fma(b0, c30);
                c31 = x3.fma(b1, c31);
                c40 = x4.fma(b0, c40);
                c41 = x4.fma(b1, c41);
                c50 = x5.fma(b0, c50);
                c51 = x5.fma(b1, c51);
                x0 = x1;
                x1 = x2;
                x2 = x3;
                x3 = x4;
                x4 = x5;
                x5 = x6;
                x6 = x7;
            }
            aFrom += aRow;
            bFrom += bRow;
        }
        FloatVector floor = FloatVector.broadcast(FLOAT, least);
        PixelBlock.atLeast(floor, c00).intoArray(c, cFrom);
        PixelBlock.atLeast(floor, c01).intoArray(c, cNext);
        PixelBlock.atLeast(floor, c10).intoArray(c, cFrom + BLOCK);
        PixelBlock.atLeast(floor, c11).intoArray(c, cNext + BLOCK);
        PixelBlock.atLeast(floor, c20).intoArray(c, cFrom + 2 * BLOCK);
        PixelBlock.atLeast(floor, c21).intoArray(c, cNext + 2 * BLOCK);
        PixelBlock.atLeast(floor, c30).intoArray(c, cFrom + 3 * BLOCK);
        PixelBlock.atLeast(floor, c31).intoArray(c, cNext + 3 * BLOCK);
        PixelBlock.atLeast(floor, c40).intoArray(c, cFrom + 4 * BLOCK);
        PixelBlock.atLeast(floor, c41).intoArray(c, cNext + 4 * BLOCK);
        PixelBlock.atLeast(floor, c50).intoArray(c, cFrom + 5 * BLOCK);
        PixelBlock.atLeast(floor, c51).intoArray(c, cNext + 5 * BLOCK);
    }
}
