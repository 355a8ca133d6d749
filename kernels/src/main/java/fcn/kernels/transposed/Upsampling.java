package fcn.kernels.transposed;

import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.Placement;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.convolution.PreparedNchw;
import fcn.kernels.operation.Argmax;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import jdk.incubator.vector.FloatVector;

import java.util.Optional;

/**
 * Upsampling by {@link GatherSeparable} into a place: a task is a band of rows, of one channel or,
 * for labels, of all, one after the other. What is added or compared is summed in a row of its own
 * first.
 */
final class Upsampling extends PreparedNchw implements Task {
    /** Rows whose widened rows and best values stay in the caches. */
    private static final int BAND = 64;

    private static final int LABEL_BAND = 32;

    private final Epilogue epilogue;
    private final RankOne[] factors;
    private final Placement placement;
    private final UpsampledRows rows;
    private final int height;
    private final int width;
    private final int band;
    private final int bands;

    Upsampling(
            ConvolutionShape shape,
            Epilogue epilogue,
            RankOne[] factors,
            float[] bias,
            Placement placement) {
        super(shape, epilogue, bias);
        this.epilogue = epilogue;
        this.factors = factors;
        this.placement = placement;
        rows = new UpsampledRows(shape, placement.part(), factors);
        height = placement.part().rows().length();
        width = placement.part().columns().length();
        bands = Math.ceilDiv(height, isLabel() ? LABEL_BAND : BAND);
        band = Math.ceilDiv(height, bands);
    }

    private boolean isLabel() {
        return placement.store() == Placement.Store.LABEL;
    }

    @Override
    public Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
        return Optional.of(new Upsampling(shape, epilogue, factors, bias, placement));
    }

    @Override
    protected long keptFloats() {
        return rows.keptFloats();
    }

    /** Widened rows; a row of sums; for labels, the best values so far. */
    @Override
    public int workspaceFloats(int threads) {
        return Math.multiplyExact(threads, rows.floats(band) + width * (isLabel() ? 1 + band : 1));
    }

    @Override
    protected void compute(Team team) {
        team.run(shape.n() * (isLabel() ? 1 : shape.oc()) * bands, this);
    }

    @Override
    public void run(int index, int thread) {
        int first = index % bands * band;
        int end = Math.min(first + band, height);
        int wide = thread * workspaceFloats(1);
        if (isLabel()) {
            for (int c = 0; c < shape.oc(); c++) {
                label(index / bands, c, first, end, wide);
            }
        } else {
            put(index / bands, first, end, wide);
        }
    }

    private int place(int map, int y) {
        int row = map * placement.height() + placement.top() + y;
        return row * placement.width() + placement.left();
    }

    private void put(int map, int first, int end, int wide) {
        int c = map % shape.oc();
        rows.widen(map, c, first, end, input, workspace, wide);
        boolean add = placement.store() == Placement.Store.ADD;
        int sums = wide + rows.floats(band);
        for (int y = first; y < end; y++) {
            int at = place(map, y);
            if (add) {
                sum(c, y, first, wide, workspace, sums);
                add(workspace, sums, output, at, width);
            } else {
                sum(c, y, first, wide, output, at);
            }
        }
    }

    private void label(int image, int c, int first, int end, int wide) {
        rows.widen(image * shape.oc() + c, c, first, end, input, workspace, wide);
        int sums = wide + rows.floats(band);
        for (int y = first; y < end; y++) {
            sum(c, y, first, wide, workspace, sums);
            int best = sums + (1 + y - first) * width;
            Argmax.update(c, workspace, sums, workspace, best, output, place(image, y), width);
        }
    }

    private void sum(int c, int y, int first, int wide, float[] out, int at) {
        rows.sum(bias[c], c, y, first, workspace, wide, out, at);
        end(out, at, width);
    }

    private static void add(float[] from, int at, float[] out, int to, int count) {
        int whole = FLOAT.loopBound(count);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector sum = FloatVector.fromArray(FLOAT, from, at + i);
            FloatVector.fromArray(FLOAT, out, to + i).add(sum).intoArray(out, to + i);
        }
        for (int i = whole; i < count; i++) {
            out[to + i] += from[at + i];
        }
    }
}
