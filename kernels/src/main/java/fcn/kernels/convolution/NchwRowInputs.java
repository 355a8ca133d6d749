package fcn.kernels.convolution;

import static fcn.kernels.convolution.PixelBlock.COLUMNS;
import static fcn.kernels.convolution.PixelBlock.PIXELS;
import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.REGISTERS;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

/**
 * Padded rows as they are, for {@link PixelBlockOf3Taps}: a third of what {@link NchwTapInputs}
 * copies, which a first-level cache holds. For three neighbouring taps a row, and 32 registers.
 */
final class NchwRowInputs extends NchwInputs {
    private final int rowFloats;
    private final int windowRows;
    private final int step;

    NchwRowInputs(NchwPanels panels, ConvolutionShape shape) {
        super(panels, shape, COPIED / (shape.ic() * shape.window().kernelH()) / BLOCK * BLOCK);
        rowFloats = (Math.ceilDiv(extent(run()), BLOCK) | 1) * BLOCK;
        windowRows = panels.depth() / PixelBlockOf3Taps.TAPS;
        step = firstRow(1) * rowFloats;
    }

    static boolean serve(ConvolutionShape shape) {
        Window window = shape.window();
        return REGISTERS == 32
                && window.kernelW() == PixelBlockOf3Taps.TAPS
                && window.strideW() == 1
                && window.dilationW() == 1;
    }

    /** An odd number of lines, lest rows fall on the same sets of the cache. */
    @Override
    int rowFloats() {
        return rowFloats;
    }

    @Override
    int floats() {
        return channelRows() * rowFloats;
    }

    @Override
    int padded(int index) {
        return index * rowFloats;
    }

    @Override
    void sums(
            int panel,
            float[] workspace,
            int copies,
            int row,
            int first,
            int end,
            float[] out,
            int to,
            int next) {
        float[] packed = panels.packed();
        float[] bias = panels.bias();
        float least = panels.least();
        int weights = panels.at(panel);
        int inputs = copies + row * step;
        for (int p = first; p < end; p += PIXELS) {
            PixelBlockOf3Taps.sum(
                    workspace,
                    inputs + p,
                    rowFloats,
                    windowRows,
                    packed,
                    weights,
                    PixelBlockOf3Taps.TAPS * COLUMNS,
                    bias,
                    panel * COLUMNS,
                    least,
                    out,
                    to + (p - first) * BLOCK,
                    next + (p - first) * BLOCK);
        }
    }
}
