package fcn.kernels.convolution;

import fcn.kernels.layout.Layout;
import fcn.reference.layer.ConvolutionShape;

/**
 * The patches that a convolution multiplies with its weights, as rows of a matrix: a row for each
 * output pixel, a column k for each weight of an output channel, filled up to blocks of 16.
 */
interface Patches {
    /** Of a map in that layout. */
    static Patches of(Layout layout, ConvolutionShape shape) {
        return layout == Layout.NCHW ? new ScalarPatches(shape) : new BlockPatches(shape);
    }

    /** Blocks of 16 k. */
    int blocks();

    /** The column of weight {@code index} of an output channel, in Caffe's order IC × KH × KW. */
    int k(int index);

    /**
     * Writes block {@code block} of 16 k of the patches of {@code count} pixels: pixel t goes to
     * {@code to + stride·t}.
     *
     * @param first the first pixel, counted over the output's rows
     */
    void pack(
            float[] map,
            int image,
            int block,
            int first,
            int count,
            float[] out,
            int to,
            int stride);

    /**
     * Whether the map itself is the matrix, as for a 1×1 kernel: pixel t of block {@code block} of
     * 16 k lies at {@link #at} + 16 t.
     */
    default boolean inPlace() {
        return false;
    }

    /**
     * Whether {@code rows} pixels of the blocks up to {@code lastBlock} can be read as they lie:
     * those that fill up the last micro-kernel are whatever follows, but there must be something.
     */
    default boolean inPlace(float[] map, int image, int lastBlock, int first, int rows) {
        return inPlace() && at(image, lastBlock, first) + rows * Layout.BLOCK <= map.length;
    }

    /** Where pixel {@code first} of a block lies in the map, when {@link #inPlace}. */
    default int at(int image, int block, int first) {
        throw new IllegalStateException("patches of this shape have to be packed");
    }
}
