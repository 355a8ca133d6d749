package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.layout.Layout;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import java.util.Arrays;

/** Patches of a map in NCHW16C: a block of k is 16 channels at one tap, copied as they lie. */
final class BlockPatches implements Patches {
    private final ConvolutionShape shape;
    private final Window window;
    private final int icBlocks;
    private final int taps;
    private final int ow;
    private final boolean inPlace;

    BlockPatches(ConvolutionShape shape) {
        this.shape = shape;
        this.window = shape.window();
        this.icBlocks = Layout.blocks(shape.ic());
        this.taps = window.kernelH() * window.kernelW();
        this.ow = shape.ow();
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
    public void pack(float[] map, int image, int block, int first, int count, float[] out, int to) {
        int tap = block / icBlocks;
        int dy = tap / window.kernelW() * window.dilationH() - window.padH();
        int dx = tap % window.kernelW() * window.dilationW() - window.padW();
        int rows = (image * icBlocks + block % icBlocks) * shape.ih();
        int x = first % ow;
        int y = first / ow;
        for (int t = 0; t < count; ) {
            int run = Math.min(ow - x, count - t);
            int iy = y * window.strideH() + dy;
            if (iy < 0 || iy >= shape.ih()) {
                Arrays.fill(out, to + t * BLOCK, to + (t + run) * BLOCK, 0);
            } else {
                row(map, (rows + iy) * shape.iw(), x, dx, run, out, to + t * BLOCK);
            }
            t += run;
            x = 0;
            y++;
        }
    }

    /**
     * One tap of {@code run} pixels of a row, the first at output column x; zero where it is
     * outside.
     */
    private void row(float[] map, int rowStart, int x, int dx, int run, float[] out, int to) {
        int stride = window.strideW();
        int begin = Math.clamp(Math.ceilDiv(-dx, stride) - x, 0, run);
        int end = Math.clamp(Math.floorDiv(shape.iw() - 1 - dx, stride) + 1 - x, begin, run);
        Arrays.fill(out, to, to + begin * BLOCK, 0);
        int from = (rowStart + (x + begin) * stride + dx) * BLOCK;
        if (stride == 1 && begin < end) {
            System.arraycopy(map, from, out, to + begin * BLOCK, (end - begin) * BLOCK);
        } else {
            for (int t = begin; t < end; t++) {
                System.arraycopy(map, from, out, to + t * BLOCK, BLOCK);
                from += stride * BLOCK;
            }
        }
        Arrays.fill(out, to + end * BLOCK, to + run * BLOCK, 0);
    }
}
