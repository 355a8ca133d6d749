package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import jdk.incubator.vector.FloatVector;

import java.util.Arrays;

/**
 * What a tap of the window sees of a channel of a map for output pixels in a row: a run of each row
 * of the output, zeros where the tap is outside. A pixel is one float, or 16 channels of it.
 */
final class TapPixels {
    private final ConvolutionShape shape;
    private final Window window;
    private final int pixel;

    /**
     * For maps of a shape.
     *
     * @param pixel floats of a pixel: 1 or 16
     */
    TapPixels(ConvolutionShape shape, int pixel) {
        this.shape = shape;
        this.window = shape.window();
        this.pixel = pixel;
    }

    /**
     * Writes {@code count} pixels: pixel t goes to {@code to + stride·t}.
     *
     * @param channel of the map, or block of 16, counted over the images
     * @param first the first pixel, counted over the output's rows
     */
    void copy(
            float[] map,
            int channel,
            int tap,
            int first,
            int count,
            float[] out,
            int to,
            int stride) {
        int dy = tap / window.kernelW() * window.dilationH() - window.padH();
        int dx = tap % window.kernelW() * window.dilationW() - window.padW();
        int x = first % shape.ow();
        int y = first / shape.ow();
        for (int t = 0; t < count; ) {
            int run = Math.min(shape.ow() - x, count - t);
            int iy = y * window.strideH() + dy;
            if (iy < 0 || iy >= shape.ih()) {
                clear(out, to + t * stride, run, stride);
            } else {
                int row = (channel * shape.ih() + iy) * shape.iw();
                row(map, row, x, dx, run, out, to + t * stride, stride);
            }
            t += run;
            x = 0;
            y++;
        }
    }

    /** Those of a row of the output, the first at column x; zero where they are outside. */
    private void row(
            float[] map, int rowStart, int x, int dx, int run, float[] out, int to, int stride) {
        int step = window.strideW();
        int begin = Math.clamp(Math.ceilDiv(-dx, step) - x, 0, run);
        int end = Math.clamp(Math.floorDiv(shape.iw() - 1 - dx, step) + 1 - x, begin, run);
        clear(out, to, begin, stride);
        int from = (rowStart + (x + begin) * step + dx) * pixel;
        inside(map, from, step * pixel, end - begin, out, to + begin * stride, stride);
        clear(out, to + end * stride, run - end, stride);
    }

    private void inside(
            float[] map, int from, int step, int count, float[] out, int to, int stride) {
        if (pixel == 1) {
            for (int t = 0; t < count; t++) {
                out[to + t * stride] = map[from + t * step];
            }
        } else if (step == BLOCK && stride == BLOCK) {
            if (count > 0) {
                System.arraycopy(map, from, out, to, count * BLOCK);
            }
        } else {
            for (int t = 0; t < count; t++) {
                for (int i = 0; i < BLOCK; i += LANES) {
                    FloatVector.fromArray(FLOAT, map, from + t * step + i)
                            .intoArray(out, to + t * stride + i);
                }
            }
        }
    }

    /** Zeroes {@code count} pixels. */
    void clear(float[] out, int to, int count, int stride) {
        if (pixel == 1) {
            for (int t = 0; t < count; t++) {
                out[to + t * stride] = 0;
            }
        } else {
            for (int t = 0; t < count; t++) {
                Arrays.fill(out, to + t * stride, to + t * stride + pixel, 0);
            }
        }
    }
}
