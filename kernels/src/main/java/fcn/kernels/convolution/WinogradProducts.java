package fcn.kernels.convolution;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.clock.Phase;
import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.winograd.TransformedWeights;

/**
 * From transformed inputs to outputs: for a block of tiles and a chunk of output channels one GEMM
 * for each point, two for a complex one, then the output transform. A workspace holds the
 * transformed inputs, points × IC/16 × {@code inputPlane}, and the products, points × chunk/16 ×
 * {@code plane}.
 */
final class WinogradProducts {
    private final WinogradTiles tiles;
    private final TransformedWeights weights;
    private final int inputPlane;
    private final int plane;
    private final int chunkPanels;

    /**
     * @param inputTiles tiles whose transformed inputs lie side by side
     * @param blockTiles tiles that are multiplied at once, at most
     * @param chunk output channels that are multiplied at once; whole panels and blocks of 16
     */
    WinogradProducts(
            WinogradTiles tiles,
            TransformedWeights weights,
            int inputTiles,
            int blockTiles,
            int chunk) {
        this.tiles = tiles;
        this.weights = weights;
        this.inputPlane = PackedGemm.rows(inputTiles) * BLOCK;
        this.plane = PackedGemm.rows(blockTiles) * BLOCK;
        this.chunkPanels = chunk / COLUMNS;
    }

    /** Floats from one point of the transformed inputs to the next. */
    int inputPoint() {
        int planes = tiles.icBlocks() * inputPlane;
        return tiles.parts() == 1 ? offset(planes) : planes;
    }

    int inputFloats() {
        return Math.multiplyExact(tiles.inputPoints(), inputPoint());
    }

    int productFloats() {
        return Math.multiplyExact(tiles.parts() * weights.points(), productPoint());
    }

    int chunks() {
        return Math.ceilDiv(weights.panels(), chunkPanels);
    }

    private int productPoint() {
        return offset(chunkPanels * COLUMNS / BLOCK * plane);
    }

    /** A line more than whole planes, lest all points fall on the same sets of the cache. */
    private static int offset(int planes) {
        return planes + BLOCK;
    }

    /**
     * Transforms a block of 16 channels of {@code count} tiles to place {@code at} among those side
     * by side.
     */
    void input(
            float[] map,
            int block,
            int first,
            int count,
            float[] workspace,
            int transformed,
            int at,
            int scratch) {
        int to = transformed + block * inputPlane + at * BLOCK;
        tiles.input(map, block, first, count, workspace, to, inputPoint(), scratch);
        int tail = (PackedGemm.rows(count) - count) * BLOCK;
        tiles.clear(workspace, to + count * BLOCK, tail, inputPoint());
    }

    /**
     * Outputs of one chunk of channels for {@code count} tiles, whose inputs begin at place {@code
     * at}.
     */
    void output(
            float[] workspace,
            int transformed,
            int at,
            int products,
            int scratch,
            int chunk,
            int first,
            int count,
            float[] map) {
        int panel = chunk * chunkPanels;
        int panels = Math.min(chunkPanels, weights.panels() - panel);
        Phase.MULTIPLY.begin();
        int parts = tiles.parts();
        for (int point = 0; point < parts * weights.points(); point++) {
            int a = point / parts * (2 * parts - 1) + point % parts;
            PackedGemm.multiply(
                    workspace,
                    transformed + a * inputPoint() + at * BLOCK,
                    inputPlane,
                    PackedGemm.rows(count),
                    parts * tiles.icBlocks(),
                    weights.packed(point / parts),
                    weights.at(panel),
                    weights.panelFloats(),
                    panels,
                    workspace,
                    products + point * productPoint(),
                    plane,
                    false);
        }
        Phase.TRANSFORM_OUTPUT.begin();
        int firstBlock = panel * COLUMNS / BLOCK;
        int endBlock = Math.min(tiles.ocBlocks(), (panel + panels) * COLUMNS / BLOCK);
        for (int block = firstBlock; block < endBlock; block++) {
            int from = products + (block - firstBlock) * plane;
            tiles.output(workspace, from, productPoint(), block, first, count, map, scratch);
        }
    }
}
