package fcn.kernels.winograd;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;

import jdk.incubator.vector.FloatVector;

/** F(2×2, 7×7) on the points 0, ±1, ±2, ±1/2: 16 multiplications for 49. */
public final class TileF2Taps7 extends EightPoints {
    public TileF2Taps7() {
        super(7);
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
            FloatVector sums = p1.add(p2).add(p3.add(p4)).add(p5.add(p6));
            p0.add(sums).intoArray(out, write);
            FloatVector twos = p3.sub(p4).fma(FloatVector.broadcast(FLOAT, 2f), p1.sub(p2));
            p5.sub(p6)
                    .fma(FloatVector.broadcast(FLOAT, 0.5f), twos)
                    .add(p7)
                    .intoArray(out, write + toStep);
        }
    }
}
