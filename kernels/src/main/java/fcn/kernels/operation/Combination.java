package fcn.kernels.operation;

import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.Eltwise;

/**
 * Several maps of one shape and layout combined value by value: weighted sum, product or maximum.
 * The output may be the first or, of two, the second input.
 */
public final class Combination implements Operation, Task {
    private final Eltwise layer;
    private final int floats;
    private float[][] inputs;
    private float[] output;

    public Combination(Eltwise layer, int floats) {
        this.layer = layer;
        this.floats = floats;
    }

    @Override
    public void run(float[][] inputs, float[] output, Team team) {
        this.inputs = inputs;
        this.output = output;
        team.run(Chunk.count(floats), this);
    }

    @Override
    public void run(int index, int thread) {
        int start = Chunk.start(index);
        int end = Chunk.end(index, floats);
        combine(inputs[0], layer.coefficient(0), inputs[1], layer.coefficient(1), start, end);
        for (int k = 2; k < inputs.length; k++) {
            combine(output, 1, inputs[k], layer.coefficient(k), start, end);
        }
    }

    private void combine(float[] a, float ca, float[] b, float cb, int start, int end) {
        switch (layer.operation()) {
            case SUM -> {
                if (ca == 1 && cb == 1) {
                    for (int i = start; i < end; i++) {
                        output[i] = a[i] + b[i];
                    }
                } else {
                    for (int i = start; i < end; i++) {
                        output[i] = ca * a[i] + cb * b[i];
                    }
                }
            }
            case PROD -> {
                for (int i = start; i < end; i++) {
                    output[i] = a[i] * b[i];
                }
            }
            case MAX -> {
                for (int i = start; i < end; i++) {
                    output[i] = Math.max(a[i], b[i]);
                }
            }
        }
    }
}
