package fcn.kernels.convolution;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.kernels.winograd.TileTransform;
import fcn.kernels.winograd.TransformedWeights;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import java.util.Optional;

/**
 * Winograd's F(m×m, 3×3), fused: a thread takes a block of tiles through input transform, one GEMM
 * for each of the (m + 2)² points, and output transform with bias, ReLU and pooling, while the
 * block stays in its second-level cache (Lavin and Gray 2016; Zlateski et al., L3 Fusion, 2019).
 *
 * <p>Dense 3×3 kernels of stride 1, any padding, no groups. Layout NCHW16C.
 */
final class Winograd implements ConvolutionKernel {
    private final TileTransform tile;
    private final boolean exact;

    /**
     * @param exact whether the transforms' constants are exact in float32 and small
     */
    Winograd(TileTransform tile, boolean exact) {
        this.tile = tile;
        this.exact = exact;
    }

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        if (shape.transposed()) {
            return Optional.of("transposed");
        }
        if (shape.group() > 1) {
            return Optional.of("groups");
        }
        Window w = shape.window();
        boolean dense3x3 = w.equals(new Window(3, 3, 1, 1, w.padH(), w.padW(), 1, 1));
        return dense3x3 ? Optional.empty() : Optional.of("not a dense 3x3 of stride 1");
    }

    @Override
    public boolean supports(Epilogue epilogue) {
        return true;
    }

    @Override
    public Layout inputLayout() {
        return Layout.NCHW16C;
    }

    @Override
    public Layout outputLayout() {
        return Layout.NCHW16C;
    }

    @Override
    public boolean exactOnIntegers() {
        return exact;
    }

    /** The rounding of one output's sum over the channels, amplified by the transforms. */
    @Override
    public double errorBound(ConvolutionShape shape) {
        return tile.amplification() * ErrorBounds.sum(shape.ic());
    }

    @Override
    public long executedFlops(ConvolutionShape shape) {
        long tiles =
                (long) shape.n()
                        * Math.ceilDiv(shape.oh(), tile.m())
                        * Math.ceilDiv(shape.ow(), tile.m());
        return 2 * tiles * tile.n() * tile.n() * shape.ic() * shape.oc();
    }

    @Override
    public long preparedBytes(ConvolutionShape shape) {
        return TransformedWeights.bytes(tile, shape.ic(), shape.oc());
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        TransformedWeights transformed =
                TransformedWeights.of(tile, shape.ic(), shape.oc(), weights, team);
        WinogradTiles tiles = new WinogradTiles(tile, shape, epilogue, bias);
        return new Fused(tiles, transformed, team.threads());
    }

    private static final class Fused implements PreparedConvolution {
        /**
         * Floats of transformed inputs and products that a thread should keep in its cache: 1 MiB.
         */
        private static final int CACHE = 1 << 18;

        private static final int MAX_TILES = 96;

        private final WinogradTiles tiles;
        private final TransformedWeights weights;
        private final int icBlocks;
        private final int points;
        private final int blockTiles;
        private final int chunkPanels;
        private final int plane;
        private final int inputPoint;
        private final int productPoint;
        private float[] input;
        private float[] output;
        private float[] workspace;

        Fused(WinogradTiles tiles, TransformedWeights weights, int threads) {
            this.tiles = tiles;
            this.weights = weights;
            this.icBlocks = tiles.icBlocks();
            this.points = weights.points();
            int chunk = Math.min(weights.columns(), Math.max(COLUMNS, 4 * BLOCK));
            this.chunkPanels = chunk / COLUMNS;
            this.blockTiles = blockTiles(points * (icBlocks * BLOCK + chunk), threads);
            this.plane = blockTiles * BLOCK;
            // a line more than whole planes, lest all points fall on the same sets of the cache
            this.inputPoint = icBlocks * plane + BLOCK;
            this.productPoint = chunk / BLOCK * plane + BLOCK;
        }

        /**
         * Tiles that a thread takes at once: what the cache holds, in blocks of equal size, at
         * least one a thread.
         */
        private int blockTiles(int floatsPerTile, int threads) {
            int most = Math.clamp(CACHE / floatsPerTile, 24, MAX_TILES);
            int blocks = Math.ceilDiv(tiles.count(), most);
            if (blocks < 8 * threads) {
                blocks = Math.ceilDiv(blocks, threads) * threads;
            }
            return PackedGemm.rows(Math.ceilDiv(tiles.count(), blocks));
        }

        @Override
        public int workspaceFloats(int threads) {
            return threads * slice();
        }

        private int slice() {
            return points * (inputPoint + productPoint) + tiles.scratchFloats();
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
            team.run(Math.ceilDiv(tiles.count(), blockTiles), this::block);
        }

        private void block(int index, int thread) {
            int first = index * blockTiles;
            int count = Math.min(blockTiles, tiles.count() - first);
            int rows = PackedGemm.rows(count);
            int transformed = thread * slice();
            int products = transformed + points * inputPoint;
            int scratch = products + points * productPoint;
            for (int block = 0; block < icBlocks; block++) {
                int to = transformed + block * plane;
                tiles.input(input, block, first, count, workspace, to, inputPoint, scratch);
                tiles.clear(workspace, to + count * BLOCK, (rows - count) * BLOCK, inputPoint);
            }
            for (int panel = 0; panel < weights.panels(); panel += chunkPanels) {
                int panels = Math.min(chunkPanels, weights.panels() - panel);
                for (int point = 0; point < points; point++) {
                    PackedGemm.multiply(
                            workspace,
                            transformed + point * inputPoint,
                            plane,
                            rows,
                            icBlocks,
                            weights.packed(),
                            weights.at(point, panel),
                            weights.panelFloats(),
                            panels,
                            workspace,
                            products + point * productPoint,
                            plane,
                            false);
                }
                int firstBlock = panel * COLUMNS / BLOCK;
                int endBlock = Math.min(tiles.ocBlocks(), (panel + panels) * COLUMNS / BLOCK);
                for (int block = firstBlock; block < endBlock; block++) {
                    int from = products + (block - firstBlock) * plane;
                    tiles.output(
                            workspace, from, productPoint, block, first, count, output, scratch);
                }
            }
        }
    }
}
