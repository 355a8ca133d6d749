package fcn.kernels.operation;

import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;

/**
 * ReLU, {@code max(x, 0) + slope · min(x, 0)}, over as many floats as a map takes, in any layout;
 * may overwrite its input.
 */
public final class Rectifier implements Operation, Task {
    private final int floats;
    private final float slope;
    private float[] input;
    private float[] output;

    public Rectifier(int floats, float slope) {
        this.floats = floats;
        this.slope = slope;
    }

    @Override
    public void run(float[][] inputs, float[] output, Team team) {
        this.input = inputs[0];
        this.output = output;
        team.run(Chunk.count(floats), this);
    }

    @Override
    public void run(int index, int thread) {
        int end = Chunk.end(index, floats);
        if (slope == 0) {
            for (int i = Chunk.start(index); i < end; i++) {
                output[i] = Math.max(input[i], 0);
            }
        } else {
            for (int i = Chunk.start(index); i < end; i++) {
                output[i] = Math.max(input[i], 0) + slope * Math.min(input[i], 0);
            }
        }
    }
}
