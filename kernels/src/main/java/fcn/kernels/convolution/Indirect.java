package fcn.kernels.convolution;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.gemm.RowPointers;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Arrays;
import java.util.Optional;

/**
 * The matrix product of im2col with a table of pointers instead of patches: for each tap and output
 * pixel where its input pixel lies (Dukhan, The indirect convolution algorithm, 2019). A
 * micro-kernel one of whose pixels lies outside reads a copy of its rows, with zeros.
 *
 * <p>Any convolution whose groups are whole blocks of 16 channels. Layout NCHW16C. The error is
 * that of a sum.
 */
final class Indirect implements ConvolutionKernel {
    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        return BlockStripes.unsupported(shape);
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
    public double errorBound(ConvolutionShape shape) {
        return ErrorBounds.sum(shape.accumulationLength());
    }

    /** The weights and the table. */
    @Override
    public long preparedBytes(ConvolutionShape shape) {
        long taps = (long) shape.window().kernelH() * shape.window().kernelW();
        return ConvolutionKernel.super.preparedBytes(shape)
                + Integer.BYTES * taps * shape.oh() * shape.ow();
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        int blocks = Layout.blocks(shape.ic() / shape.group());
        BlockPanels panels = new BlockPanels(shape, Math.min(DEPTH, blocks), weights, team);
        return new Prepared(shape, epilogue, panels, bias, team.threads());
    }

    /** Blocks of 16 channels that are multiplied at a time. */
    private static final int DEPTH = 16;

    private static final class Prepared extends BlockStripes {
        private static final int ROWS = RowPointers.ROWS;
        private static final int PIXELS = 256;
        private static final int[] COPIED = new int[ROWS];

        static {
            Arrays.setAll(COPIED, r -> r * BLOCK);
        }

        private final int taps;

        /** For each tap and output pixel where its input pixel is in a plane; or -1. */
        private final int[] pointers;

        /** From one tap's pointers to the next's. */
        private final int pixels;

        Prepared(
                ConvolutionShape shape,
                Epilogue epilogue,
                BlockPanels weights,
                float[] bias,
                int threads) {
            super(shape, epilogue, weights, bias, PIXELS, shape.ow(), threads);
            taps = window.kernelH() * window.kernelW();
            pixels = shape.oh() * shape.ow() + ROWS - 1;
            pointers = new int[Math.multiplyExact(taps, pixels)];
            for (int tap = 0; tap < taps; tap++) {
                for (int p = 0; p < shape.oh() * shape.ow(); p++) {
                    pointers[tap * pixels + p] = pointer(tap, p / shape.ow(), p % shape.ow());
                }
            }
        }

        private int pointer(int tap, int y, int x) {
            int dy = tap / window.kernelW() * window.dilationH();
            int dx = tap % window.kernelW() * window.dilationW();
            int iy = y * window.strideH() - window.padH() + dy;
            int ix = x * window.strideW() - window.padW() + dx;
            boolean inside = iy >= 0 && iy < shape.ih() && ix >= 0 && ix < shape.iw();
            return inside ? (iy * shape.iw() + ix) * BLOCK : -1;
        }

        @Override
        public long preparedBytes() {
            return super.preparedBytes() + (long) Integer.BYTES * pointers.length;
        }

        @Override
        int scratchFloats() {
            return weights.blocks(0) * ROWS * BLOCK;
        }

        @Override
        void sum(
                int map,
                int group,
                int y,
                int count,
                int panel,
                int panels,
                int sums,
                int scratch) {
            int mapPlane = shape.ih() * shape.iw() * BLOCK;
            for (int block = 0; block < weights.inputBlocks(); block += weights.blocks(0)) {
                int blocks = weights.blocks(block);
                int from = map + block * mapPlane;
                for (int tap = 0; tap < taps; tap++) {
                    int b = weights.at(group, panel, block, tap);
                    int first = tap * pixels + y * width;
                    for (int p = 0; p < panels; p++, b += weights.panelFloats()) {
                        int c = sums + column(p * COLUMNS);
                        int next = column(p * COLUMNS + LANES) - column(p * COLUMNS);
                        for (int t = 0; t < count * width; t += ROWS) {
                            tile(from, first + t, blocks, b, c + t * BLOCK, next, scratch);
                        }
                    }
                }
            }
        }

        private int column(int column) {
            return column / BLOCK * plane + column % BLOCK;
        }

        /** Six pixels at one tap. */
        private void tile(int from, int first, int blocks, int b, int c, int next, int scratch) {
            int mapPlane = shape.ih() * shape.iw() * BLOCK;
            boolean inside = inside(first);
            if (!inside) {
                copy(from, first, blocks, scratch);
            }
            RowPointers.multiply(
                    inside ? input : workspace,
                    inside ? from : scratch,
                    inside ? pointers : COPIED,
                    inside ? first : 0,
                    inside ? mapPlane : ROWS * BLOCK,
                    blocks,
                    weights.packed(),
                    b,
                    workspace,
                    c,
                    c + next);
        }

        private boolean inside(int first) {
            int signs = 0;
            for (int r = 0; r < ROWS; r++) {
                signs |= pointers[first + r];
            }
            return signs >= 0;
        }

        private void copy(int from, int first, int blocks, int to) {
            int mapPlane = shape.ih() * shape.iw() * BLOCK;
            for (int block = 0; block < blocks; block++, from += mapPlane) {
                for (int r = 0; r < ROWS; r++, to += BLOCK) {
                    int pointer = pointers[first + r];
                    ChannelBlocks.copy(input, pointer < 0 ? -1 : from + pointer, workspace, to);
                }
            }
        }
    }
}
