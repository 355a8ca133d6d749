package fcn.kernels.layout;

import fcn.reference.tensor.Shape;

/** How a feature map N×C×H×W lies in a float array. */
public enum Layout {
    /** N×C×H×W, W running fastest. */
    NCHW,
    /**
     * N × ⌈C/16⌉ × H × W × 16: blocks of 16 channels, the channels of a pixel side by side
     * (oneDNN's nChw16c). Channels beyond C in the last block are zero; whoever writes a map writes
     * them.
     */
    NCHW16C;

    /** Channels in a block of {@link #NCHW16C}, at every vector width. */
    public static final int BLOCK = 16;

    /** Blocks of 16 that hold {@code channels}. */
    public static int blocks(int channels) {
        return Math.ceilDiv(channels, BLOCK);
    }

    /** Planes of height × width of an image: a channel each, or a block of 16. */
    public int planes(int channels) {
        return this == NCHW ? channels : blocks(channels);
    }

    /**
     * Floats that a map of this shape takes.
     *
     * @throws ArithmeticException when a Java array cannot hold them
     */
    public int floats(Shape shape) {
        return Math.toIntExact(
                switch (this) {
                    case NCHW -> shape.count();
                    case NCHW16C -> shape.with(1, blocks(shape.c()) * BLOCK).count();
                });
    }
}
