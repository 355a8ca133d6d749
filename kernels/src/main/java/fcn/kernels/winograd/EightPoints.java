package fcn.kernels.winograd;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;

import jdk.incubator.vector.FloatVector;

import java.util.List;

/**
 * The input transform on the points 0, ±1, ±2, ±1/2, which does not depend on the number of
 * weights.
 */
abstract sealed class EightPoints extends TileTransform permits TileF6, TileF4Taps5, TileF2Taps7 {
    private static final List<Rational> POINTS =
            List.of(
                    Rational.of(0),
                    Rational.of(1),
                    Rational.of(-1),
                    Rational.of(2),
                    Rational.of(-2),
                    Rational.of(1, 2),
                    Rational.of(-1, 2));

    EightPoints(int r) {
        super(CookToom.of(r, POINTS));
    }

    @Override
    final void inputPass(
            float[] in, int from, int step, float[] out, int to, int toStep, int toNext) {
        for (int i = 0; i < 8; i++) {
            int read = from + i * BLOCK;
            int write = to + i * toNext;
            FloatVector d0 = FloatVector.fromArray(FLOAT, in, read);
            FloatVector d1 = FloatVector.fromArray(FLOAT, in, read + step);
            FloatVector d2 = FloatVector.fromArray(FLOAT, in, read + 2 * step);
            FloatVector d3 = FloatVector.fromArray(FLOAT, in, read + 3 * step);
            FloatVector d4 = FloatVector.fromArray(FLOAT, in, read + 4 * step);
            FloatVector d5 = FloatVector.fromArray(FLOAT, in, read + 5 * step);
            FloatVector d6 = FloatVector.fromArray(FLOAT, in, read + 6 * step);
            FloatVector d7 = FloatVector.fromArray(FLOAT, in, read + 7 * step);
            FloatVector c = FloatVector.broadcast(FLOAT, 5.25f);
            d2.sub(d4).fma(c, d6.sub(d0)).intoArray(out, write);
            FloatVector even = d4.fma(FloatVector.broadcast(FLOAT, -4.25f), d2.add(d6));
            FloatVector odd = d3.fma(FloatVector.broadcast(FLOAT, -4.25f), d1.add(d5));
            even.add(odd).intoArray(out, write + toStep);
            even.sub(odd).intoArray(out, write + 2 * toStep);
            FloatVector half = FloatVector.broadcast(FLOAT, 0.5f);
            FloatVector two = FloatVector.broadcast(FLOAT, 2f);
            FloatVector middle = d3.mul(-2.5f);
            even =
                    d2.fma(
                            FloatVector.broadcast(FLOAT, 0.25f),
                            d4.fma(FloatVector.broadcast(FLOAT, -1.25f), d6));
            odd = d1.fma(half, d5.fma(two, middle));
            even.add(odd).intoArray(out, write + 3 * toStep);
            even.sub(odd).intoArray(out, write + 4 * toStep);
            even =
                    d2.fma(
                            FloatVector.broadcast(FLOAT, 4f),
                            d4.fma(FloatVector.broadcast(FLOAT, -5f), d6));
            odd = d1.fma(two, d5.fma(half, middle));
            even.add(odd).intoArray(out, write + 5 * toStep);
            even.sub(odd).intoArray(out, write + 6 * toStep);
            d3.sub(d5).fma(c, d7.sub(d1)).intoArray(out, write + 7 * toStep);
        }
    }
}
