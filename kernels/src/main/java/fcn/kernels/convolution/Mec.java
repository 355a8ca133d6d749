package fcn.kernels.convolution;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Optional;

/**
 * Memory-efficient convolution: patches are made along the width alone, each input row once for
 * each of the KW columns of weights; an output row multiplies the KH lowered rows under it, which
 * its neighbours share (Cho and Brand, MEC: memory-efficient convolution for deep neural network,
 * 2017). Here a stripe of rows and some channels are lowered at a time, to stay in the cache.
 *
 * <p>Any convolution whose groups are whole blocks of 16 channels. Layout NCHW16C. The error is
 * that of a sum.
 */
final class Mec implements ConvolutionKernel {
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

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        int blocks = Layout.blocks(shape.ic() / shape.group());
        BlockPanels panels = new BlockPanels(shape, Math.min(DEPTH, blocks), weights, team);
        return new Prepared(shape, epilogue, panels, bias, team.threads());
    }

    /** Blocks of 16 channels that are lowered at a time. */
    private static final int DEPTH = 4;

    private static final class Prepared extends BlockStripes {
        private static final int PIXELS = 256;

        /** Input rows that a stripe sees. */
        private final int loweredRows;

        Prepared(
                ConvolutionShape shape,
                Epilogue epilogue,
                BlockPanels weights,
                float[] bias,
                int threads) {
            super(
                    shape,
                    epilogue,
                    weights,
                    bias,
                    PIXELS,
                    MacroKernel.PLANES.rows(shape.ow()),
                    threads);
            loweredRows = Math.toIntExact((rows - 1L) * window.strideH() + window.spanH());
        }

        /** Floats of a lowered column of weights: the width of an output row. */
        private int lowered() {
            return width * BLOCK;
        }

        @Override
        int scratchFloats() {
            int planes = Math.multiplyExact(loweredRows, window.kernelW() * weights.blocks(0));
            return Math.multiplyExact(planes, lowered());
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
            for (int block = 0; block < weights.inputBlocks(); block += weights.blocks(0)) {
                int blocks = weights.blocks(block);
                int row = window.kernelW() * blocks * lowered();
                lower(map + block * shape.ih() * shape.iw() * BLOCK, blocks, y, count, scratch);
                for (int r = 0; r < count; r++) {
                    for (int ky = 0; ky < window.kernelH(); ky++) {
                        int from = r * window.strideH() + ky * window.dilationH();
                        int iy = y * window.strideH() - window.padH() + from;
                        if (iy >= 0 && iy < shape.ih()) {
                            int b = weights.at(group, panel, block, ky * window.kernelW());
                            int c = sums + r * width * BLOCK;
                            multiply(scratch + from * row, blocks, b, panels, c);
                        }
                    }
                }
            }
        }

        /** A lowered row by all panels. */
        private void multiply(int row, int blocks, int b, int panels, int c) {
            PackedGemm.multiply(
                    workspace,
                    row,
                    lowered(),
                    width,
                    window.kernelW() * blocks,
                    weights.packed(),
                    b,
                    weights.panelFloats(),
                    panels,
                    panels * COLUMNS,
                    workspace,
                    c,
                    plane,
                    true);
        }

        /** The input rows under {@code count} output rows: row, column of weights, block, pixel. */
        private void lower(int map, int blocks, int y, int count, int to) {
            int first = y * window.strideH() - window.padH();
            int end =
                    (int)
                            Math.min(
                                    shape.ih(),
                                    first + (count - 1L) * window.strideH() + window.spanH());
            for (int iy = first; iy < end; iy++) {
                for (int kx = 0; kx < window.kernelW(); kx++) {
                    int ix = kx * window.dilationW() - window.padW();
                    for (int block = 0; block < blocks; block++, to += lowered()) {
                        if (iy >= 0) {
                            int row = (block * shape.ih() + iy) * shape.iw() * BLOCK;
                            pixels(map + row, ix, to);
                        }
                    }
                }
            }
        }

        /** The pixels of a row that one column of weights sees, a stride apart. */
        private void pixels(int row, int ix, int to) {
            for (int x = 0; x < width; x++, ix += window.strideW(), to += BLOCK) {
                boolean inside = x < shape.ow() && ix >= 0 && ix < shape.iw();
                ChannelBlocks.copy(input, inside ? row + ix * BLOCK : -1, workspace, to);
            }
        }
    }
}
