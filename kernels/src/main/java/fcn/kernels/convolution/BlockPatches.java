package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.layout.Layout;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

/** Patches of a map in NCHW16C: a block of k is 16 channels at one tap, copied as they lie. */
final class BlockPatches implements Patches {
    private final ConvolutionShape shape;
    private final int icBlocks;
    private final int taps;
    private final TapPixels pixels;
    private final boolean inPlace;

    BlockPatches(ConvolutionShape shape) {
        this.shape = shape;
        Window window = shape.window();
        this.icBlocks = Layout.blocks(shape.ic());
        this.taps = window.kernelH() * window.kernelW();
        this.pixels = new TapPixels(shape, BLOCK);
        this.inPlace = window.equals(Window.square(1, 1, 0));
    }

    @Override
    public int blocks() {
        return taps * icBlocks;
    }

    @Override
    public int k(int index) {
        int channel = index / taps;
        int block = index % taps * icBlocks + channel / BLOCK;
        return block * BLOCK + channel % BLOCK;
    }

    @Override
    public boolean inPlace() {
        return inPlace;
    }

    @Override
    public int at(int image, int block, int first) {
        return ((image * icBlocks + block) * shape.ih() * shape.iw() + first) * BLOCK;
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
        int channels = image * icBlocks + block % icBlocks;
        pixels.copy(map, channels, block / icBlocks, first, count, out, to, stride);
    }
}
