package fcn.kernels.winograd;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;

import jdk.incubator.vector.FloatVector;

import java.util.List;

/** F(2×2, 3×3) on the points 0, ±1: exact on small integers, 4 multiplications for 9. */
public final class TileF2 extends TileTransform {
    public TileF2() {
        super(CookToom.of(3, List.of(Rational.of(0), Rational.of(1), Rational.of(-1))));
    }

    @Override
    public boolean exactOnIntegers() {
        return true;
    }

    @Override
    void inputPass(float[] in, int from, int step, float[] out, int to, int toStep, int toNext) {
        for (int i = 0; i < 4; i++) {
            int read = from + i * BLOCK;
            int write = to + i * toNext;
            FloatVector d0 = FloatVector.fromArray(FLOAT, in, read);
            FloatVector d1 = FloatVector.fromArray(FLOAT, in, read + step);
            FloatVector d2 = FloatVector.fromArray(FLOAT, in, read + 2 * step);
            FloatVector d3 = FloatVector.fromArray(FLOAT, in, read + 3 * step);
            d2.sub(d0).intoArray(out, write);
            d1.add(d2).intoArray(out, write + toStep);
            d2.sub(d1).intoArray(out, write + 2 * toStep);
            d3.sub(d1).intoArray(out, write + 3 * toStep);
        }
    }

    @Override
    void outputPass(
            float[] in, int from, int step, int next, float[] out, int to, int toStep, int count) {
        for (int i = 0; i < count; i++) {
            int read = from + i * next;
            int write = to + i * BLOCK;
            FloatVector p0 = FloatVector.fromArray(FLOAT, in, read);
            FloatVector p1 = FloatVector.fromArray(FLOAT, in, read + step);
            FloatVector p2 = FloatVector.fromArray(FLOAT, in, read + 2 * step);
            FloatVector p3 = FloatVector.fromArray(FLOAT, in, read + 3 * step);
            p0.add(p1).add(p2).intoArray(out, write);
            p1.sub(p2).add(p3).intoArray(out, write + toStep);
        }
    }
}
