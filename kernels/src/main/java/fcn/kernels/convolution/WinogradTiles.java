package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.layout.Layout;
import fcn.kernels.winograd.Tile;
import fcn.reference.layer.ConvolutionShape;

import java.util.Arrays;

/**
 * The m×m tiles that cover the output of an r×r convolution, numbered image by image, row by row:
 * transforms their inputs, and puts bias, ReLU and pooling on their outputs. Maps in NCHW16C;
 * scratch is a slice of the caller's workspace.
 */
final class WinogradTiles {
    /** Pixels of a row that are stored together: memory is faster along a row. */
    private static final int RUN_PIXELS = 48;

    private final Tile tile;
    private final ConvolutionShape shape;
    private final Epilogue epilogue;
    private final ChannelBlocks channels;
    private final int m;
    private final int n;
    private final int ih;
    private final int iw;
    private final int oh;
    private final int ow;
    private final Placement placement;
    private final int rows;
    private final int columns;

    /** Tiles of a row whose outputs are stored together. */
    private final int run;

    WinogradTiles(
            Tile tile,
            ConvolutionShape shape,
            Epilogue epilogue,
            ChannelBlocks channels,
            Placement placement) {
        this.tile = tile;
        this.shape = shape;
        this.epilogue = epilogue;
        this.channels = channels;
        this.m = tile.m();
        this.n = tile.n();
        this.ih = shape.ih();
        this.iw = shape.iw();
        this.oh = shape.oh();
        this.ow = shape.ow();
        this.placement = placement;
        this.rows = Math.ceilDiv(oh, m);
        this.columns = Math.ceilDiv(ow, m);
        this.run = Math.clamp(RUN_PIXELS / m, 1, columns);
    }

    /** The same tiles for maps of another size. */
    WinogradTiles on(ConvolutionShape shape, Placement placement) {
        return new WinogradTiles(tile, shape, epilogue, channels, placement);
    }

    /** Tiles in all images. */
    int count() {
        return shape.n() * rows * columns;
    }

    int icBlocks() {
        return Layout.blocks(shape.ic());
    }

    int ocBlocks() {
        return channels.blocks();
    }

    /** Numbers that a point consists of. */
    int parts() {
        return tile.parts();
    }

    /** Products of a tile and output channel: one for each point, two for each complex point. */
    int points() {
        return tile.points() * tile.parts();
    }

    /** Transformed inputs of a tile and channel: each point, or three for each complex point. */
    int inputPoints() {
        return tile.points() * (2 * tile.parts() - 1);
    }

    /** What {@link #input} and {@link #output} need: the transform's, and pixels. */
    int scratchFloats() {
        return tile.scratchFloats() + Math.max(n * n, run * m * m) * BLOCK;
    }

    /**
     * Transforms the inputs of {@code count} tiles, 16 channels each: tile t of point p goes to
     * {@code to + p·point + stride·t}.
     */
    void input(
            float[] map,
            int block,
            int first,
            int count,
            float[] out,
            int to,
            int stride,
            int point,
            int scratch) {
        for (int t = 0; t < count; t++) {
            int index = first + t;
            int image = index / (rows * columns);
            int y = index / columns % rows * m - shape.window().padH();
            int x = index % columns * m - shape.window().padW();
            int origin = (image * icBlocks() + block) * ih * iw;
            int from = (origin + y * iw + x) * BLOCK;
            boolean inside = y >= 0 && y + n <= ih && x >= 0 && x + n <= iw;
            if (inside) {
                tile.input(map, from, iw * BLOCK, out, to + t * stride, point, out, scratch);
            } else {
                int patch = scratch + tile.scratchFloats();
                copy(map, origin, y, x, out, patch);
                tile.input(out, patch, n * BLOCK, out, to + t * stride, point, out, scratch);
            }
        }
    }

    /** The n×n pixels from (y, x) on, zero where they are outside. */
    private void copy(float[] map, int origin, int y, int x, float[] out, int patch) {
        int firstX = Math.clamp(-x, 0, n);
        int endX = Math.clamp(iw - x, firstX, n);
        for (int r = 0; r < n; r++) {
            int row = patch + r * n * BLOCK;
            if (y + r < 0 || y + r >= ih) {
                Arrays.fill(out, row, row + n * BLOCK, 0);
            } else {
                Arrays.fill(out, row, row + firstX * BLOCK, 0);
                int from = (origin + (y + r) * iw + x + firstX) * BLOCK;
                int length = (endX - firstX) * BLOCK;
                if (length > 0) {
                    System.arraycopy(map, from, out, row + firstX * BLOCK, length);
                }
                Arrays.fill(out, row + endX * BLOCK, row + n * BLOCK, 0);
            }
        }
    }

    /** Zeroes 16 channels of {@code count} tiles at each point, laid out as by {@link #input}. */
    void clear(float[] out, int to, int count, int stride, int point) {
        for (int p = 0; p < inputPoints(); p++) {
            for (int t = 0; t < count; t++) {
                int from = to + p * point + t * stride;
                Arrays.fill(out, from, from + BLOCK, 0);
            }
        }
    }

    /**
     * Transforms the products of {@code count} tiles back and stores them into a block of 16
     * channels of the map.
     */
    void output(
            float[] in,
            int from,
            int point,
            int block,
            int first,
            int count,
            float[] map,
            int scratch) {
        int result = scratch + tile.scratchFloats();
        int row = run * m * BLOCK;
        int some = 0;
        for (int t = 0; t < count; t += some) {
            int index = first + t;
            int image = index / (rows * columns);
            int y = index / columns % rows * m;
            int x = index % columns * m;
            some = Math.min(Math.min(run, count - t), columns - index % columns);
            for (int i = 0; i < some; i++) {
                int products = from + (t + i) * BLOCK;
                tile.output(in, products, point, in, result + i * m * BLOCK, row, in, scratch);
            }
            int plane = (image * ocBlocks() + block) * placement.height();
            int origin = (plane + placement.top()) * placement.width() + placement.left();
            int height = Math.min(m, oh - y);
            int width = Math.min(some * m, ow - x);
            if (epilogue.pool()) {
                int to = (origin + y / 2 * placement.width() + x / 2) * BLOCK;
                int toRow = placement.width() * BLOCK;
                channels.storePooled(in, result, row, height, width, block, map, to, toRow);
            } else {
                int to = (origin + y * placement.width() + x) * BLOCK;
                for (int r = 0; r < height; r++, to += placement.width() * BLOCK) {
                    channels.store(in, result + r * row, width, block, map, to);
                }
            }
        }
    }
}
