package fcn.kernels.convolution;

import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.layout.Layout;
import fcn.kernels.winograd.TileTransform;
import fcn.reference.layer.ConvolutionShape;

import jdk.incubator.vector.FloatVector;

import java.util.Arrays;

/**
 * The m×m tiles that cover the output of an r×r convolution, numbered image by image, row by row:
 * transforms their inputs, and puts bias, ReLU and pooling on their outputs. Maps in NCHW16C;
 * scratch is a slice of the caller's workspace.
 */
final class WinogradTiles {
    private final TileTransform tile;
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

    WinogradTiles(
            TileTransform tile,
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

    /** What {@link #input} and {@link #output} need: two tiles of n×n pixels of 16 channels. */
    int scratchFloats() {
        return 2 * n * n * BLOCK;
    }

    /**
     * Transforms the inputs of {@code count} tiles, 16 channels each: tile t of point p goes to
     * {@code to + p·point + 16 t}.
     */
    void input(
            float[] map,
            int block,
            int first,
            int count,
            float[] out,
            int to,
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
                tile.input(map, from, iw * BLOCK, out, to + t * BLOCK, point, out, scratch);
            } else {
                int patch = scratch + n * n * BLOCK;
                copy(map, origin, y, x, out, patch);
                tile.input(out, patch, n * BLOCK, out, to + t * BLOCK, point, out, scratch);
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

    /**
     * Zeroes {@code length} floats of each point, for the tiles that fill up the last rows of a
     * GEMM.
     */
    void clear(float[] out, int to, int length, int point) {
        if (length > 0) {
            for (int p = 0; p < n * n; p++) {
                Arrays.fill(out, to + p * point, to + p * point + length, 0);
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
        int result = scratch + n * n * BLOCK;
        for (int t = 0; t < count; t++) {
            int index = first + t;
            int image = index / (rows * columns);
            int y = index / columns % rows * m;
            int x = index % columns * m;
            tile.output(in, from + t * BLOCK, point, in, result, m * BLOCK, in, scratch);
            int plane = (image * ocBlocks() + block) * placement.height();
            int origin = (plane + placement.top()) * placement.width() + placement.left();
            int height = Math.min(m, oh - y);
            int width = Math.min(m, ow - x);
            if (epilogue.pool()) {
                pool(in, result, height, width, block, map, origin, y / 2, x / 2);
            } else {
                int to = (origin + y * placement.width() + x) * BLOCK;
                for (int r = 0; r < height; r++, to += placement.width() * BLOCK) {
                    channels.store(in, result + r * m * BLOCK, width, block, map, to);
                }
            }
        }
    }

    /**
     * The maxima of 2×2 pixels, with bias and ReLU; a window that reaches beyond the map takes what
     * is inside.
     */
    private void pool(
            float[] in,
            int from,
            int height,
            int width,
            int block,
            float[] map,
            int origin,
            int y,
            int x) {
        for (int r = 0; r < height; r += 2) {
            int below = r + 1 < height ? m * BLOCK : 0;
            int to = (origin + (y + r / 2) * placement.width() + x) * BLOCK;
            for (int c = 0; c < width; c += 2) {
                int right = c + 1 < width ? BLOCK : 0;
                int at = from + (r * m + c) * BLOCK;
                maximum(in, at, right, below, block, map, to + c / 2 * BLOCK);
            }
        }
    }

    private void maximum(float[] in, int at, int right, int below, int block, float[] map, int to) {
        for (int lane = 0; lane < BLOCK; lane += LANES) {
            int from = at + lane;
            FloatVector top =
                    FloatVector.fromArray(FLOAT, in, from)
                            .max(FloatVector.fromArray(FLOAT, in, from + right));
            FloatVector bottom =
                    FloatVector.fromArray(FLOAT, in, from + below)
                            .max(FloatVector.fromArray(FLOAT, in, from + below + right));
            FloatVector sum = top.max(bottom).add(channels.bias(block, lane));
            sum.max(0).intoArray(map, to + lane);
        }
    }
}
