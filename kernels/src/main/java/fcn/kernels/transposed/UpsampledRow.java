package fcn.kernels.transposed;

import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.reference.layer.Window;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

import java.util.Arrays;

/**
 * Rows of inputs widened to rows of outputs, a channel's factor v at a time, and sums of widened
 * rows. With X = x + p = q·s + r, column x takes from input q - m the tap with d·k = m·s + r; a
 * widened row begins at the first X that is a multiple of s.
 */
final class UpsampledRow {
    /** Lanes 0, 0, 1, 1 and so on. */
    private static final VectorShuffle<Float> TWICE_LOWER = VectorShuffle.fromOp(FLOAT, i -> i / 2);

    /** The same of the second half. */
    private static final VectorShuffle<Float> TWICE_UPPER =
            VectorShuffle.fromOp(FLOAT, i -> (i + LANES) / 2);

    private final int iw;
    private final int ow;
    private final int stride;
    private final int firstQ;
    private final int endQ;
    private final int margin;
    private final int reach;
    private final int span;
    private final float[] v;

    /** For the {@code ow} columns from the {@code pad}th of all that a row of inputs reaches. */
    UpsampledRow(int iw, int pad, int ow, Window window, RankOne[] factors) {
        this.iw = iw;
        this.ow = ow;
        stride = window.strideW();
        firstQ = pad / stride;
        endQ = (ow - 1 + pad) / stride + 1;
        margin = pad % stride;
        reach = (window.kernelW() - 1) * window.dilationW() / stride;
        span = Math.ceilDiv(stride, LANES) * LANES;
        v = new float[Math.multiplyExact(factors.length * (reach + 1), span)];
        for (int c = 0; c < factors.length; c++) {
            for (int k = 0; k < window.kernelW(); k++) {
                int m = k * window.dilationW() / stride;
                int r = k * window.dilationW() % stride;
                int to = (c * (reach + 1) + m) * span;
                for (int lane = r; lane < (isPairs() ? LANES : r + 1); lane += 2) {
                    v[to + lane] = factors[c].v()[k];
                }
            }
        }
    }

    long keptFloats() {
        return v.length;
    }

    /** Columns in pairs: whole vectors of inputs, each of them twice, times v. */
    private boolean isPairs() {
        return stride == 2;
    }

    /** Inputs from q = firstQ on, filled up to whole vectors. */
    private int filled() {
        return Math.ceilDiv(endQ - firstQ, LANES) * LANES;
    }

    /** Floats of a widened row. */
    int floats() {
        return isPairs() ? 2 * filled() : (endQ - firstQ - 1) * stride + span;
    }

    /** Floats that {@link #widen} needs beside: a row of inputs with zeros around it. */
    int paddedFloats() {
        return isPairs() ? reach + Math.max(iw, firstQ + filled()) : 0;
    }

    /** Makes the zeros there. */
    void pad(float[] wide, int padded) {
        if (isPairs()) {
            Arrays.fill(wide, padded, padded + reach, 0);
            Arrays.fill(wide, padded + reach + iw, padded + paddedFloats(), 0);
        }
    }

    /**
     * Widens the row of inputs at {@code in[from]}. A vector that is longer than the stride runs
     * into the columns of the next q, which come after it.
     *
     * @param padded where in {@code wide} {@link #pad} was called
     */
    void widen(int channel, float[] in, int from, float[] wide, int to, int padded) {
        int taps = channel * (reach + 1) * span;
        if (isPairs()) {
            System.arraycopy(in, from, wide, padded + reach, iw);
            for (int i = 0; i < filled(); i += LANES) {
                pairs(wide, padded + reach + firstQ + i, taps, to + 2 * i);
            }
            return;
        }
        for (int q = firstQ; q < endQ; q++, to += stride) {
            int nearest = Math.max(0, q - iw + 1);
            int farthest = Math.min(reach, q);
            for (int r = 0; r < span; r += LANES) {
                sum(in, from + q, nearest, farthest, taps + r, wide, to + r);
            }
        }
    }

    /** The two columns of each of a vector of q. */
    private void pairs(float[] wide, int at, int taps, int to) {
        FloatVector lower = FloatVector.zero(FLOAT);
        FloatVector upper = FloatVector.zero(FLOAT);
        for (int m = 0; m <= reach; m++) {
            FloatVector x = FloatVector.fromArray(FLOAT, wide, at - m);
            FloatVector factor = FloatVector.fromArray(FLOAT, v, taps + m * span);
            lower = factor.fma(x.rearrange(TWICE_LOWER), lower);
            upper = factor.fma(x.rearrange(TWICE_UPPER), upper);
        }
        lower.intoArray(wide, to);
        upper.intoArray(wide, to + LANES);
    }

    /** {@code Σ v(m) · in(at - m)} over m, a vector of columns. */
    private void sum(
            float[] in, int at, int nearest, int farthest, int taps, float[] wide, int to) {
        FloatVector sum = FloatVector.zero(FLOAT);
        for (int m = nearest; m <= farthest; m++) {
            FloatVector x = FloatVector.broadcast(FLOAT, in[at - m]);
            sum = FloatVector.fromArray(FLOAT, v, taps + m * span).fma(x, sum);
        }
        sum.intoArray(wide, to);
    }

    /**
     * {@code out = start + a · wide[at..] + b · wide[below..]}, a row of outputs; without the last
     * term where not {@code both}. One method, as the other case is too rare to be compiled by
     * itself. The last vector ends with the row, and writes some columns again.
     */
    void store(
            float start,
            float[] wide,
            int at,
            float a,
            int below,
            float b,
            boolean both,
            float[] out,
            int to) {
        FloatVector factorA = FloatVector.broadcast(FLOAT, a);
        FloatVector factorB = FloatVector.broadcast(FLOAT, b);
        FloatVector begin = FloatVector.broadcast(FLOAT, start);
        int last = ow - LANES;
        for (int x = 0; x < ow && last >= 0; x += LANES) {
            int column = Math.min(x, last);
            FloatVector rowA = FloatVector.fromArray(FLOAT, wide, at + margin + column);
            FloatVector sum = factorA.fma(rowA, begin);
            if (both) {
                sum = factorB.fma(FloatVector.fromArray(FLOAT, wide, below + margin + column), sum);
            }
            sum.intoArray(out, to + column);
        }
        for (int x = 0; x < ow && last < 0; x++) {
            float sum = Math.fma(a, wide[at + margin + x], start);
            out[to + x] = both ? Math.fma(b, wide[below + margin + x], sum) : sum;
        }
    }

    /** {@code out += a · wide[at..] + b · wide[below..]}, where kernels reach over more rows. */
    void add(float[] wide, int at, float a, int below, float b, boolean both, float[] out, int to) {
        FloatVector factorA = FloatVector.broadcast(FLOAT, a);
        FloatVector factorB = FloatVector.broadcast(FLOAT, b);
        int whole = FLOAT.loopBound(ow);
        for (int x = 0; x < whole; x += LANES) {
            FloatVector rowA = FloatVector.fromArray(FLOAT, wide, at + margin + x);
            FloatVector sum = factorA.fma(rowA, FloatVector.fromArray(FLOAT, out, to + x));
            if (both) {
                sum = factorB.fma(FloatVector.fromArray(FLOAT, wide, below + margin + x), sum);
            }
            sum.intoArray(out, to + x);
        }
        for (int x = whole; x < ow; x++) {
            float sum = Math.fma(a, wide[at + margin + x], out[to + x]);
            out[to + x] = both ? Math.fma(b, wide[below + margin + x], sum) : sum;
        }
    }
}
