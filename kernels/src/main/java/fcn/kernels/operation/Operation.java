package fcn.kernels.operation;

import fcn.kernels.threads.Team;

/** What a layer that is no convolution does, made ready for one shape. One run at a time. */
public interface Operation {
    /**
     * Computes; writes the whole output. The same bits for any number of threads.
     *
     * @param inputs in the layout that the operation was made for, as the output
     */
    void run(float[][] inputs, float[] output, Team team);
}
