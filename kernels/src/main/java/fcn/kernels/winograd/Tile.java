package fcn.kernels.winograd;

/**
 * A fast convolution of a tile: n×n inputs and r×r weights are transformed to points, multiplied
 * and summed over channels point by point, and transformed back to m×m outputs. Pixels are blocks
 * of 16 channels.
 */
public interface Tile {
    /** Outputs along an axis of a tile. */
    int m();

    /** Weights along an axis of a kernel. */
    int r();

    /** Inputs along an axis of a tile. */
    int n();

    /** Points at which weights are multiplied. */
    default int points() {
        return n() * n();
    }

    /**
     * Numbers that a point consists of: 1, or 2 where points are complex. The inputs of a complex
     * point are then three, imaginary, real and minus imaginary part, its products two, imaginary
     * and real part, and its weights two, real and imaginary part.
     */
    default int parts() {
        return 1;
    }

    /** Floats of scratch that {@link #input} and {@link #output} need. */
    int scratchFloats();

    /**
     * Transforms n×n pixels.
     *
     * @param rowStep floats from one row of pixels to the next
     * @param point floats from one of the points, or parts of points, to the next in {@code out}
     * @param scratch {@link #scratchFloats} from {@code at} on
     */
    void input(
            float[] in,
            int from,
            int rowStep,
            float[] out,
            int to,
            int point,
            float[] scratch,
            int at);

    /**
     * Transforms products back to m×m pixels.
     *
     * @param point floats from one of the points, or parts of points, to the next in {@code in}
     * @param rowStep floats from one row of pixels to the next
     * @param scratch {@link #scratchFloats} from {@code at} on
     */
    void output(
            float[] in,
            int from,
            int point,
            float[] out,
            int to,
            int rowStep,
            float[] scratch,
            int at);

    /**
     * Transforms r×r weights, a number of output channels at once.
     *
     * @param weights r² rows of a value for each of a panel's channels
     * @param rows scratch, {@code parts · n · r} rows
     * @param points as many rows as there are points, or parts of points
     */
    void weights(double[][] weights, double[][] rows, double[][] points);
}
