package fcn.kernels.transposed;

import fcn.kernels.convolution.Placement;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.operation.Argmax;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Shape;

import java.util.Optional;

/**
 * A kernel that cannot place its output: it writes all of it into a map that is kept, from which
 * the part is taken. NCHW. A task is the rows of one channel, or for labels of one image.
 */
final class PlacedAfterwards implements PreparedConvolution, Task {
    private final PreparedConvolution kernel;
    private final ConvolutionShape shape;
    private final Placement placement;
    private final boolean whole;
    private final float[] map;
    private final float[][] best;
    private float[] output;

    PlacedAfterwards(PreparedConvolution kernel, ConvolutionShape shape) {
        this(kernel, shape, Placement.whole(shape.output()));
    }

    private PlacedAfterwards(
            PreparedConvolution kernel, ConvolutionShape shape, Placement placement) {
        this.kernel = kernel;
        this.shape = shape;
        this.placement = placement;
        whole = placement.equals(Placement.whole(shape.output()));
        map = new float[whole ? 0 : Math.toIntExact(shape.output().count())];
        best = new float[shape.n()][placement.part().columns().length()];
    }

    PreparedConvolution kernel() {
        return kernel;
    }

    @Override
    public Optional<PreparedConvolution> on(ConvolutionShape other, Placement placement) {
        Optional<PreparedConvolution> resized =
                other.equals(shape)
                        ? Optional.of(kernel)
                        : kernel.on(other, Placement.whole(other.output()));
        return resized.map(on -> new PlacedAfterwards(on, other, placement));
    }

    @Override
    public int workspaceFloats(int threads) {
        return kernel.workspaceFloats(threads);
    }

    @Override
    public long preparedBytes() {
        return kernel.preparedBytes() + (long) Float.BYTES * map.length;
    }

    @Override
    public void run(float[] input, float[] output, float[] workspace, Team team) {
        if (whole) {
            kernel.run(input, output, workspace, team);
            return;
        }
        kernel.run(input, map, workspace, team);
        this.output = output;
        boolean label = placement.store() == Placement.Store.LABEL;
        team.run(label ? shape.n() : shape.n() * shape.oc(), this);
        this.output = null;
    }

    @Override
    public void run(int index, int thread) {
        for (int y = 0; y < placement.part().rows().length(); y++) {
            int at = (index * placement.height() + placement.top() + y) * placement.width();
            take(index, placement.part().rows().from() + y, at + placement.left());
        }
    }

    private void take(int index, int y, int to) {
        int count = placement.part().columns().length();
        switch (placement.store()) {
            case PUT -> System.arraycopy(map, from(index, y), output, to, count);
            case ADD -> {
                int from = from(index, y);
                for (int i = 0; i < count; i++) {
                    output[to + i] += map[from + i];
                }
            }
            case LABEL -> {
                for (int c = 0; c < shape.oc(); c++) {
                    int from = from(index * shape.oc() + c, y);
                    Argmax.update(c, map, from, best[index], 0, output, to, count);
                }
            }
        }
    }

    private int from(int plane, int y) {
        Shape out = shape.output();
        return (plane * out.h() + y) * out.w() + placement.part().columns().from();
    }
}
