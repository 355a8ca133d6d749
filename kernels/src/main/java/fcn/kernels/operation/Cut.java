package fcn.kernels.operation;

import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.Crop;
import fcn.reference.tensor.Shape;

/** A crop: a task copies the rows of one plane of the output. */
public final class Cut implements Operation, Task {
    private final Box from;
    private final Box to;
    private final int image;
    private final int plane;
    private final int top;
    private final int left;
    private float[] input;
    private float[] output;

    /**
     * For an input and an output of these shapes.
     *
     * @param layout one in which it {@link #fits}
     */
    public Cut(Crop layer, Shape from, Shape to, Layout layout) {
        this.from = Box.of(from, layout);
        this.to = Box.of(to, layout);
        image = layer.offset(0);
        plane = layer.offset(1);
        top = layer.offset(2);
        left = layer.offset(3) * (this.from.row() / from.w());
    }

    /** Whether blocks stay whole: in blocks of channels only if it takes all channels. */
    public static boolean fits(Shape from, Shape to, Layout layout) {
        return layout == Layout.NCHW || from.c() == to.c();
    }

    @Override
    public void run(float[][] inputs, float[] output, Team team) {
        this.input = inputs[0];
        this.output = output;
        team.run(to.images() * to.planes(), this);
    }

    @Override
    public void run(int index, int thread) {
        int fromPlane = (image + index / to.planes()) * from.planes() + plane + index % to.planes();
        for (int y = 0; y < to.rows(); y++) {
            System.arraycopy(
                    input,
                    (fromPlane * from.rows() + top + y) * from.row() + left,
                    output,
                    (index * to.rows() + y) * to.row(),
                    to.row());
        }
    }
}
