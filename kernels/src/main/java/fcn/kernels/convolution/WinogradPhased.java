package fcn.kernels.convolution;

import static fcn.kernels.convolution.WinogradInputs.TRANSFORMED;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.clock.Phase;
import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.kernels.winograd.TransformedWeights;
import fcn.reference.layer.ConvolutionShape;

import java.util.Optional;

/**
 * All threads transform the inputs of a group of tiles, then multiply, each point's inputs by a
 * chunk of output channels at a time, then transform back. A weight is read once for each group,
 * and a transformed input once for each chunk: for few tiles and many channels, where the weights
 * are what memory has to bring.
 */
final class WinogradPhased implements PreparedConvolution {
    /** Floats that the transformed inputs of a group, or the products of a chunk, take: 12 MiB. */
    private static final int HELD = 3 << 20;

    /** Tiles that are multiplied at once. */
    private static final int BLOCK_TILES = 192;

    /** Products that a thread takes at least, lest the last one keep all waiting. */
    private static final int SHARES = 8;

    private final WinogradTiles tiles;
    private final TransformedWeights weights;
    private final int threads;
    private final WinogradProducts products;
    private final int groupTiles;
    private final int blockTiles;
    private final int blockPanels;
    private final int splits;
    private final WinogradInputs inputs;
    private final Task multiplications = this::multiply;
    private final Task outputs = this::output;
    private int first;
    private int count;
    private int chunk;
    private float[] output;
    private float[] workspace;

    WinogradPhased(WinogradTiles tiles, TransformedWeights weights, int threads) {
        this.tiles = tiles;
        this.weights = weights;
        this.threads = threads;
        int depth = weights.macroKernel().depth(tiles.icBlocks() * BLOCK);
        int floatsPerTile = tiles.inputPoints() * depth;
        groupTiles = tiles(tiles.count(), Math.max(HELD / floatsPerTile, BLOCK_TILES));
        blockTiles = tiles(groupTiles, BLOCK_TILES);
        int whole = weights.macroKernel().columns(1);
        int points = tiles.points();
        int held = Math.max(HELD / points / groupTiles / whole, 1) * whole;
        int share = share(weights.columns(), held);
        int channels = Math.ceilDiv(share, whole) * whole;
        products =
                new WinogradProducts(
                        tiles,
                        weights.macroKernel(),
                        weights.panels(),
                        groupTiles,
                        groupTiles,
                        channels);
        inputs = new WinogradInputs(products, blockTiles);
        blockPanels = whole / weights.macroKernel().columns();
        int shares = products.panels(0) / blockPanels;
        splits = Math.clamp(Math.ceilDiv(SHARES * threads, points), 1, shares);
    }

    /** What the weights are to be packed for. */
    static MacroKernel macroKernel(ConvolutionShape shape) {
        return MacroKernel.fastest(shape.ic(), shape.oc());
    }

    /** The largest of as few shares of equal size as {@code most} allows. */
    private static int share(int all, int most) {
        return Math.ceilDiv(all, Math.ceilDiv(all, most));
    }

    private int tiles(int all, int most) {
        return weights.macroKernel().blockRows(all, Math.ceilDiv(all, most));
    }

    @Override
    public Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
        return Optional.of(new WinogradPhased(tiles.on(shape, placement), weights, threads));
    }

    @Override
    public int workspaceFloats(int threads) {
        int held = Math.addExact(products.inputFloats(), products.productFloats());
        int scratch = Math.multiplyExact(threads, tiles.scratchFloats());
        return CacheLine.array(Math.addExact(held, scratch));
    }

    @Override
    public long preparedBytes() {
        return weights.bytes();
    }

    @Override
    public void run(float[] input, float[] output, float[] workspace, Team team) {
        this.output = output;
        this.workspace = workspace;
        for (first = 0; first < tiles.count(); first += groupTiles) {
            count = Math.min(groupTiles, tiles.count() - first);
            inputs.transform(
                    input, workspace, first, count, scratch(0), tiles.scratchFloats(), team);
            for (chunk = 0; chunk < products.chunks(); chunk++) {
                team.run(products.points() * splits, multiplications);
                team.run(products.blocks(chunk) * inputs.blocks(), outputs);
            }
        }
    }

    private int product() {
        return TRANSFORMED + products.inputFloats();
    }

    private int scratch(int thread) {
        return product() + products.productFloats() + thread * tiles.scratchFloats();
    }

    /** All tiles of the group at a point, by a share of the chunk's panels: whole blocks of 16. */
    private void multiply(int index, int thread) {
        int point = index / splits;
        int shares = products.panels(chunk) / blockPanels;
        int from = index % splits * shares / splits * blockPanels;
        int to = (index % splits + 1) * shares / splits * blockPanels;
        Phase.MULTIPLY.begin();
        for (int at = 0; at < count; at += blockTiles) {
            int rows = products.rows(inputs.part(at));
            products.multiply(
                    workspace, TRANSFORMED, product(), weights, chunk, point, from, to, at, rows);
        }
        Phase.end();
    }

    /** 16 channels of a block of tiles. */
    private void output(int index, int thread) {
        int at = inputs.at(index);
        int part = inputs.part(at);
        int block = index / inputs.blocks();
        Phase.TRANSFORM_OUTPUT.begin();
        products.output(
                workspace, product(), chunk, block, first + at, at, part, output, scratch(thread));
        Phase.end();
    }
}
