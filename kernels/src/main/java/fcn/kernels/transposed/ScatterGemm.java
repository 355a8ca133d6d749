package fcn.kernels.transposed;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.ErrorBounds;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.convolution.PreparedNchw;
import fcn.kernels.gemm.PackedMatrix;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Arrays;
import java.util.Optional;

/**
 * Caffe's way, in NCHW: a matrix product KH·KW×IC · IC×pixels for each output channel gives what
 * each input pixel adds through each tap, and col2im adds these up where they meet. Some input rows
 * at a time, so that the products stay in the L2 cache.
 */
final class ScatterGemm implements ConvolutionKernel {
    /** Products held at a time, about: 256 KB. */
    private static final int PRODUCTS = 1 << 16;

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        return shape.transposed() ? Optional.empty() : Optional.of("not transposed");
    }

    @Override
    public double errorBound(ConvolutionShape shape) {
        return ErrorBounds.sum(shape.accumulationLength());
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        return new Prepared(shape, epilogue, weights, bias);
    }

    private static final class Prepared extends PreparedNchw {
        private final PackedMatrix[] weights;
        private final Task pack = this::pack;
        private final Task scatter = this::scatter;
        private final int rows;
        private final int chunks;
        private final int columns;
        private final int chunkFloats;
        private final int threadFloats;

        Prepared(ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias) {
            super(shape, epilogue, bias);
            this.weights = new PackedMatrix[shape.oc()];
            for (int o = 0; o < shape.oc(); o++) {
                int first = (o / outputs * inputs * outputs + o % outputs) * taps;
                this.weights[o] = new PackedMatrix(weights, first, 1, outputs * taps, taps, inputs);
            }
            rows = Math.clamp(PRODUCTS / taps / shape.iw(), 1, shape.ih());
            chunks = Math.ceilDiv(shape.ih(), rows);
            columns = PackedMatrix.wholePanels(rows * shape.iw());
            chunkFloats = Math.multiplyExact(inputs, columns);
            threadFloats = Math.addExact(Math.multiplyExact(taps, columns), PackedMatrix.TILE);
        }

        @Override
        protected long weightFloats() {
            return weights.length * weights[0].floats();
        }

        /** The whole input in panels, then each thread's products and tile. */
        @Override
        public int workspaceFloats(int threads) {
            return Math.addExact(packedFloats(), Math.multiplyExact(threads, threadFloats));
        }

        private int packedFloats() {
            return Math.multiplyExact(shape.n() * shape.group() * chunks, chunkFloats);
        }

        @Override
        protected void compute(Team team) {
            team.run(shape.n() * shape.group() * chunks, pack);
            team.run(shape.n() * shape.oc(), scatter);
        }

        private int pixels(int chunk) {
            return Math.min(rows, shape.ih() - chunk * rows) * shape.iw();
        }

        /** Packs some rows of a group's input maps into panels. */
        private void pack(int index, int thread) {
            int chunk = index % chunks;
            int count = pixels(chunk);
            int map = shape.ih() * shape.iw();
            int from = index / chunks * inputs * map + chunk * rows * shape.iw();
            int to = index * chunkFloats;
            for (int k = 0; k < inputs; k += PackedMatrix.DEPTH) {
                int depth = Math.min(PackedMatrix.DEPTH, inputs - k);
                for (int p = 0; p < count; p += PackedMatrix.COLUMNS) {
                    int width = Math.min(PackedMatrix.COLUMNS, count - p);
                    for (int i = k; i < k + depth; i++, to += PackedMatrix.COLUMNS) {
                        System.arraycopy(input, from + i * map + p, workspace, to, width);
                    }
                }
            }
        }

        /** One output map: image {@code index / OC}, channel {@code index % OC}. */
        private void scatter(int index, int thread) {
            int o = index % shape.oc();
            int group = index / shape.oc() * shape.group() + o / outputs;
            int map = index * oh * ow;
            int products = packedFloats() + thread * threadFloats;
            int tile = products + taps * columns;
            begin(o, output, map, oh * ow);
            for (int chunk = 0; chunk < chunks; chunk++) {
                int panels = (group * chunks + chunk) * chunkFloats;
                int count = pixels(chunk);
                Arrays.fill(workspace, products, products + taps * columns, 0);
                for (int block = 0; block < weights[o].blocks(); block++) {
                    weights[o].multiplyAdd(
                            block, workspace, panels, count, workspace, products, columns,
                            workspace, tile);
                    panels += weights[o].depth(block) * PackedMatrix.wholePanels(count);
                }
                for (int tap = 0; tap < taps; tap++) {
                    col2im(chunk * rows, count / shape.iw(), tap, products + tap * columns, map);
                }
            }
            end(output, map, oh * ow);
        }

        /** Adds the products of one tap and some input rows where they belong. */
        private void col2im(int firstRow, int count, int tap, int from, int map) {
            int stride = window.strideW();
            int shift = tap % window.kernelW() * window.dilationW() - window.padW();
            int first = Math.max(0, Math.ceilDiv(-shift, stride));
            int end = Math.min(shape.iw(), Math.floorDiv(ow - 1 - shift, stride) + 1);
            int below = tap / window.kernelW() * window.dilationH() - window.padH();
            for (int r = 0; r < count; r++, from += shape.iw()) {
                int y = (firstRow + r) * window.strideH() + below;
                if (y >= 0 && y < oh) {
                    int row = map + y * ow + shift;
                    for (int x = first; x < end; x++) {
                        output[row + x * stride] += workspace[from + x];
                    }
                }
            }
        }
    }
}
