package fcn.kernels.operation;

import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.tensor.Shape;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

import java.util.Arrays;

/**
 * The channel with the largest value of each pixel, the first of equals, as N×1×H×W from N×C×H×W. A
 * task is a row of an image.
 */
public final class Argmax implements Operation, Task {
    private final Shape shape;
    private final float[][] best;
    private float[] input;
    private float[] output;

    /** For maps of a shape, on teams of up to {@code threads} threads; keeps a row for each. */
    public Argmax(Shape shape, int threads) {
        this.shape = shape;
        best = new float[threads][shape.w()];
    }

    @Override
    public void run(float[][] inputs, float[] output, Team team) {
        this.input = inputs[0];
        this.output = output;
        team.run(shape.n() * shape.h(), this);
    }

    @Override
    public void run(int index, int thread) {
        int width = shape.w();
        int at = index * width;
        for (int c = 0; c < shape.c(); c++) {
            int row = ((index / shape.h() * shape.c() + c) * shape.h() + index % shape.h()) * width;
            update(c, input, row, best[thread], 0, output, at, width);
        }
    }

    /**
     * Takes channel {@code c} into account, after those before it: where it is larger than the best
     * so far it is the new best, and the label.
     */
    public static void update(
            int c, float[] values, int from, float[] best, int at, float[] labels, int to, int n) {
        if (c == 0) {
            System.arraycopy(values, from, best, at, n);
            Arrays.fill(labels, to, to + n, 0);
            return;
        }
        int whole = FLOAT.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector value = FloatVector.fromArray(FLOAT, values, from + i);
            FloatVector most = FloatVector.fromArray(FLOAT, best, at + i);
            VectorMask<Float> larger = most.lt(value);
            most.blend(value, larger).intoArray(best, at + i);
            FloatVector.fromArray(FLOAT, labels, to + i).blend(c, larger).intoArray(labels, to + i);
        }
        for (int i = whole; i < n; i++) {
            if (values[from + i] > best[at + i]) {
                best[at + i] = values[from + i];
                labels[to + i] = c;
            }
        }
    }
}
