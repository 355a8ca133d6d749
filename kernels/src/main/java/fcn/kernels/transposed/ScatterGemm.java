package fcn.kernels.transposed;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.ErrorBounds;
import fcn.kernels.convolution.InputPanels;
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

    /** A product passes through the sum over channels, then through that of the taps that meet. */
    @Override
    public double errorBound(ConvolutionShape shape) {
        long channels = shape.ic() / shape.group();
        return ErrorBounds.sum(channels + shape.accumulationLength() / channels);
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        return new Prepared(shape, epilogue, weights, bias);
    }

    private static final class Prepared extends PreparedNchw implements Task {
        private final PackedMatrix[] weights;
        private final InputPanels panels;
        private final int productFloats;

        Prepared(ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias) {
            super(shape, epilogue, bias);
            this.weights = new PackedMatrix[shape.oc()];
            for (int o = 0; o < shape.oc(); o++) {
                int first = (o / outputs * inputs * outputs + o % outputs) * taps;
                this.weights[o] = new PackedMatrix(weights, first, 1, outputs * taps, taps, inputs);
            }
            panels = new InputPanels(shape, PRODUCTS / taps);
            productFloats = Math.multiplyExact(taps, panels.columns());
        }

        @Override
        protected long keptFloats() {
            return weights.length * weights[0].floats();
        }

        /** The whole input in panels, then each thread's products and tile. */
        @Override
        public int workspaceFloats(int threads) {
            return Math.addExact(
                    panels.floats(),
                    Math.multiplyExact(threads, Math.addExact(productFloats, PackedMatrix.TILE)));
        }

        @Override
        protected void compute(Team team) {
            panels.pack(input, workspace, team);
            team.run(shape.n() * shape.oc(), this);
        }

        /** One output map: image {@code index / OC}, channel {@code index % OC}. */
        @Override
        public void run(int index, int thread) {
            int o = index % shape.oc();
            int inputMap = index / shape.oc() * shape.group() + o / outputs;
            int map = index * oh * ow;
            int products = panels.floats() + thread * (productFloats + PackedMatrix.TILE);
            int columns = panels.columns();
            begin(o, output, map, oh * ow);
            for (int chunk = 0; chunk < panels.chunks(); chunk++) {
                Arrays.fill(workspace, products, products + productFloats, 0);
                weights[o].multiplyAdd(
                        workspace,
                        panels.at(inputMap, chunk),
                        panels.rows(chunk) * shape.iw(),
                        workspace,
                        products,
                        columns,
                        workspace,
                        products + productFloats);
                for (int tap = 0; tap < taps; tap++) {
                    col2im(chunk, tap, products + tap * columns, map);
                }
            }
            end(output, map, oh * ow);
        }

        /** Adds the products of one tap and a chunk of input rows where they belong. */
        private void col2im(int chunk, int tap, int from, int map) {
            int stride = window.strideW();
            int shift = tap % window.kernelW() * window.dilationW() - window.padW();
            int first = Math.max(0, Math.ceilDiv(-shift, stride));
            int end = Math.min(shape.iw(), Math.floorDiv(ow - 1 - shift, stride) + 1);
            int below = tap / window.kernelW() * window.dilationH() - window.padH();
            for (int r = 0; r < panels.rows(chunk); r++, from += shape.iw()) {
                int y = (panels.firstRow(chunk) + r) * window.strideH() + below;
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
