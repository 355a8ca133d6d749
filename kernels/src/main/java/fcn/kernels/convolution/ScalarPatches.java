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
    private final int taps;
    private final int length;
    private final TapPixels pixels;

    ScalarPatches(ConvolutionShape shape) {
        this.shape = shape;
        Window window = shape.window();
        this.taps = window.kernelH() * window.kernelW();
        this.length = shape.ic() * taps;
        this.pixels = new TapPixels(shape, 1);
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
                pixels.copy(map, channel, k % taps, first, count, out, to + lane, stride);
            } else {
                pixels.clear(out, to + lane, count, stride);
            }
        }
    }
}
