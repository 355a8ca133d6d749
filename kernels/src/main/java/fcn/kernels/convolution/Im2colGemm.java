package fcn.kernels.convolution;

import fcn.kernels.clock.Phase;
import fcn.kernels.gemm.PackedMatrix;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Arrays;
import java.util.Optional;

/**
 * Caffe's way, in NCHW: the patches that the window sees become the columns of a matrix, and one
 * matrix product OC×K · K×pixels does the rest, K = IC/group · KH · KW (Chellapilla et al., 2006).
 * The columns are made in blocks of pixels and depth, straight into the panels of the product.
 */
final class Im2colGemm implements ConvolutionKernel {
    /** Pixels of a block at most: 384 × 256 floats of columns are 400 KB of the L2 cache. */
    private static final int PIXELS = 256;

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        return shape.transposed() ? Optional.of("transposed") : Optional.empty();
    }

    @Override
    public double errorBound(ConvolutionShape shape) {
        return ErrorBounds.sum(shape.accumulationLength());
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        return new Prepared(shape, epilogue, weights, bias, team.threads());
    }

    private static final class Prepared extends PreparedNchw implements Task {
        private final PackedMatrix[] weights;
        private final int pixels;
        private final int blockPixels;
        private final int blocks;
        private final int columnFloats;
        private final int[] tapRow;
        private final int[] tapColumn;

        Prepared(
                ConvolutionShape shape,
                Epilogue epilogue,
                float[] weights,
                float[] bias,
                int threads) {
            super(shape, epilogue, bias);
            int depth = inputs * taps;
            this.weights = new PackedMatrix[shape.group()];
            for (int g = 0; g < shape.group(); g++) {
                this.weights[g] =
                        new PackedMatrix(weights, g * outputs * depth, depth, 1, outputs, depth);
            }
            tapRow = new int[taps];
            Arrays.setAll(tapRow, tap -> tap / window.kernelW() * window.dilationH());
            tapColumn = new int[taps];
            Arrays.setAll(tapColumn, tap -> tap % window.kernelW() * window.dilationW());
            pixels = oh * ow;
            int shares = Math.ceilDiv(Math.ceilDiv(pixels, PIXELS), threads) * threads;
            blockPixels = PackedMatrix.wholePanels(Math.ceilDiv(pixels, shares));
            blocks = Math.ceilDiv(pixels, blockPixels);
            columnFloats = Math.min(depth, PackedMatrix.DEPTH) * blockPixels;
        }

        @Override
        protected long keptFloats() {
            return weights.length * weights[0].floats() + 2L * taps;
        }

        @Override
        public int workspaceFloats(int threads) {
            return Math.multiplyExact(threads, columnFloats + PackedMatrix.TILE);
        }

        @Override
        protected void compute(Team team) {
            team.run(shape.n() * shape.group() * blocks, this);
        }

        /** One block of pixels of one group of one image. */
        @Override
        public void run(int index, int thread) {
            int map = index / blocks;
            int group = map % shape.group();
            int first = index % blocks * blockPixels;
            int count = Math.min(blockPixels, pixels - first);
            int columns = thread * (columnFloats + PackedMatrix.TILE);
            int tile = columns + columnFloats;
            int at = map * outputs * pixels + first;
            for (int o = 0; o < outputs; o++) {
                begin(group * outputs + o, output, at + o * pixels, count);
            }
            PackedMatrix matrix = weights[group];
            for (int block = 0; block < matrix.blocks(); block++) {
                int k = block * PackedMatrix.DEPTH;
                int depth = matrix.depth(block);
                Phase.PACK.begin();
                for (int p = 0; p < count; p += PackedMatrix.COLUMNS) {
                    int width = Math.min(PackedMatrix.COLUMNS, count - p);
                    pack(map * inputs, k, depth, first + p, width, columns + p * depth);
                }
                Phase.MULTIPLY.begin();
                matrix.multiplyAdd(
                        block, workspace, columns, count, output, at, pixels, workspace, tile);
            }
            Phase.STORE.begin();
            for (int o = 0; o < outputs; o++) {
                end(output, at + o * pixels, count);
            }
            Phase.end();
        }

        /** Writes rows k to k + depth of one panel of columns, an output row's part at a time. */
        private void pack(int firstMap, int k, int depth, int firstPixel, int width, int panel) {
            for (int done = 0; done < width; ) {
                int y = (firstPixel + done) / ow;
                int x = (firstPixel + done) % ow;
                int count = Math.min(width - done, ow - x);
                packRow(firstMap, k, depth, y, x, count, panel + done);
                done += count;
            }
        }

        private void packRow(int firstMap, int k, int depth, int y, int x, int count, int to) {
            int top = y * window.strideH() - window.padH();
            int left = x * window.strideW() - window.padW();
            int tap = k % taps;
            int map = (firstMap + k / taps) * shape.ih();
            for (int i = 0; i < depth; i++, to += PackedMatrix.COLUMNS) {
                int row = top + tapRow[tap];
                int column = left + tapColumn[tap];
                int from = (map + row) * shape.iw();
                if (row < 0 || row >= shape.ih()) {
                    Arrays.fill(workspace, to, to + count, 0);
                } else if (count == PackedMatrix.COLUMNS
                        && window.strideW() == 1
                        && column >= 0
                        && column + count <= shape.iw()) {
                    PackedMatrix.copyColumns(input, from + column, workspace, to);
                } else {
                    PaddedRow.copy(
                            input,
                            from,
                            shape.iw(),
                            column,
                            window.strideW(),
                            workspace,
                            to,
                            count);
                }
                if (++tap == taps) {
                    tap = 0;
                    map += shape.ih();
                }
            }
        }
    }
}
