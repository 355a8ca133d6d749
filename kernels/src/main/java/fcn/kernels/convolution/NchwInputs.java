package fcn.kernels.convolution;

import static fcn.kernels.convolution.PixelBlock.PIXELS;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import java.util.Arrays;

/**
 * The inputs of a run of pixels of some rows of a {@link DirectNchw}, copied from the map, padded,
 * to where a micro-kernel reads them; once for all rows that share them.
 */
abstract sealed class NchwInputs permits NchwTapInputs, NchwRowInputs {
    /** Floats of the inputs that are copied at a time, at most: half of an L2 cache of 512 KB. */
    static final int COPIED = 1 << 16;

    /**
     * Rows that are computed at a time, at most. Many: two threads that write neighbouring runs of
     * a row disturb each other.
     */
    private static final int ROWS = 8;

    final NchwPanels panels;
    final ConvolutionShape shape;
    final Window window;
    private final int rowStep;
    private final int run;

    /**
     * @param most pixels of a run
     */
    NchwInputs(NchwPanels panels, ConvolutionShape shape, int most) {
        this.panels = panels;
        this.shape = shape;
        this.window = shape.window();
        this.rowStep = Math.max(1, window.strideH() / window.dilationH());
        int runs = Math.ceilDiv(shape.ow(), most);
        this.run = Math.ceilDiv(Math.ceilDiv(shape.ow(), runs), PIXELS) * PIXELS;
    }

    /** The way that is faster for a shape. */
    static NchwInputs of(NchwPanels panels, ConvolutionShape shape) {
        return NchwRowInputs.serve(shape)
                ? new NchwRowInputs(panels, shape)
                : new NchwTapInputs(panels, shape);
    }

    /** Pixels of a run, whole blocks. */
    final int run() {
        return run;
    }

    /** Rows of a run: as many as share copies that fit. */
    final int rows() {
        boolean shared = window.strideH() % window.dilationH() == 0;
        int inputRows = COPIED / (shape.ic() * rowFloats());
        int fit = (inputRows - window.kernelH()) / rowStep + 1;
        return shared ? Math.clamp(fit, 1, ROWS) : 1;
    }

    /** Copied floats for a row of an input channel. */
    abstract int rowFloats();

    /** Floats of a workspace that the copies take. */
    abstract int floats();

    /** Rows of input channels that {@link #rows} rows are made of. */
    final int channelRows() {
        return shape.ic() * inputRows(rows());
    }

    private int inputRows(int rows) {
        return (rows - 1) * rowStep + window.kernelH();
    }

    /**
     * Columns of the input from the first tap of the first of so many pixels to the last's last.
     */
    final int extent(int pixels) {
        return (pixels - 1) * window.strideW() + (window.kernelW() - 1) * window.dilationW() + 1;
    }

    /** Copies the inputs of {@code count} pixels of some rows, filled up to whole blocks. */
    final void copy(
            float[] map,
            int image,
            int y,
            int rows,
            int x,
            int count,
            float[] workspace,
            int copies) {
        int filled = Math.ceilDiv(count, PIXELS) * PIXELS;
        int length = extent(filled);
        int left = x * window.strideW() - window.padW();
        int top = y * window.strideH() - window.padH();
        for (int i = 0; i < inputRows(rows); i++) {
            int iy = top + i * window.dilationH();
            for (int c = 0; c < shape.ic(); c++) {
                int index = i * shape.ic() + c;
                int to = copies + padded(index);
                if (iy >= 0 && iy < shape.ih()) {
                    int from = ((image * shape.ic() + c) * shape.ih() + iy) * shape.iw();
                    PaddedRow.copy(map, from, shape.iw(), left, 1, workspace, to, length);
                } else {
                    Arrays.fill(workspace, to, to + length, 0);
                }
                spread(workspace, copies, index, filled);
            }
        }
    }

    /** Where a padded row goes, from the beginning of the copies on. */
    abstract int padded(int index);

    /** Makes of a padded row what the micro-kernel reads, where that is not the row itself. */
    void spread(float[] workspace, int copies, int index, int count) {}

    /** The first of the rows of input channels that a row of the run is made of. */
    final int firstRow(int row) {
        return row * rowStep * shape.ic();
    }

    /**
     * Computes the blocks of pixels from {@code first} to before {@code end} of a row of the run by
     * a panel. The loop is the subclass's: a virtual call for each block would take 5% of the time.
     *
     * @param to where channel 0 of the first pixel goes; others follow 16 floats apart
     * @param next where channel LANES of it goes
     */
    abstract void sums(
            int panel,
            float[] workspace,
            int copies,
            int row,
            int first,
            int end,
            float[] out,
            int to,
            int next);
}
