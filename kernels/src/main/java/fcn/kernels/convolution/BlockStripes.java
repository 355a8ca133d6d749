package fcn.kernels.convolution;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;
import fcn.reference.tensor.Shape;

import java.util.Arrays;
import java.util.Optional;

/**
 * A convolution in NCHW16C whose threads each take a stripe of output rows by a chunk of output
 * channels, sum it in their workspace, and store it with bias, ReLU and pooling. How it is summed
 * is the algorithm's.
 */
abstract class BlockStripes implements PreparedConvolution, Task {
    /** Floats of sums: 128 KB of the second-level cache. */
    private static final int SUMS = 1 << 15;

    protected final ConvolutionShape shape;
    protected final Window window;
    protected final BlockPanels weights;

    /** Pixels from one row of sums to the next. */
    protected final int width;

    /** Floats from one block of 16 channels' sums to the next. */
    protected final int plane;

    /** Output rows of a stripe; an even number where they are pooled. */
    protected final int rows;

    protected float[] input;
    protected float[] workspace;

    private final Epilogue epilogue;
    private final ChannelBlocks channels;
    private final Shape stored;
    private final int stripes;
    private final int chunkPanels;
    private final int chunks;
    private float[] output;

    /**
     * Cuts the output.
     *
     * @param pixels of a stripe, about
     * @param width of a row of sums: at least the output's
     */
    BlockStripes(
            ConvolutionShape shape,
            Epilogue epilogue,
            BlockPanels weights,
            float[] bias,
            int pixels,
            int width,
            int threads) {
        this.shape = shape;
        this.window = shape.window();
        this.weights = weights;
        this.width = width;
        this.epilogue = epilogue;
        this.channels = new ChannelBlocks(shape.oc(), bias, epilogue.relu());
        this.stored = epilogue.output(shape);
        int whole = epilogue.pool() ? 2 : 1;
        int most = Math.clamp(pixels / width, 1, shape.oh());
        int even = Math.ceilDiv(shape.oh(), Math.ceilDiv(shape.oh(), most));
        this.rows = Math.ceilDiv(even, whole) * whole;
        this.stripes = Math.ceilDiv(shape.oh(), rows);
        this.plane = MacroKernel.PLANES.wholeRows(rows * width) * BLOCK;
        int panels = weights.panels();
        int tasks = 8 * threads / (shape.n() * shape.group() * stripes);
        int held = Math.max(1, SUMS / (plane / BLOCK * COLUMNS));
        int split = Math.clamp(Math.max(tasks, Math.ceilDiv(panels, held)), 1, panels);
        int blockPanels = Math.max(1, BLOCK / COLUMNS);
        this.chunkPanels = Math.ceilDiv(Math.ceilDiv(panels, split), blockPanels) * blockPanels;
        this.chunks = Math.ceilDiv(panels, chunkPanels);
    }

    /** Why a shape is not served: groups whose channels share a block of 16. */
    static Optional<String> unsupported(ConvolutionShape shape) {
        if (shape.transposed()) {
            return Optional.of("transposed");
        }
        int channels = shape.ic() / shape.group() % BLOCK + shape.oc() / shape.group() % BLOCK;
        return shape.group() > 1 && channels > 0
                ? Optional.of("groups that are no whole blocks of 16 channels")
                : Optional.empty();
    }

    /** Floats that {@link #sum} needs besides the sums. */
    abstract int scratchFloats();

    /**
     * Adds to the sums of rows {@code y} to {@code y + count}, which are zero: pixel (r, x) of
     * panel {@code panel} is at {@code sums + (r·width + x)·16}. What it leaves beyond the output's
     * width does not matter.
     *
     * @param map where the group's input of the image begins
     */
    abstract void sum(
            int map, int group, int y, int count, int panel, int panels, int sums, int scratch);

    @Override
    public final int workspaceFloats(int threads) {
        return CacheLine.array(Math.multiplyExact(threads, slice()));
    }

    private int sumFloats() {
        return Math.multiplyExact(Math.ceilDiv(chunkPanels * COLUMNS, BLOCK), plane);
    }

    private int slice() {
        return Math.addExact(sumFloats(), scratchFloats());
    }

    @Override
    public long preparedBytes() {
        return (long) Float.BYTES * (weights.floats() + channels.blocks() * BLOCK);
    }

    @Override
    public final void run(float[] input, float[] output, float[] workspace, Team team) {
        this.input = input;
        this.output = output;
        this.workspace = workspace;
        team.run(shape.n() * shape.group() * stripes * chunks, this);
        this.input = null;
        this.output = null;
        this.workspace = null;
    }

    @Override
    public final void run(int index, int thread) {
        int panel = index % chunks * chunkPanels;
        int panels = Math.min(chunkPanels, weights.panels() - panel);
        int y = index / chunks % stripes * rows;
        int map = index / chunks / stripes;
        int group = map % shape.group();
        int count = Math.min(rows, shape.oh() - y);
        int sums = CacheLine.START + thread * slice();
        Arrays.fill(workspace, sums, sums + sumFloats(), 0);
        int from = map * weights.inputBlocks() * shape.ih() * shape.iw() * BLOCK;
        sum(from, group, y, count, panel, panels, sums, sums + sumFloats());
        int blocks = Layout.blocks(shape.oc() / shape.group());
        int end = Math.min(blocks, Math.ceilDiv((panel + panels) * COLUMNS, BLOCK));
        for (int block = panel * COLUMNS / BLOCK; block < end; block++, sums += plane) {
            store(map / shape.group(), group * blocks + block, y, count, sums);
        }
    }

    private void store(int image, int block, int y, int count, int from) {
        int map = (image * channels.blocks() + block) * stored.h() * stored.w() * BLOCK;
        int row = width * BLOCK;
        int toRow = stored.w() * BLOCK;
        if (epilogue.pool()) {
            int to = map + y / 2 * toRow;
            int ow = shape.ow();
            channels.storePooled(workspace, from, row, count, ow, block, output, to, toRow);
        } else {
            for (int r = 0; r < count; r++) {
                int to = map + (y + r) * toRow;
                channels.store(workspace, from + r * row, shape.ow(), block, output, to);
            }
        }
    }
}
