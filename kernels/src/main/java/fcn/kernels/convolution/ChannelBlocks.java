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

    /** The bias of 16 channels' lanes from {@code lane} on. */
    FloatVector bias(int block, int lane) {
        return FloatVector.fromArray(FLOAT, bias, block * BLOCK + lane);
    }
}
