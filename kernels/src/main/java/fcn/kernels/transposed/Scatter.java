package fcn.kernels.transposed;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.ErrorBounds;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.convolution.PreparedNchw;
import fcn.kernels.simd.Species;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import jdk.incubator.vector.FloatVector;

import java.util.Optional;

/**
 * The definition as loops, in NCHW: each input value times its kernel of weights is added to the
 * outputs that it reaches. One output map at a time, on a workspace with the padding still on, so
 * that no tap needs a test; vectors run along a row of taps, dilated by zeros.
 */
final class Scatter implements ConvolutionKernel {
    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        return shape.transposed() ? Optional.empty() : Optional.of("not transposed");
    }

    @Override
    public double errorBound(ConvolutionShape shape) {
        return ErrorBounds.sum(shape.accumulationLength());
    }

    /** Rows of taps are filled up with zeros, which the neighbours get. */
    @Override
    public boolean passesNonFinite() {
        return false;
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        return new Prepared(shape, epilogue, weights, bias);
    }

    private static final class Prepared extends PreparedNchw implements Task {
        private final int span;
        private final int width;
        private final int mapFloats;
        private final float[] rows;

        Prepared(ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias) {
            super(shape, epilogue, bias);
            int dense = Math.toIntExact(window.spanW());
            span = Math.ceilDiv(dense, Species.LANES) * Species.LANES;
            width = ow + 2 * window.padW();
            mapFloats = Math.multiplyExact(oh + 2 * window.padH(), width) + span;
            rows = new float[Math.multiplyExact(weights.length / window.kernelW(), span)];
            for (int i = 0; i < weights.length; i++) {
                int column = i % window.kernelW() * window.dilationW();
                rows[i / window.kernelW() * span + column] = weights[i];
            }
        }

        @Override
        protected long keptFloats() {
            return rows.length;
        }

        @Override
        public int workspaceFloats(int threads) {
            return Math.multiplyExact(threads, mapFloats);
        }

        @Override
        protected void compute(Team team) {
            team.run(shape.n() * shape.oc(), this);
        }

        /** One output map: image {@code index / OC}, channel {@code index % OC}. */
        @Override
        public void run(int index, int thread) {
            int o = index % shape.oc();
            int first = o / outputs * inputs;
            int map = thread * mapFloats;
            begin(o, workspace, map, mapFloats);
            for (int c = first; c < first + inputs; c++) {
                int in = (index / shape.oc() * shape.ic() + c) * shape.ih() * shape.iw();
                int kernel = (c * outputs + o % outputs) * window.kernelH() * span;
                for (int y = 0; y < shape.ih(); y++) {
                    scatterRow(in + y * shape.iw(), kernel, map + y * window.strideH() * width);
                }
            }
            for (int y = 0; y < oh; y++) {
                int row = (index * oh + y) * ow;
                int from = map + (y + window.padH()) * width + window.padW();
                System.arraycopy(workspace, from, output, row, ow);
                end(output, row, ow);
            }
        }

        /**
         * Adds the kernels of one input row, those that overlap in separate passes: a load that
         * overlaps a store still under way would wait for it.
         */
        private void scatterRow(int in, int kernel, int corner) {
            int passes = Math.ceilDiv(span, window.strideW());
            for (int pass = 0; pass < passes; pass++) {
                for (int x = pass; x < shape.iw(); x += passes) {
                    scatter(input[in + x], kernel, corner + x * window.strideW());
                }
            }
        }

        /** Adds one input value times its kernel. */
        private void scatter(float value, int kernel, int corner) {
            FloatVector x = FloatVector.broadcast(Species.FLOAT, value);
            int step = window.dilationH() * width;
            for (int k = 0; k < window.kernelH(); k++, kernel += span, corner += step) {
                for (int i = 0; i < span; i += Species.LANES) {
                    FloatVector sum = FloatVector.fromArray(Species.FLOAT, workspace, corner + i);
                    FloatVector w = FloatVector.fromArray(Species.FLOAT, rows, kernel + i);
                    x.fma(w, sum).intoArray(workspace, corner + i);
                }
            }
        }
    }
}
