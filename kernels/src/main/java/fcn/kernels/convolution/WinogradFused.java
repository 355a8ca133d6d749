package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.cache.Caches;
import fcn.kernels.clock.Phase;
import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.kernels.winograd.TransformedWeights;
import fcn.reference.layer.ConvolutionShape;

import java.util.Optional;

/**
 * Each thread takes blocks of tiles from input to output, within its second-level cache. All
 * weights pass by every block: for many tiles and few channels.
 */
final class WinogradFused implements PreparedConvolution, Task {
    /** Of a core's second level; where nobody tells, 2 MiB. */
    private static final int CACHE_BYTES =
            Caches.here().l2Bytes() > 0 ? Caches.here().l2Bytes() : 2 << 20;

    private static final int LEAST_TILES = 12;
    private static final int MOST_TILES = 96;

    /** Output channels whose products are held at once. */
    private static final int CHUNK = 64;

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
        blockTiles = blockTiles(weights.points() * (tiles.icBlocks() * BLOCK + chunk), threads);
        products = new WinogradProducts(tiles, weights, blockTiles, blockTiles, chunk);
    }

    /**
     * What half the cache holds of transformed inputs and products, in blocks of about equal size,
     * as many as occupy all threads alike.
     */
    private int blockTiles(int floatsPerTile, int threads) {
        // Weights from beyond the cache pass by each block: larger ones pay, even if they spill.
        int large = weights.bytes() > 4L * CACHE_BYTES ? 2 : 1;
        int held = large * CACHE_BYTES / 2 / Float.BYTES;
        int most = Math.clamp(held / floatsPerTile, large * LEAST_TILES, MOST_TILES);
        int blocks = Math.ceilDiv(tiles.count(), most);
        if (blocks < 8 * threads) {
            blocks = Math.ceilDiv(blocks, threads) * threads;
        }
        return PackedGemm.rows(Math.ceilDiv(tiles.count(), blocks));
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
        Phase.TRANSFORM_INPUT.begin();
        for (int block = 0; block < tiles.icBlocks(); block++) {
            products.input(input, block, first, count, workspace, transformed, 0, scratch);
        }
        for (int chunk = 0; chunk < products.chunks(); chunk++) {
            products.output(
                    workspace, transformed, 0, product, scratch, chunk, first, count, output);
        }
        Phase.end();
    }
}
