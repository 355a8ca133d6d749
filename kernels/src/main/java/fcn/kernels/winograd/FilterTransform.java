package fcn.kernels.winograd;

import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import jdk.incubator.vector.FloatVector;

import java.util.Arrays;

/**
 * {@code G g G^T} in float32 for many filters g side by side, 3×3 on eight points or 7×7: r² rows
 * of weights in, n² rows of points out. Rows of G that belong to opposite interpolation points
 * share their even columns and, but for the sign, their odd ones, or the other way round.
 */
public final class FilterTransform {
    private final int r;
    private final float[][] g;

    /** For each row of G: 1 or -1, times which the next is the opposite point's; 0 where not. */
    private final int[] signs;

    /**
     * For the filters of a tile.
     *
     * @throws IllegalArgumentException unless they are 3×3 on eight points, or 7×7
     */
    public FilterTransform(CookToom matrices) {
        r = matrices.r();
        if (r != 7 && (r != 3 || matrices.n() != 8)) {
            throw new IllegalArgumentException(r + "x" + r + " on " + matrices.n() + " points");
        }
        g = CookToom.floats(matrices.g());
        signs = new int[g.length];
        for (int i = 0; i + 1 < g.length; i++) {
            signs[i] = sign(g[i], g[i + 1]);
        }
    }

    private static int sign(float[] row, float[] next) {
        if (Arrays.equals(next, opposite(row, 1))) {
            return 1;
        }
        return Arrays.equals(next, opposite(row, -1)) ? -1 : 0;
    }

    /** Even columns times a sign, odd ones times the other. */
    private static float[] opposite(float[] row, int sign) {
        float[] opposite = new float[row.length];
        for (int k = 0; k < row.length; k++) {
            // 0 + makes zeros equal
            opposite[k] = 0 + (k % 2 == 0 ? sign : -sign) * row[k];
        }
        return opposite;
    }

    /** Weights of a filter. */
    public int taps() {
        return r * r;
    }

    /**
     * Floats of scratch that {@link #transform} needs.
     *
     * @param tap as there
     */
    public int scratchFloats(int tap) {
        return g.length * r * tap;
    }

    /**
     * Transforms {@code filters} filters, whole vectors of them.
     *
     * @param in r² rows, {@code tap} floats from one to the next
     * @param point floats from one row of points to the next in {@code out}
     * @param scratch {@link #scratchFloats} from {@code at} on
     */
    public void transform(
            float[] in,
            int from,
            int filters,
            int tap,
            float[] out,
            int to,
            int point,
            float[] scratch,
            int at) {
        int row = r * tap;
        pass(in, from, row, row, scratch, at, row);
        for (int y = 0; y < g.length; y++) {
            pass(scratch, at + y * row, tap, filters, out, to + y * g.length * point, point);
        }
    }

    /**
     * G times r rows of {@code count} floats, {@code step} apart, to n rows {@code toStep} apart.
     */
    private void pass(float[] in, int from, int step, int count, float[] out, int to, int toStep) {
        if (r == 3) {
            eightOf3(g, in, from, step, count, out, to, toStep);
            return;
        }
        for (int i = 0; i < g.length; i++) {
            int row = to + i * toStep;
            if (signs[i] == 0) {
                multiple(g[i], in, from, step, count, out, row);
            } else {
                pairOf7(g[i], signs[i], in, from, step, count, out, row, toStep);
                i++;
            }
        }
    }

    /** The rows of zero, of three pairs, and of infinity. */
    private static void eightOf3(
            float[][] g,
            float[] in,
            int from,
            int step,
            int count,
            float[] out,
            int to,
            int toStep) {
        float zero = g[0][0];
        float even0 = g[1][0];
        float even1 = g[3][0];
        float even2 = g[5][0];
        float odd0 = g[1][1];
        float odd1 = g[3][1];
        float odd2 = g[5][1];
        float last0 = g[1][2];
        float last1 = g[3][2];
        float last2 = g[5][2];
        for (int i = 0; i < count; i += LANES) {
            FloatVector a = load(in, from + i);
            FloatVector b = load(in, from + i + step);
            FloatVector c = load(in, from + i + 2 * step);
            a.mul(zero).intoArray(out, to + i);
            FloatVector even = c.fma(FloatVector.broadcast(FLOAT, last0), a.mul(even0));
            FloatVector odd = b.mul(odd0);
            even.add(odd).intoArray(out, to + i + toStep);
            even.sub(odd).intoArray(out, to + i + 2 * toStep);
            even = c.fma(FloatVector.broadcast(FLOAT, last1), a.mul(even1));
            odd = b.mul(odd1);
            even.add(odd).intoArray(out, to + i + 3 * toStep);
            even.sub(odd).intoArray(out, to + i + 4 * toStep);
            even = c.fma(FloatVector.broadcast(FLOAT, last2), a.mul(even2));
            odd = b.mul(odd2);
            even.add(odd).intoArray(out, to + i + 5 * toStep);
            even.sub(odd).intoArray(out, to + i + 6 * toStep);
            c.intoArray(out, to + i + 7 * toStep);
        }
    }

    /** Zero's row, or infinity's: a multiple of the first weights, or of the last. */
    private static void multiple(
            float[] g, float[] in, int from, int step, int count, float[] out, int to) {
        int tap = g[0] == 0 ? g.length - 1 : 0;
        float factor = g[tap];
        for (int i = 0; i < count; i += LANES) {
            load(in, from + tap * step + i).mul(factor).intoArray(out, to + i);
        }
    }

    private static void pairOf7(
            float[] g,
            float sign,
            float[] in,
            int from,
            int step,
            int count,
            float[] out,
            int to,
            int toStep) {
        float g0 = g[0];
        float g1 = g[1];
        float g2 = g[2];
        float g3 = g[3];
        float g4 = g[4];
        float g5 = g[5];
        float g6 = g[6];
        for (int i = 0; i < count; i += LANES) {
            int read = from + i;
            FloatVector even = plus(load(in, read).mul(g0), g2, in, read + 2 * step);
            even = plus(plus(even, g4, in, read + 4 * step), g6, in, read + 6 * step);
            FloatVector odd = plus(load(in, read + step).mul(g1), g3, in, read + 3 * step);
            odd = plus(odd, g5, in, read + 5 * step);
            even.add(odd).intoArray(out, to + i);
            even.sub(odd).mul(sign).intoArray(out, to + i + toStep);
        }
    }

    private static FloatVector load(float[] in, int at) {
        return FloatVector.fromArray(FLOAT, in, at);
    }

    private static FloatVector plus(FloatVector sum, float factor, float[] in, int at) {
        return FloatVector.broadcast(FLOAT, factor).fma(load(in, at), sum);
    }
}
