package fcn.kernels.winograd;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;

import jdk.incubator.vector.FloatVector;

import java.util.List;
import java.util.stream.Stream;

/**
 * F(3×3, 7×7) on the points ±1/4, ±3/5, ±5/4, ±5/2: 9 multiplications for 49. Opposite points have
 * the same even columns of B^T and, but for the sign, the same odd ones, so each pair is a pass of
 * its own.
 */
public final class TileF3Taps7 extends TileTransform {
    private static final List<Rational> MAGNITUDES =
            List.of(Rational.of(1, 4), Rational.of(3, 5), Rational.of(5, 4), Rational.of(5, 2));

    private final float[][] bt;
    private final float[][] at;

    public TileF3Taps7() {
        super(
                CookToom.of(
                        7,
                        MAGNITUDES.stream()
                                .flatMap(p -> Stream.of(p, Rational.ZERO.minus(p)))
                                .toList()));
        bt = CookToom.floats(matrices().bt());
        at = CookToom.floats(matrices().at());
    }

    @Override
    void inputPass(float[] in, int from, int step, float[] out, int to, int toStep, int toNext) {
        for (int point = 0; point < 8; point += 2) {
            opposite(bt[point], in, from, step, out, to + point * toStep, toStep, toNext);
        }
        infinity(bt[8], in, from, step, out, to + 8 * toStep, toNext);
    }

    /** A point, of which the row of B^T is given, and the opposite one. */
    private static void opposite(
            float[] row,
            float[] in,
            int from,
            int step,
            float[] out,
            int to,
            int toStep,
            int toNext) {
        for (int i = 0; i < 9; i++) {
            int read = from + i * BLOCK;
            int write = to + i * toNext;
            FloatVector even = FloatVector.fromArray(FLOAT, in, read).mul(row[0]);
            even = plus(even, row[2], in, read + 2 * step);
            even = plus(even, row[4], in, read + 4 * step);
            even = plus(even, row[6], in, read + 6 * step);
            FloatVector odd = FloatVector.fromArray(FLOAT, in, read + step).mul(row[1]);
            odd = plus(odd, row[3], in, read + 3 * step);
            odd = plus(odd, row[5], in, read + 5 * step);
            odd = odd.add(FloatVector.fromArray(FLOAT, in, read + 7 * step));
            odd.add(even).intoArray(out, write);
            odd.sub(even).intoArray(out, write + toStep);
        }
    }

    private static void infinity(
            float[] row, float[] in, int from, int step, float[] out, int to, int toNext) {
        for (int i = 0; i < 9; i++) {
            int read = from + i * BLOCK;
            FloatVector even = FloatVector.fromArray(FLOAT, in, read).mul(row[0]);
            even = plus(even, row[2], in, read + 2 * step);
            even = plus(even, row[4], in, read + 4 * step);
            even = plus(even, row[6], in, read + 6 * step);
            even.add(FloatVector.fromArray(FLOAT, in, read + 8 * step))
                    .intoArray(out, to + i * toNext);
        }
    }

    private static FloatVector plus(FloatVector sum, float factor, float[] in, int at) {
        return FloatVector.broadcast(FLOAT, factor).fma(FloatVector.fromArray(FLOAT, in, at), sum);
    }

    @Override
    void outputPass(
            float[] in, int from, int step, int next, float[] out, int to, int toStep, int count) {
        for (int i = 0; i < count; i++) {
            int read = from + i * next;
            int write = to + i * BLOCK;
            FloatVector zeroth = FloatVector.zero(FLOAT);
            FloatVector first = FloatVector.zero(FLOAT);
            FloatVector second = FloatVector.fromArray(FLOAT, in, read + 8 * step);
            for (int point = 0; point < 8; point += 2) {
                FloatVector p = FloatVector.fromArray(FLOAT, in, read + point * step);
                FloatVector q = FloatVector.fromArray(FLOAT, in, read + (point + 1) * step);
                FloatVector sum = p.add(q);
                zeroth = zeroth.add(sum);
                first = FloatVector.broadcast(FLOAT, at[1][point]).fma(p.sub(q), first);
                second = FloatVector.broadcast(FLOAT, at[2][point]).fma(sum, second);
            }
            zeroth.intoArray(out, write);
            first.intoArray(out, write + toStep);
            second.intoArray(out, write + 2 * toStep);
        }
    }
}
