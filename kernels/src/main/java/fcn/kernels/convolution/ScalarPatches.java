package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

/**
 * Patches of a map in NCHW, gathered float by float: k runs over channels and taps in Caffe's
 * order, so that few channels fill the blocks (27 of 32 for three channels and 3×3, where blocks of
 * channels would be 27 of 144).
 */
final class ScalarPatches implements Patches {
    private final ConvolutionShape shape;
    private final Window window;
    private final int taps;
    private final int length;
    private final int ow;

    ScalarPatches(ConvolutionShape shape) {
        this.shape = shape;
        this.window = shape.window();
        this.taps = window.kernelH() * window.kernelW();
        this.length = shape.ic() * taps;
        this.ow = shape.ow();
    }

    @Override
    public int blocks() {
        return Math.ceilDiv(length, BLOCK);
    }

    @Override
    public int k(int index) {
        return index;
    }

    @Override
    public void pack(
            float[] map,
            int image,
            int block,
            int first,
            int count,
            float[] out,
            int to,
            int stride) {
        for (int lane = 0; lane < BLOCK; lane++) {
            int k = block * BLOCK + lane;
            if (k < length) {
                int channel = image * shape.ic() + k / taps;
                column(map, channel, k % taps, first, count, out, to + lane, stride);
            } else {
                fill(out, to + lane, count, stride);
            }
        }
    }

    /** One channel at one tap for all pixels. */
    private void column(
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
        int x = first % ow;
        int y = first / ow;
        for (int t = 0; t < count; ) {
            int run = Math.min(ow - x, count - t);
            int iy = y * window.strideH() + dy;
            if (iy < 0 || iy >= shape.ih()) {
                fill(out, to + t * stride, run, stride);
            } else {
                int rowStart = (channel * shape.ih() + iy) * shape.iw();
                row(map, rowStart, x, dx, run, out, to + t * stride, stride);
            }
            t += run;
            x = 0;
            y++;
        }
    }

    private void row(
            float[] map, int rowStart, int x, int dx, int run, float[] out, int to, int stride) {
        int step = window.strideW();
        int begin = Math.clamp(Math.ceilDiv(-dx, step) - x, 0, run);
        int end = Math.clamp(Math.floorDiv(shape.iw() - 1 - dx, step) + 1 - x, begin, run);
        fill(out, to, begin, stride);
        int from = rowStart + x * step + dx;
        for (int t = begin; t < end; t++) {
            out[to + t * stride] = map[from + t * step];
        }
        fill(out, to + end * stride, run - end, stride);
    }

    private static void fill(float[] out, int to, int count, int stride) {
        for (int t = 0; t < count; t++) {
            out[to + t * stride] = 0;
        }
    }
}
