package fcn.kernels.convolution;

import static fcn.kernels.convolution.PixelBlock.COLUMNS;
import static fcn.kernels.convolution.PixelBlock.PIXELS;
import static fcn.kernels.convolution.PixelBlock.STRIDE;
import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.reference.layer.ConvolutionShape;

import jdk.incubator.vector.FloatVector;

/**
 * Every tap's inputs side by side, for {@link PixelBlock}: strips of {@link PixelBlock#STRIDE}
 * pixels, one behind the other for each tap. For any window.
 */
final class NchwTapInputs extends NchwInputs {
    /** Strips of a run, at most: a row of most images. */
    private static final int STRIPS = 4;

    private final int strips;
    private final int strip;
    private final int step;

    NchwTapInputs(NchwPanels panels, ConvolutionShape shape) {
        super(panels, shape, Math.clamp(COPIED / (panels.depth() * STRIDE), 1, STRIPS) * STRIDE);
        strips = Math.ceilDiv(run(), STRIDE);
        strip = channelRows() * window.kernelW() * STRIDE;
        step = firstRow(1) * window.kernelW() * STRIDE;
    }

    @Override
    int rowFloats() {
        return window.kernelW() * Math.ceilDiv(run(), STRIDE) * STRIDE;
    }

    /** The copies, and a padded row. */
    @Override
    int floats() {
        int vectors = Math.ceilDiv(run(), BLOCK) * BLOCK;
        return strips * strip + Math.ceilDiv(extent(vectors), BLOCK) * BLOCK;
    }

    @Override
    int padded(int index) {
        return strips * strip;
    }

    @Override
    void spread(float[] workspace, int copies, int index, int count) {
        for (int kw = 0; kw < window.kernelW(); kw++) {
            int from = copies + padded(index) + kw * window.dilationW();
            tap(workspace, from, copies + (index * window.kernelW() + kw) * STRIDE, count);
        }
    }

    /** What a tap sees of a padded row; whole vectors, so that some lanes more are written. */
    private void tap(float[] workspace, int from, int to, int count) {
        int stride = window.strideW();
        for (int first = 0; first < count; first += STRIDE, to += strip) {
            int end = Math.min(first + STRIDE, count);
            if (stride == 1) {
                for (int i = first; i < end; i += LANES) {
                    FloatVector.fromArray(FLOAT, workspace, from + i)
                            .intoArray(workspace, to + i - first);
                }
            } else {
                for (int i = first; i < end; i++) {
                    workspace[to + i - first] = workspace[from + i * stride];
                }
            }
        }
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
            PixelBlock.sum(
                    workspace,
                    inputs + p / STRIDE * strip + p % STRIDE,
                    panels.depth(),
                    packed,
                    weights,
                    bias,
                    panel * COLUMNS,
                    least,
                    out,
                    to + (p - first) * BLOCK,
                    next + (p - first) * BLOCK);
        }
    }
}
