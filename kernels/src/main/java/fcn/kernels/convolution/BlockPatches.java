package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.layout.Layout;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import jdk.incubator.vector.FloatVector;

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
    public void pack(
            float[] map,
            int image,
            int block,
            int first,
            int count,
            float[] out,
            int to,
            int stride) {
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
                fill(out, to + t * stride, run, stride);
            } else {
                row(map, (rows + iy) * shape.iw(), x, dx, run, out, to + t * stride, stride);
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
    private void row(
            float[] map, int rowStart, int x, int dx, int run, float[] out, int to, int stride) {
        int step = window.strideW();
        int begin = Math.clamp(Math.ceilDiv(-dx, step) - x, 0, run);
        int end = Math.clamp(Math.floorDiv(shape.iw() - 1 - dx, step) + 1 - x, begin, run);
        fill(out, to, begin, stride);
        int from = (rowStart + (x + begin) * step + dx) * BLOCK;
        copy(map, from, step * BLOCK, end - begin, out, to + begin * stride, stride);
        fill(out, to + end * stride, run - end, stride);
    }

    private static void copy(
            float[] map, int from, int step, int count, float[] out, int to, int stride) {
        if (step == BLOCK && stride == BLOCK) {
            if (count > 0) {
                System.arraycopy(map, from, out, to, count * BLOCK);
            }
            return;
        }
        for (int t = 0; t < count; t++) {
            for (int i = 0; i < BLOCK; i += LANES) {
                FloatVector.fromArray(FLOAT, map, from + t * step + i)
                        .intoArray(out, to + t * stride + i);
            }
        }
    }

    /** Zeroes {@code count} pixels. */
    static void fill(float[] out, int to, int count, int stride) {
        for (int t = 0; t < count; t++) {
            Arrays.fill(out, to + t * stride, to + t * stride + BLOCK, 0);
        }
    }
}
