package fcn.kernels.convolution;

import fcn.kernels.gemm.PackedMatrix;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

/**
 * An input in NCHW as the right operand of matrix products: for each image and group, a chunk of
 * rows at a time, channels × pixels in the panels of {@link PackedMatrix}.
 */
public final class InputPanels implements Task {
    private final ConvolutionShape shape;
    private final int channels;
    private final int rows;
    private final int chunks;
    private final int chunkFloats;
    private float[] input;
    private float[] panels;

    /** Chunks of at most {@code pixels} pixels, but at least a row. */
    public InputPanels(ConvolutionShape shape, int pixels) {
        this.shape = shape;
        channels = shape.ic() / shape.group();
        rows = Math.clamp(pixels / shape.iw(), 1, shape.ih());
        chunks = Math.ceilDiv(shape.ih(), rows);
        chunkFloats = Math.multiplyExact(channels, columns());
    }

    /** Floats that the whole input takes. */
    public int floats() {
        return Math.multiplyExact(shape.n() * shape.group() * chunks, chunkFloats);
    }

    /** Chunks of rows of a map. */
    public int chunks() {
        return chunks;
    }

    /** The first row of a chunk. */
    public int firstRow(int chunk) {
        return chunk * rows;
    }

    /** Rows of a chunk; the last may have fewer. */
    public int rows(int chunk) {
        return Math.min(rows, shape.ih() - chunk * rows);
    }

    /** Pixels of the largest chunk, rounded up to whole panels. */
    public int columns() {
        return PackedMatrix.wholePanels(rows * shape.iw());
    }

    /** Where a chunk begins, of group {@code map % groups} of image {@code map / groups}. */
    public int at(int map, int chunk) {
        return (map * chunks + chunk) * chunkFloats;
    }

    /** Packs the whole input to the beginning of {@code to}. */
    public void pack(float[] from, float[] to, Team team) {
        input = from;
        panels = to;
        team.run(shape.n() * shape.group() * chunks, this);
        input = null;
        panels = null;
    }

    /** One chunk. */
    @Override
    public void run(int index, int thread) {
        int chunk = index % chunks;
        int count = rows(chunk) * shape.iw();
        int map = shape.ih() * shape.iw();
        int from = index / chunks * channels * map + firstRow(chunk) * shape.iw();
        int to = index * chunkFloats;
        for (int k = 0; k < channels; k += PackedMatrix.DEPTH) {
            int end = Math.min(k + PackedMatrix.DEPTH, channels);
            for (int p = 0; p < count; p += PackedMatrix.COLUMNS) {
                int width = Math.min(PackedMatrix.COLUMNS, count - p);
                for (int c = k; c < end; c++, to += PackedMatrix.COLUMNS) {
                    System.arraycopy(input, from + c * map + p, panels, to, width);
                }
            }
        }
    }
}
