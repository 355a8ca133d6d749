package fcn.kernels.convolution;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.clock.Phase;
import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.kernels.winograd.TransformedWeights;
import fcn.reference.layer.ConvolutionShape;

import java.util.Optional;

/**
 * All threads transform the inputs of a group of tiles together, then each takes chunks of output
 * channels through products and output transform. A weight is read once for each group: for few
 * tiles and many channels, where the transformed weights are what memory has to bring.
 */
final class WinogradPhased implements PreparedConvolution {
    /** Floats of transformed inputs that a group may take, about a third-level cache: 24 MiB. */
    private static final int GROUP = 6 << 20;

    /** Tiles that are multiplied at once. */
    private static final int BLOCK_TILES = 192;

    /** Output channels whose products a thread holds at once, at most. */
    private static final int CHUNK = 128;

    /** Where the transformed inputs lie in the workspace. */
    private static final int TRANSFORMED = CacheLine.START;

    private final WinogradTiles tiles;
    private final TransformedWeights weights;
    private final int threads;
    private final WinogradProducts products;
    private final int groupTiles;
    private final int blockTiles;
    private final Task inputs = this::input;
    private final Task outputs = this::output;
    private int first;
    private int count;
    private float[] input;
    private float[] output;
    private float[] workspace;

    WinogradPhased(WinogradTiles tiles, TransformedWeights weights, int threads) {
        this.tiles = tiles;
        this.weights = weights;
        this.threads = threads;
        int floatsPerTile = tiles.inputPoints() * tiles.icBlocks() * BLOCK;
        groupTiles = shares(tiles.count(), Math.max(GROUP / floatsPerTile, BLOCK_TILES));
        blockTiles = shares(groupTiles, BLOCK_TILES);
        int whole = Math.max(COLUMNS, BLOCK);
        int share = Math.ceilDiv(weights.columns(), threads) / whole * whole;
        int chunk = Math.clamp(share, whole, Math.min(CHUNK, weights.columns()));
        products = new WinogradProducts(tiles, weights, groupTiles, blockTiles, chunk);
    }

    /**
     * {@code all} in as few shares of equal size as {@code most} allows, each in whole
     * micro-kernels.
     */
    private static int shares(int all, int most) {
        return PackedGemm.rows(Math.ceilDiv(all, Math.ceilDiv(all, most)));
    }

    @Override
    public Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
        return Optional.of(new WinogradPhased(tiles.on(shape, placement), weights, threads));
    }

    @Override
    public int workspaceFloats(int threads) {
        return CacheLine.array(
                Math.addExact(products.inputFloats(), Math.multiplyExact(threads, slice())));
    }

    private int slice() {
        return products.productFloats() + tiles.scratchFloats();
    }

    @Override
    public long preparedBytes() {
        return weights.bytes();
    }

    @Override
    public void run(float[] input, float[] output, float[] workspace, Team team) {
        this.input = input;
        this.output = output;
        this.workspace = workspace;
        for (first = 0; first < tiles.count(); first += groupTiles) {
            count = Math.min(groupTiles, tiles.count() - first);
            team.run(tiles.icBlocks() * blocks(), inputs);
            team.run(products.chunks(), outputs);
        }
    }

    private int blocks() {
        return Math.ceilDiv(count, blockTiles);
    }

    private int product(int thread) {
        return TRANSFORMED + products.inputFloats() + thread * slice();
    }

    private int scratch(int thread) {
        return product(thread) + products.productFloats();
    }

    /** 16 channels of a block of tiles. */
    private void input(int index, int thread) {
        int at = index % blocks() * blockTiles;
        int part = Math.min(blockTiles, count - at);
        int block = index / blocks();
        Phase.TRANSFORM_INPUT.begin();
        products.input(input, block, first + at, part, workspace, TRANSFORMED, at, scratch(thread));
        Phase.end();
    }

    /** A chunk of output channels for all tiles of the group. */
    private void output(int chunk, int thread) {
        for (int at = 0; at < count; at += blockTiles) {
            int part = Math.min(blockTiles, count - at);
            products.output(
                    workspace,
                    TRANSFORMED,
                    at,
                    product(thread),
                    scratch(thread),
                    chunk,
                    first + at,
                    part,
                    output);
        }
        Phase.end();
    }
}
