package fcn.kernels.winograd;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.LANES;

/**
 * The transforms of F(m×m, r×r) on blocks of 16 channels: a tile of n×n inputs, n = m + r - 1, to
 * n² points, and n² points to m×m outputs. Both are two one-dimensional passes, each of which
 * leaves the tile transposed.
 *
 * <p>Each pass is a method of its own: C2 inlines so much and no more, and boxes the vectors of
 * what is left. Its loop runs over vectors that are read or written a constant apart, whose bounds
 * are then checked once for all.
 */
public abstract sealed class TileTransform implements Tile
        permits TileF2, TileF3Taps7, TileF4, EightPoints {
    private final CookToom matrices;
    private final int m;
    private final int n;
    private final double[][] g;

    TileTransform(CookToom matrices) {
        this.matrices = matrices;
        this.m = matrices.m();
        this.n = matrices.n();
        this.g = matrices.gAsDouble();
    }

    @Override
    public int m() {
        return m;
    }

    @Override
    public int r() {
        return matrices.r();
    }

    @Override
    public int n() {
        return n;
    }

    @Override
    public int scratchFloats() {
        return n * n * BLOCK;
    }

    /** The transforms as matrices, exactly. */
    public CookToom matrices() {
        return matrices;
    }

    /** Whether small integers are transformed exactly: all constants are small dyadic fractions. */
    public boolean exactOnIntegers() {
        return false;
    }

    /**
     * n vectors of {@code B^T d}: vector i reads n vectors {@code step} apart from {@code from + 16
     * i} on, writes n vectors {@code toStep} apart from {@code to + i·toNext} on.
     */
    abstract void inputPass(
            float[] in, int from, int step, float[] out, int to, int toStep, int toNext);

    /**
     * {@code count} vectors of {@code A^T d}: vector i reads n vectors {@code step} apart from
     * {@code from + i·next} on, writes m vectors {@code toStep} apart from {@code to + 16 i} on.
     */
    abstract void outputPass(
            float[] in, int from, int step, int next, float[] out, int to, int toStep, int count);

    /** {@code B^T d B}. */
    @Override
    public final void input(
            float[] in,
            int from,
            int rowStep,
            float[] out,
            int to,
            int point,
            float[] scratch,
            int at) {
        for (int lane = 0; lane < BLOCK; lane += LANES) {
            inputPass(in, from + lane, rowStep, scratch, at + lane, BLOCK, n * BLOCK);
            inputPass(scratch, at + lane, n * BLOCK, out, to + lane, point, n * point);
        }
    }

    /** {@code A^T p A}. */
    @Override
    public final void output(
            float[] in,
            int from,
            int point,
            float[] out,
            int to,
            int rowStep,
            float[] scratch,
            int at) {
        for (int lane = 0; lane < BLOCK; lane += LANES) {
            int row = n * point;
            outputPass(in, from + lane, point, row, scratch, at + lane, n * BLOCK, n);
            outputPass(scratch, at + lane, BLOCK, n * BLOCK, out, to + lane, rowStep, m);
        }
    }

    /** {@code G w G^T}, by way of {@code rows = G w}. */
    @Override
    public final void weights(double[][] weights, double[][] rows, double[][] points) {
        int r = r();
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < r; x++) {
                combine(g[y], weights, x, r, rows[y * r + x]);
            }
            for (int x = 0; x < n; x++) {
                combine(g[x], rows, y * r, 1, points[y * n + x]);
            }
        }
    }

    /** {@code out = Σ factors[k] · values[first + k·step]}, of an odd number of factors. */
    private static void combine(
            double[] factors, double[][] values, int first, int step, double[] out) {
        double[] a = values[first];
        double[] b = values[first + step];
        double[] c = values[first + 2 * step];
        sum(factors[0], a, factors[1], b, factors[2], c, out);
        for (int k = 3; k < factors.length; k += 2) {
            a = values[first + k * step];
            b = values[first + (k + 1) * step];
            add(factors[k], a, factors[k + 1], b, out);
        }
    }

    private static void sum(
            double f, double[] a, double g, double[] b, double h, double[] c, double[] out) {
        for (int i = 0; i < COLUMNS; i++) {
            out[i] = f * a[i] + g * b[i] + h * c[i];
        }
    }

    private static void add(double f, double[] a, double g, double[] b, double[] out) {
        for (int i = 0; i < COLUMNS; i++) {
            out[i] += f * a[i] + g * b[i];
        }
    }
}
