package fcn.kernels.convolution;

import static fcn.kernels.gemm.MicroKernel.ROWS;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.cache.Caches;
import fcn.kernels.clock.Phase;
import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.kernels.winograd.TransformedWeights;
import fcn.reference.layer.ConvolutionShape;

import java.util.Optional;

/**
 * Each thread takes blocks of tiles from input to output, within its second-level cache if that
 * pays. All weights pass by every block: for many tiles and few channels.
 */
final class WinogradFused implements PreparedConvolution, Task {
    private static final int LEAST_TILES = 12;

    /** Of a block that need not stay in the cache. */
    private static final int MANY_TILES = 48;

    /** Output channels whose products are held at once. */
    private static final int CHUNK = 32;

    private final WinogradTiles tiles;
    private final TransformedWeights weights;
    private final int threads;
    private final WinogradProducts products;
    private final int blockTiles;
    private float[] input;
    private float[] output;
    private float[] workspace;

    WinogradFused(WinogradTiles tiles, TransformedWeights weights, int threads) {
        this.tiles = tiles;
        this.weights = weights;
        this.threads = threads;
        int chunk = Math.min(weights.columns(), CHUNK);
        int most = blockTiles(chunk);
        int blocks = Math.ceilDiv(tiles.count(), most);
        if (blocks < 8 * threads) {
            blocks = Math.ceilDiv(blocks, threads) * threads;
        }
        blockTiles = weights.macroKernel().blockRows(tiles.count(), blocks);
        products =
                new WinogradProducts(
                        tiles,
                        weights.macroKernel(),
                        weights.panels(),
                        blockTiles,
                        blockTiles,
                        chunk);
    }

    /** What the weights are to be packed for: wider panels would take twice the products. */
    static MacroKernel macroKernel(ConvolutionShape shape) {
        boolean narrow = MacroKernel.STRIPS.columns() <= MacroKernel.PLANES.columns();
        return narrow ? MacroKernel.fastest(shape.ic(), shape.oc()) : MacroKernel.PLANES;
    }

    /**
     * Tiles whose transformed inputs and products stay in half of the cache, beside the weights
     * that pass by; or more, where that brings less from beyond it: a block's weights once, then a
     * tile's inputs once for each chunk and its products, both written before (their lines read).
     */
    private int blockTiles(int chunk) {
        int depth = weights.macroKernel().depth(tiles.icBlocks() * BLOCK);
        int inputs = tiles.inputPoints() * depth;
        int products = tiles.points() * chunk;
        int chunks = Math.ceilDiv(weights.columns(), chunk);
        int held = Caches.SECOND_LEVEL_BYTES / 2 / Float.BYTES / (inputs + products);
        int few = Math.clamp(held - held % ROWS, LEAST_TILES, MANY_TILES);
        double all = (double) weights.bytes() / Float.BYTES;
        double spilled = inputs * (2.0 + chunks) + products * 3.0 * chunks;
        return all / few > all / MANY_TILES + spilled ? MANY_TILES : few;
    }

    @Override
    public Optional<PreparedConvolution> on(ConvolutionShape shape, Placement placement) {
        return Optional.of(new WinogradFused(tiles.on(shape, placement), weights, threads));
    }

    @Override
    public int workspaceFloats(int threads) {
        return CacheLine.array(Math.multiplyExact(threads, slice()));
    }

    private int slice() {
        return Math.addExact(products.inputFloats(), products.productFloats())
                + tiles.scratchFloats();
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
        team.run(Math.ceilDiv(tiles.count(), blockTiles), this);
    }

    /** One block of tiles. */
    @Override
    public void run(int index, int thread) {
        int first = index * blockTiles;
        int count = Math.min(blockTiles, tiles.count() - first);
        int transformed = CacheLine.START + thread * slice();
        int product = transformed + products.inputFloats();
        int scratch = product + products.productFloats();
        int rows = products.rows(count);
        Phase.TRANSFORM_INPUT.begin();
        for (int block = 0; block < products.inputBlocks(); block++) {
            products.input(input, block, first, count, workspace, transformed, 0, scratch);
        }
        for (int chunk = 0; chunk < products.chunks(); chunk++) {
            Phase.MULTIPLY.begin();
            int panels = products.panels(chunk);
            for (int point = 0; point < products.points(); point++) {
                products.multiply(
                        workspace, transformed, product, weights, chunk, point, 0, panels, 0, rows);
            }
            Phase.TRANSFORM_OUTPUT.begin();
            for (int block = 0; block < products.blocks(chunk); block++) {
                products.output(workspace, product, chunk, block, first, 0, count, output, scratch);
            }
        }
        Phase.end();
    }
}
