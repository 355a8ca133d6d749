package fcn.kernels.fourier;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.winograd.Tile;

import jdk.incubator.vector.FloatVector;

import java.util.Arrays;

/**
 * A T×T tile as T × (T/2 + 1) complex frequencies, and the outputs that its wrapping round does not
 * reach (overlap-save): T less the weights' span, plus 1, along an axis, or one fewer so that 2×2
 * pools do not straddle tiles. Two real rows are transformed as one complex row; twice the inputs'
 * frequencies result, which the weights take back.
 */
public final class FourierTile implements Tile {
    private final int r;
    private final int dilation;
    private final int n;
    private final int m;
    private final int half;
    private final FourierPass pass;

    /**
     * A tile for r×r weights.
     *
     * @param size T, a power of two above the weights' span
     */
    public FourierTile(int size, int r, int dilation) {
        this.n = size;
        this.r = r;
        this.dilation = dilation;
        this.m = (size - dilation * (r - 1)) / 2 * 2;
        this.half = size / 2;
        this.pass = new FourierPass(size);
    }

    @Override
    public int m() {
        return m;
    }

    @Override
    public int r() {
        return r;
    }

    @Override
    public int n() {
        return n;
    }

    @Override
    public int points() {
        return n * (half + 1);
    }

    @Override
    public int parts() {
        return 2;
    }

    /** The frequencies' real and imaginary parts, then a row's. */
    @Override
    public int scratchFloats() {
        return 2 * (points() + n) * LANES;
    }

    @Override
    public void input(
            float[] in,
            int from,
            int rowStep,
            float[] out,
            int to,
            int point,
            float[] scratch,
            int at) {
        int im = at + points() * LANES;
        int row = im + points() * LANES;
        int line = (half + 1) * LANES;
        for (int lane = 0; lane < BLOCK; lane += LANES) {
            for (int y = 0; y < n; y += 2) {
                copy(in, from + y * rowStep + lane, BLOCK, scratch, row, LANES, n);
                copy(
                        in,
                        from + (y + 1) * rowStep + lane,
                        BLOCK,
                        scratch,
                        row + n * LANES,
                        LANES,
                        n);
                pass.forward(scratch, row, row + n * LANES, LANES);
                for (int k = 0; k <= half; k++) {
                    int to0 = y * line + k * LANES;
                    int p = row + pass.place(k) * LANES;
                    int q = row + pass.place((n - k) % n) * LANES;
                    separate(scratch, p, q, n * LANES, at + to0, im + to0, line);
                }
            }
            for (int k = 0; k < line; k += LANES) {
                pass.forward(scratch, at + k, im + k, line);
            }
            for (int p = 0; p < points(); p++) {
                store(
                        scratch,
                        at + p * LANES,
                        im + p * LANES,
                        out,
                        to + 3 * p * point + lane,
                        point);
            }
        }
    }

    /** Frequency k of two real rows from those of {@code first + i second}, k at p and -k at q. */
    private static void separate(float[] d, int p, int q, int im, int toRe, int toIm, int line) {
        FloatVector pr = FloatVector.fromArray(FLOAT, d, p);
        FloatVector pi = FloatVector.fromArray(FLOAT, d, p + im);
        FloatVector qr = FloatVector.fromArray(FLOAT, d, q);
        FloatVector qi = FloatVector.fromArray(FLOAT, d, q + im);
        pr.add(qr).intoArray(d, toRe);
        pi.sub(qi).intoArray(d, toIm);
        pi.add(qi).intoArray(d, toRe + line);
        qr.sub(pr).intoArray(d, toIm + line);
    }

    private static void store(float[] d, int re, int im, float[] out, int to, int point) {
        FloatVector i = FloatVector.fromArray(FLOAT, d, im);
        i.intoArray(out, to);
        FloatVector.fromArray(FLOAT, d, re).intoArray(out, to + point);
        i.neg().intoArray(out, to + 2 * point);
    }

    @Override
    public void output(
            float[] in,
            int from,
            int point,
            float[] out,
            int to,
            int rowStep,
            float[] scratch,
            int at) {
        int im = at + points() * LANES;
        int row = im + points() * LANES;
        int line = (half + 1) * LANES;
        for (int lane = 0; lane < BLOCK; lane += LANES) {
            copy(in, from + lane, 2 * point, scratch, im, LANES, points());
            copy(in, from + point + lane, 2 * point, scratch, at, LANES, points());
            for (int k = 0; k < line; k += LANES) {
                pass.inverse(scratch, at + k, im + k, line);
            }
            for (int y = 0; y < m; y += 2) {
                for (int k = 0; k <= half; k++) {
                    int from0 = y * line + k * LANES;
                    int p = row + pass.place(k) * LANES;
                    int q = row + pass.place((n - k) % n) * LANES;
                    combine(scratch, at + from0, im + from0, line, p, q, n * LANES);
                }
                pass.inverse(scratch, row, row + n * LANES, LANES);
                int pixels = to + y * rowStep + lane;
                copy(scratch, row, LANES, out, pixels, BLOCK, m);
                copy(scratch, row + n * LANES, LANES, out, pixels + rowStep, BLOCK, m);
            }
        }
    }

    /** Frequencies k and -k of {@code first + i second} from k of two real rows. */
    private static void combine(float[] d, int re, int im, int line, int p, int q, int toIm) {
        FloatVector fr = FloatVector.fromArray(FLOAT, d, re);
        FloatVector fi = FloatVector.fromArray(FLOAT, d, im);
        FloatVector sr = FloatVector.fromArray(FLOAT, d, re + line);
        FloatVector si = FloatVector.fromArray(FLOAT, d, im + line);
        fr.add(si).intoArray(d, q);
        sr.sub(fi).intoArray(d, q + toIm);
        fr.sub(si).intoArray(d, p);
        fi.add(sr).intoArray(d, p + toIm);
    }

    private static void copy(
            float[] in, int from, int step, float[] out, int to, int toStep, int count) {
        for (int i = 0; i < count; i++) {
            FloatVector.fromArray(FLOAT, in, from + i * step).intoArray(out, to + i * toStep);
        }
    }

    /** The conjugate frequencies, scaled: a correlation, two transforms, twice the inputs'. */
    @Override
    public void weights(double[][] weights, double[][] rows, double[][] points) {
        double scale = 0.5 / n / n;
        for (int y = 0; y < r; y++) {
            for (int k = 0; k <= half; k++) {
                double[] re = rows[2 * (y * (half + 1) + k)];
                double[] im = rows[2 * (y * (half + 1) + k) + 1];
                Arrays.fill(re, 0);
                Arrays.fill(im, 0);
                for (int x = 0; x < r; x++) {
                    double angle = angle(k, x);
                    add(scale * Math.cos(angle), weights[y * r + x], re);
                    add(scale * Math.sin(angle), weights[y * r + x], im);
                }
            }
        }
        for (int p = 0; p < points(); p++) {
            double[] re = points[2 * p];
            double[] im = points[2 * p + 1];
            Arrays.fill(re, 0);
            Arrays.fill(im, 0);
            for (int y = 0; y < r; y++) {
                double angle = angle(pass.place(p / (half + 1)), y);
                double[] rowRe = rows[2 * (y * (half + 1) + p % (half + 1))];
                double[] rowIm = rows[2 * (y * (half + 1) + p % (half + 1)) + 1];
                add(Math.cos(angle), rowRe, re);
                add(-Math.sin(angle), rowIm, re);
                add(Math.sin(angle), rowRe, im);
                add(Math.cos(angle), rowIm, im);
            }
        }
    }

    private double angle(int frequency, int tap) {
        return 2 * Math.PI * (frequency * tap * dilation % n) / n;
    }

    private static void add(double factor, double[] values, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * values[i];
        }
    }
}
