package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.winograd.TransformedWeights;

/**
 * From transformed inputs to outputs: for a block of tiles and a chunk of output channels one GEMM
 * for each point, two for a complex one, then the output transform. A workspace holds the
 * transformed inputs, points × planes × {@code inputPlane}, as the {@link MacroKernel} reads them,
 * and the products, points × chunk/16 × {@code plane}.
 */
final class WinogradProducts {
    private final WinogradTiles tiles;
    private final MacroKernel macroKernel;
    private final int panels;
    private final int strip;
    private final int inputBlocks;
    private final int inputPlane;
    private final int inputPlanes;
    private final int inputPoint;
    private final int plane;
    private final int chunkPanels;
    private final int productPoint;

    /**
     * @param panels of weights
     * @param inputTiles tiles whose transformed inputs lie side by side
     * @param blockTiles tiles whose products lie side by side
     * @param chunk output channels whose products are held; whole panels and blocks of 16
     */
    WinogradProducts(
            WinogradTiles tiles,
            MacroKernel macroKernel,
            int panels,
            int inputTiles,
            int blockTiles,
            int chunk) {
        this.tiles = tiles;
        this.macroKernel = macroKernel;
        this.panels = panels;
        this.strip = macroKernel.strip();
        int depth = macroKernel.depth(tiles.icBlocks() * BLOCK);
        this.inputBlocks = depth / BLOCK;
        this.inputPlane = macroKernel.rows(inputTiles) * strip;
        this.inputPlanes = tiles.parts() * depth / strip;
        int planes = depth / strip * inputPlane;
        this.inputPoint = tiles.parts() == 1 ? offset(planes) : planes;
        this.plane = macroKernel.rows(blockTiles) * BLOCK;
        this.chunkPanels = chunk / macroKernel.columns();
        this.productPoint = offset(chunk / BLOCK * plane);
    }

    /** Blocks of 16 input channels, filled up to whole planes. */
    int inputBlocks() {
        return inputBlocks;
    }

    int inputFloats() {
        return Math.multiplyExact(tiles.inputPoints(), inputPoint);
    }

    int productFloats() {
        return Math.multiplyExact(points(), productPoint);
    }

    int chunks() {
        return Math.ceilDiv(panels, chunkPanels);
    }

    /** Panels of weights of a chunk. */
    int panels(int chunk) {
        return Math.min(chunkPanels, panels - chunk * chunkPanels);
    }

    /** Blocks of 16 output channels of a chunk. */
    int blocks(int chunk) {
        int end = (chunk * chunkPanels + panels(chunk)) * macroKernel.columns() / BLOCK;
        return Math.min(tiles.ocBlocks(), end) - firstBlock(chunk);
    }

    private int firstBlock(int chunk) {
        return chunk * chunkPanels * macroKernel.columns() / BLOCK;
    }

    /** Products of a tile. */
    int points() {
        return tiles.points();
    }

    /** A line more than whole planes, lest all points fall on the same sets of the cache. */
    private static int offset(int planes) {
        return planes + BLOCK;
    }

    /**
     * Transforms a block of 16 channels of {@code count} tiles to place {@code at} among those side
     * by side; zeros for one of the {@link #inputBlocks} that only fills up.
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
        int channel = block * BLOCK;
        int plane = transformed + channel / strip * inputPlane + channel % strip;
        int to = plane + at * strip;
        int transforms = block < tiles.icBlocks() ? count : 0;
        tiles.input(map, block, first, transforms, workspace, to, strip, inputPoint, scratch);
        int rest = macroKernel.rows(count) - transforms;
        tiles.clear(workspace, to + transforms * strip, rest, strip, inputPoint);
    }

    /** {@code count} tiles filled up to whole micro-kernels. */
    int rows(int count) {
        return macroKernel.rows(count);
    }

    /**
     * Multiplies the tiles from place {@code at} on by panels {@code from} to {@code to} of a chunk
     * at one of the {@link #points}.
     *
     * @param rows tiles, as {@link #rows} gives them
     */
    void multiply(
            float[] workspace,
            int transformed,
            int products,
            TransformedWeights weights,
            int chunk,
            int point,
            int from,
            int to,
            int at,
            int rows) {
        int parts = tiles.parts();
        int a = point / parts * (2 * parts - 1) + point % parts;
        int c = point * productPoint + from * macroKernel.columns() / BLOCK * plane;
        macroKernel.multiply(
                workspace,
                transformed + a * inputPoint + at * strip,
                inputPlane,
                rows,
                inputPlanes,
                weights.packed(point / parts),
                weights.at(chunk * chunkPanels + from),
                weights.panelFloats(),
                to - from,
                (to - from) * macroKernel.columns(),
                workspace,
                products + c + at * BLOCK,
                plane,
                false);
    }

    /**
     * Multiplies {@code channels} input channels of the tiles by the weights of as many, {@code
     * count} panels, which lie in the workspace from {@code weights} on; for tiles of one part.
     * Starts the products at input channel 0, then adds to them.
     *
     * @param channel the first of a plane of channels
     * @param panel floats from one panel of weights to the next
     */
    void multiply(
            float[] workspace,
            int transformed,
            int products,
            int weights,
            int panel,
            int count,
            int point,
            int channel,
            int channels,
            int at,
            int rows) {
        macroKernel.multiply(
                workspace,
                transformed + point * inputPoint + channel / strip * inputPlane + at * strip,
                inputPlane,
                rows,
                channels / strip,
                workspace,
                weights,
                panel,
                count,
                count * macroKernel.columns(),
                workspace,
                products + point * productPoint,
                plane,
                channel > 0);
    }

    /**
     * Outputs of {@code count} tiles, the products of which begin at place {@code at}, in a chunk's
     * block of 16 channels.
     */
    void output(
            float[] workspace,
            int products,
            int chunk,
            int block,
            int first,
            int at,
            int count,
            float[] map,
            int scratch) {
        int from = products + block * plane + at * BLOCK;
        int channels = firstBlock(chunk) + block;
        tiles.output(workspace, from, productPoint, channels, first, count, map, scratch);
    }
}
