package fcn.kernels.operation;

import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.tensor.Shape;

import java.util.List;

/**
 * Concatenation: for each index of the axes before the joined one, the inputs' runs of memory one
 * after the other. A task is one input at one such index.
 */
public final class Joining implements Operation, Task {
    private final int[] lengths;
    private final int[] offsets;
    private final int outputLength;
    private final int runs;
    private float[][] inputs;
    private float[] output;

    /**
     * For inputs of these shapes.
     *
     * @param layout one in which they {@link #fits}
     */
    public Joining(int axis, List<Shape> shapes, Layout layout) {
        lengths = new int[shapes.size()];
        offsets = new int[shapes.size()];
        int length = 0;
        for (int i = 0; i < lengths.length; i++) {
            Box box = Box.of(shapes.get(i), layout);
            lengths[i] = box.extent(axis) * box.step(axis);
            offsets[i] = length;
            length += lengths[i];
        }
        outputLength = length;
        int before = 1;
        for (int a = 0; a < axis; a++) {
            before *= Box.of(shapes.getFirst(), layout).extent(a);
        }
        runs = before;
    }

    /** Whether blocks stay whole: only the last input may have channels beside its blocks. */
    public static boolean fits(int axis, List<Shape> shapes, Layout layout) {
        return layout == Layout.NCHW
                || axis != 1
                || shapes.subList(0, shapes.size() - 1).stream()
                        .allMatch(shape -> shape.c() % Layout.BLOCK == 0);
    }

    @Override
    public void run(float[][] inputs, float[] output, Team team) {
        this.inputs = inputs;
        this.output = output;
        team.run(runs * lengths.length, this);
    }

    @Override
    public void run(int index, int thread) {
        int run = index / lengths.length;
        int input = index % lengths.length;
        System.arraycopy(
                inputs[input],
                run * lengths[input],
                output,
                run * outputLength + offsets[input],
                lengths[input]);
    }
}
