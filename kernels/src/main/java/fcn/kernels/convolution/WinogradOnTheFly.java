package fcn.kernels.convolution;

import static fcn.kernels.convolution.WinogradInputs.TRANSFORMED;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.clock.Phase;
import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.kernels.winograd.Filters;
import fcn.reference.layer.ConvolutionShape;

import java.util.Optional;

/**
 * Transforms the weights in each run, see {@link Filters}. All threads transform the inputs of a
 * group of tiles; then each takes a chunk of output channels from weights to outputs, some input
 * channels at a time: transforms their weights into its cache, and adds their products at all
 * points. For many channels, where transformed weights would take several times the memory and come
 * from there in each run.
 */
final class WinogradOnTheFly implements PreparedConvolution {
    /**
     * Floats that the transformed inputs of a group take, at most: 8.5 MiB. Each chunk reads them
     * all, so they have to stay in the third-level cache; but each group transforms all weights.
     */
    private static final int HELD = 17 << 17;

    /** Output channels of a chunk, at least. */
    private static final int CHUNK = 64;

    /** Input channels whose transformed weights are held at once: whole planes. */
    private static final int CHANNELS = 64;

    /** Tasks that a thread takes at least, where there are tiles enough to cut chunks into. */
    private static final int SHARES = 2;

    private final WinogradTiles tiles;
    private final Filters filters;
    private final int threads;
    private final WinogradProducts products;
    private final int chunkPanels;
    private final int groupTiles;
    private final WinogradInputs inputs;
    private final int depth;
    private final int panel;
    private final int weightPoint;
    private final Task chunks = this::chunk;
    private int first;
    private int count;
    private float[] output;
    private float[] workspace;

    WinogradOnTheFly(WinogradTiles tiles, Filters filters, int threads) {
        this.tiles = tiles;
        this.filters = filters;
        this.threads = threads;
        MacroKernel macroKernel = filters.macroKernel();
        int channels = macroKernel.columns(Math.min(CHUNK, tiles.ocBlocks() * BLOCK));
        chunkPanels = channels / macroKernel.columns();
        int all = Math.ceilDiv(filters.panels(), chunkPanels);
        depth = macroKernel.depth(tiles.icBlocks() * BLOCK);
        int most = Math.max(HELD / tiles.inputPoints() / depth, 1);
        groupTiles = macroKernel.blockRows(tiles.count(), Math.ceilDiv(tiles.count(), most));
        int blockTiles = macroKernel.blockRows(groupTiles, Math.ceilDiv(SHARES * threads, all));
        products =
                new WinogradProducts(
                        tiles, macroKernel, filters.panels(), groupTiles, blockTiles, channels);
        inputs = new WinogradInputs(products, blockTiles);
        panel = Math.min(CHANNELS, depth) * macroKernel.columns();
        weightPoint = chunkPanels * panel + BLOCK;
    }

    /** What the weights are to be packed for. */
    static MacroKernel macroKernel(ConvolutionShape shape) {
        return MacroKernel.fastest(shape.ic(), shape.oc());
    }

    @Override
    public Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
        return Optional.of(new WinogradOnTheFly(tiles.on(shape, placement), filters, threads));
    }

    @Override
    public int workspaceFloats(int threads) {
        int slices = Math.multiplyExact(threads, slice());
        return CacheLine.array(Math.addExact(products.inputFloats(), slices));
    }

    /** Products, transformed weights and scratch of a thread. */
    private int slice() {
        int weights = Math.multiplyExact(tiles.points(), weightPoint);
        return Math.addExact(products.productFloats(), weights) + scratchFloats();
    }

    private int scratchFloats() {
        return Math.max(tiles.scratchFloats(), filters.scratchFloats(Math.min(CHANNELS, depth)));
    }

    @Override
    public long preparedBytes() {
        return filters.bytes();
    }

    @Override
    public void run(float[] input, float[] output, float[] workspace, Team team) {
        this.output = output;
        this.workspace = workspace;
        for (first = 0; first < tiles.count(); first += groupTiles) {
            count = Math.min(groupTiles, tiles.count() - first);
            inputs.transform(input, workspace, first, count, scratch(0), slice(), team);
            team.run(products.chunks() * inputs.blocks(), chunks);
        }
    }

    private int product(int thread) {
        return TRANSFORMED + products.inputFloats() + thread * slice();
    }

    private int weights(int thread) {
        return product(thread) + products.productFloats();
    }

    private int scratch(int thread) {
        return weights(thread) + tiles.points() * weightPoint;
    }

    /** A chunk of output channels of a block of tiles. */
    private void chunk(int index, int thread) {
        int at = inputs.at(index);
        int part = inputs.part(at);
        int chunk = index / inputs.blocks();
        for (int channel = 0; channel < depth; channel += CHANNELS) {
            int channels = Math.min(CHANNELS, depth - channel);
            Phase.TRANSFORM_WEIGHTS.begin();
            transform(chunk, channel, channels, thread);
            Phase.MULTIPLY.begin();
            multiply(chunk, channel, channels, at, products.rows(part), thread);
        }
        Phase.TRANSFORM_OUTPUT.begin();
        for (int block = 0; block < products.blocks(chunk); block++) {
            products.output(
                    workspace,
                    product(thread),
                    chunk,
                    block,
                    first + at,
                    0,
                    part,
                    output,
                    scratch(thread));
        }
        Phase.end();
    }

    private void transform(int chunk, int channel, int channels, int thread) {
        for (int i = 0; i < products.panels(chunk); i++) {
            filters.transform(
                    chunk * chunkPanels + i,
                    channel,
                    channels,
                    workspace,
                    weights(thread) + i * panel,
                    weightPoint,
                    workspace,
                    scratch(thread));
        }
    }

    private void multiply(int chunk, int channel, int channels, int at, int rows, int thread) {
        for (int point = 0; point < products.points(); point++) {
            products.multiply(
                    workspace,
                    TRANSFORMED,
                    product(thread),
                    weights(thread) + point * weightPoint,
                    panel,
                    products.panels(chunk),
                    point,
                    channel,
                    channels,
                    at,
                    rows);
        }
    }
}
