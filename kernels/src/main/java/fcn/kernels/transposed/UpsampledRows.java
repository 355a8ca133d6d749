package fcn.kernels.transposed;

import fcn.kernels.region.Region;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

/**
 * The two passes of a separable transposed convolution over a part of its output: rows of inputs
 * are widened, then each row of outputs is a sum of widened rows times values of u. With Y = y + p
 * = q·s + r, row y takes from input row q - m the value of u at d·k = m·s + r. Cutting the first
 * rows off is padding by as many more.
 */
final class UpsampledRows {
    private final UpsampledRow row;
    private final float[] u;
    private final int ih;
    private final int iw;
    private final int stride;
    private final int pad;
    private final int reach;

    UpsampledRows(ConvolutionShape shape, Region part, RankOne[] factors) {
        Window window = shape.window();
        ih = shape.ih();
        iw = shape.iw();
        stride = window.strideH();
        pad = window.padH() + part.rows().from();
        reach = (window.kernelH() - 1) * window.dilationH() / stride;
        int left = window.padW() + part.columns().from();
        row = new UpsampledRow(iw, left, part.columns().length(), window, factors);
        // u at distance d·k from the input row, zero between dilated taps
        u = new float[factors.length * (reach + 1) * stride];
        for (int c = 0; c < factors.length; c++) {
            for (int k = 0; k < window.kernelH(); k++) {
                u[c * (reach + 1) * stride + k * window.dilationH()] = factors[c].u()[k];
            }
        }
    }

    long keptFloats() {
        return u.length + row.keptFloats();
    }

    /** Floats of the widened rows for {@code rows} rows of outputs, and of what makes them. */
    int floats(int rows) {
        int held = Math.min(ih, Math.ceilDiv(rows - 1, stride) + 1 + reach);
        return Math.addExact(row.paddedFloats(), Math.multiplyExact(held, row.floats()));
    }

    private int top(int first) {
        return Math.max(0, (first + pad) / stride - reach);
    }

    /** Widens what rows {@code [first, end)} of a map of outputs of channel c are made from. */
    void widen(int map, int c, int first, int end, float[] in, float[] wide, int to) {
        int top = top(first);
        int bottom = Math.min(ih, (end - 1 + pad) / stride + 1);
        int rows = to + row.paddedFloats();
        row.pad(wide, to);
        for (int iy = top; iy < bottom; iy++) {
            row.widen(c, in, (map * ih + iy) * iw, wide, rows + (iy - top) * row.floats(), to);
        }
    }

    /**
     * Stores {@code start} and the sum for row y, which some row of inputs reaches, at {@code
     * out[to..]}.
     *
     * @param first the first row for which {@code wide} was widened
     */
    void sum(float start, int c, int y, int first, float[] wide, int at, float[] out, int to) {
        int q = (y + pad) / stride;
        int tap = c * (reach + 1) * stride + (y + pad) % stride;
        int top = top(first);
        int nearest = Math.min(q, ih - 1);
        int farthest = Math.max(q - reach, top);
        for (int iy = nearest; iy >= farthest; iy -= 2) {
            int from = at + row.paddedFloats() + (iy - top) * row.floats();
            float near = u[tap + (q - iy) * stride];
            boolean both = iy > farthest;
            float far = both ? u[tap + (q - iy + 1) * stride] : 0;
            int below = from - row.floats();
            if (iy == nearest) {
                row.store(start, wide, from, near, below, far, both, out, to);
            } else {
                row.add(wide, from, near, below, far, both, out, to);
            }
        }
    }
}
