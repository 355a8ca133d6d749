package fcn.kernels.convolution;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.gemm.MicroKernel.ROWS;
import static fcn.kernels.layout.Layout.BLOCK;

import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.gemm.PackedGemm;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Optional;

/**
 * Direct convolution in the channel-blocked layout: neighbouring pixels of a row, as they lie, are
 * the rows of the micro-kernel at each tap, so that nothing is packed (Zhang, Franchetti and Low,
 * High performance zero-memory overhead direct convolutions, 2018; Georganas et al., Anatomy of
 * high-performance deep learning convolutions on SIMD architectures, 2018). Only where pixels lie
 * outside, or apart by a stride, a micro-kernel's rows are gathered.
 *
 * <p>Any convolution whose groups are whole blocks of 16 channels. Layout NCHW16C. The error is
 * that of a sum.
 */
final class DirectBlocked implements ConvolutionKernel {
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
        BlockPanels panels = new BlockPanels(shape, Prepared.depth(shape), weights, team);
        return new Prepared(shape, epilogue, panels, bias, team.threads());
    }

    private static final class Prepared extends BlockStripes {
        /** Floats of weights that pass by each micro-kernel's sums: 128 KB. */
        private static final int WEIGHTS = 1 << 15;

        private static final int PIXELS = 256;

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
                    MacroKernel.PLANES.wholeRows(shape.ow()),
                    threads);
        }

        static int depth(ConvolutionShape shape) {
            int taps = shape.window().kernelH() * shape.window().kernelW();
            int blocks = Layout.blocks(shape.ic() / shape.group());
            return Math.clamp(WEIGHTS / (taps * BLOCK * COLUMNS), 1, blocks);
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
            for (int block = 0; block < weights.inputBlocks(); block += weights.blocks(0)) {
                int from = map + block * shape.ih() * shape.iw() * BLOCK;
                for (int p = 0; p < panels; p++) {
                    int b = weights.at(group, panel + p, block, 0);
                    int column = p * COLUMNS;
                    int c = sums + column / BLOCK * plane + column % BLOCK;
                    for (int r = 0; r < count; r++) {
                        row(from, weights.blocks(block), y + r, b, c, scratch);
                        c += width * BLOCK;
                    }
                }
            }
        }

        /** A chunk of input blocks and a panel of output channels, for one output row. */
        private void row(int from, int blocks, int y, int b, int c, int scratch) {
            for (int x = 0; x < shape.ow(); x += ROWS) {
                for (int ky = 0; ky < window.kernelH(); ky++) {
                    int iy = y * window.strideH() - window.padH() + ky * window.dilationH();
                    if (iy >= 0 && iy < shape.ih()) {
                        for (int kx = 0; kx < window.kernelW(); kx++) {
                            int tap = ky * window.kernelW() + kx;
                            int ix = x * window.strideW() - window.padW() + kx * window.dilationW();
                            int at = b + tap * blocks * BLOCK * COLUMNS;
                            tile(from, iy, ix, x, blocks, at, c + x * BLOCK, scratch);
                        }
                    }
                }
            }
        }

        /** A micro-kernel's pixels from output column x on, at one tap: from (iy, ix) on. */
        private void tile(int map, int iy, int ix, int x, int blocks, int b, int c, int scratch) {
            int mapPlane = shape.ih() * shape.iw() * BLOCK;
            int count = Math.min(ROWS, shape.ow() - x);
            int from = map + (iy * shape.iw() + ix) * BLOCK;
            boolean asItLies =
                    window.strideW() == 1
                            && ix >= 0
                            && ix + count <= shape.iw()
                            && from + (blocks - 1) * mapPlane + ROWS * BLOCK <= input.length;
            if (!asItLies) {
                gather(map + iy * shape.iw() * BLOCK, ix, count, blocks, scratch);
            }
            PackedGemm.multiply(
                    asItLies ? input : workspace,
                    asItLies ? from : scratch,
                    asItLies ? mapPlane : ROWS * BLOCK,
                    ROWS,
                    blocks,
                    weights.packed(),
                    b,
                    0,
                    1,
                    COLUMNS,
                    workspace,
                    c,
                    plane,
                    true);
        }

        /** Pixels of one input row, a stride apart; zero where they are outside. */
        private void gather(int row, int ix, int count, int blocks, int to) {
            int mapPlane = shape.ih() * shape.iw() * BLOCK;
            for (int block = 0; block < blocks; block++, row += mapPlane) {
                for (int i = 0; i < ROWS; i++, to += BLOCK) {
                    int column = ix + i * window.strideW();
                    boolean inside = i < count && column >= 0 && column < shape.iw();
                    ChannelBlocks.copy(input, inside ? row + column * BLOCK : -1, workspace, to);
                }
            }
        }
    }
}
