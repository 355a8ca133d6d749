package fcn.kernels.convolution;

import static fcn.kernels.convolution.PixelBlock.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.layout.Layout;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

/**
 * The weights of a {@link DirectNchw} in panels of {@link PixelBlock#COLUMNS} output channels, KH ×
 * IC × KW for each; the bias; and what a sum is at least.
 */
final class NchwPanels {
    private final int ocBlocks;
    private final int count;
    private final int depth;
    private final float[] packed;
    private final float[] bias;
    private final float least;

    /**
     * @param weights OC × IC × KH × KW
     * @param bias null for none
     */
    NchwPanels(ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias) {
        ocBlocks = Layout.blocks(shape.oc());
        count = Math.ceilDiv(ocBlocks * BLOCK, COLUMNS);
        depth = weights.length / shape.oc();
        packed = new float[CacheLine.array(Math.multiplyExact(count, floats()))];
        Window window = shape.window();
        int taps = window.kernelH() * window.kernelW();
        for (int i = 0; i < weights.length; i++) {
            int o = i / depth;
            int c = i % depth / taps;
            int kh = i % taps / window.kernelW();
            int kw = i % window.kernelW();
            int k = (kh * shape.ic() + c) * window.kernelW() + kw;
            packed[at(o / COLUMNS) + k * COLUMNS + o % COLUMNS] = weights[i];
        }
        this.bias = new float[count * COLUMNS];
        if (bias != null) {
            System.arraycopy(bias, 0, this.bias, 0, shape.oc());
        }
        least = epilogue.relu() ? 0 : Float.NEGATIVE_INFINITY;
    }

    /** Blocks of 16 output channels. */
    int ocBlocks() {
        return ocBlocks;
    }

    int count() {
        return count;
    }

    /** Weights of an output channel. */
    int depth() {
        return depth;
    }

    float[] packed() {
        return packed;
    }

    /** Where a panel starts in {@link #packed}. */
    int at(int panel) {
        return CacheLine.START + panel * floats();
    }

    /** {@link PixelBlock#COLUMNS} for each panel. */
    float[] bias() {
        return bias;
    }

    /** 0 for a ReLU, else minus infinity. */
    float least() {
        return least;
    }

    private int floats() {
        return depth * COLUMNS;
    }

    long bytes() {
        return (long) Float.BYTES * (count * floats() + bias.length);
    }
}
