package fcn.kernels.winograd;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;

import jdk.incubator.vector.FloatVector;

/** F(6×6, 3×3) on the points 0, ±1, ±2, ±1/2: 1.78 multiplications for 9. */
public final class TileF6 extends EightPoints {
    public TileF6() {
        super(3);
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
            FloatVector p4 = FloatVector.fromArray(FLOAT, in, read + 4 * step);
            FloatVector p5 = FloatVector.fromArray(FLOAT, in, read + 5 * step);
            FloatVector p6 = FloatVector.fromArray(FLOAT, in, read + 6 * step);
            FloatVector p7 = FloatVector.fromArray(FLOAT, in, read + 7 * step);
            FloatVector s1 = p1.add(p2);
            FloatVector d1 = p1.sub(p2);
            FloatVector s2 = p3.add(p4);
            FloatVector d2 = p3.sub(p4);
            FloatVector s3 = p5.add(p6);
            FloatVector d3 = p5.sub(p6);
            p0.add(s1).add(s2.add(s3)).intoArray(out, write);
            d2.fma(FloatVector.broadcast(FLOAT, 2f), d3.fma(FloatVector.broadcast(FLOAT, 0.5f), d1))
                    .intoArray(out, write + toStep);
            s2.fma(
                            FloatVector.broadcast(FLOAT, 4f),
                            s3.fma(FloatVector.broadcast(FLOAT, 0.25f), s1))
                    .intoArray(out, write + 2 * toStep);
            d2.fma(
                            FloatVector.broadcast(FLOAT, 8f),
                            d3.fma(FloatVector.broadcast(FLOAT, 0.125f), d1))
                    .intoArray(out, write + 3 * toStep);
            s2.fma(
                            FloatVector.broadcast(FLOAT, 16f),
                            s3.fma(FloatVector.broadcast(FLOAT, 0.0625f), s1))
                    .intoArray(out, write + 4 * toStep);
            d2.fma(
                            FloatVector.broadcast(FLOAT, 32f),
                            d3.fma(FloatVector.broadcast(FLOAT, 0.03125f), d1.add(p7)))
                    .intoArray(out, write + 5 * toStep);
        }
    }
}
