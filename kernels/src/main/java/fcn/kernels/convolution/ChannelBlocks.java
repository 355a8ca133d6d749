package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.layout.Layout;

import jdk.incubator.vector.FloatVector;

/** Stores pixels of 16 channels with their bias and ReLU; channels beyond OC come out as zero. */
final class ChannelBlocks {
    private final int blocks;
    private final float[] bias;
    private final boolean relu;

    /**
     * @param bias one for each of the {@code oc} channels, or null
     */
    ChannelBlocks(int oc, float[] bias, boolean relu) {
        this.blocks = Layout.blocks(oc);
        this.relu = relu;
        this.bias = new float[blocks * BLOCK];
        if (bias != null) {
            System.arraycopy(bias, 0, this.bias, 0, oc);
        }
    }

    int blocks() {
        return blocks;
    }

    /** Copies the 16 channels of a pixel as they lie; zeros where {@code from} is negative. */
    static void copy(float[] in, int from, float[] out, int to) {
        for (int lane = 0; lane < BLOCK; lane += LANES) {
            FloatVector pixel =
                    from < 0
                            ? FloatVector.zero(FLOAT)
                            : FloatVector.fromArray(FLOAT, in, from + lane);
            pixel.intoArray(out, to + lane);
        }
    }

    /**
     * {@code max(x + bias, 0)}, or without the maximum, of {@code count} pixels of block {@code
     * block}.
     */
    void store(float[] in, int from, int count, int block, float[] out, int to) {
        for (int lane = 0; lane < BLOCK; lane += LANES) {
            FloatVector b = FloatVector.fromArray(FLOAT, bias, block * BLOCK + lane);
            if (relu) {
                for (int i = lane; i < count * BLOCK; i += BLOCK) {
                    FloatVector sum = FloatVector.fromArray(FLOAT, in, from + i).add(b);
                    sum.max(0).intoArray(out, to + i);
                }
            } else {
                for (int i = lane; i < count * BLOCK; i += BLOCK) {
                    FloatVector.fromArray(FLOAT, in, from + i).add(b).intoArray(out, to + i);
                }
            }
        }
    }

    /**
     * The maxima of 2×2 pixels, with bias and ReLU; a window that reaches beyond the pixels takes
     * what is inside.
     *
     * @param row floats from one row of {@code in} to the next
     * @param toRow floats from one row of {@code out} to the next
     */
    void storePooled(
            float[] in,
            int from,
            int row,
            int height,
            int width,
            int block,
            float[] out,
            int to,
            int toRow) {
        for (int y = 0; y < height; y += 2, from += 2 * row, to += toRow) {
            int below = y + 1 < height ? row : 0;
            for (int x = 0; x < width; x += 2) {
                int right = x + 1 < width ? BLOCK : 0;
                maximum(in, from + x * BLOCK, right, below, block, out, to + x / 2 * BLOCK);
            }
        }
    }

    private void maximum(float[] in, int at, int right, int below, int block, float[] out, int to) {
        for (int lane = 0; lane < BLOCK; lane += LANES) {
            int from = at + lane;
            FloatVector top =
                    FloatVector.fromArray(FLOAT, in, from)
                            .max(FloatVector.fromArray(FLOAT, in, from + right));
            FloatVector bottom =
                    FloatVector.fromArray(FLOAT, in, from + below)
                            .max(FloatVector.fromArray(FLOAT, in, from + below + right));
            FloatVector b = FloatVector.fromArray(FLOAT, bias, block * BLOCK + lane);
            top.max(bottom).add(b).max(0).intoArray(out, to + lane);
        }
    }
}
