package fcn.kernels.transposed;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.ErrorBounds;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.convolution.PreparedNchw;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Optional;

/**
 * Loops in NCHW: each output row gathers the input rows that reach it, through the rows of taps k
 * with {@code y + p - d·k} divisible by the stride. Any shape; no workspace.
 */
final class Gather implements ConvolutionKernel {
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

    private static final class Prepared extends PreparedNchw implements Task {
        private final float[] weights;

        Prepared(ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias) {
            super(shape, epilogue, bias);
            this.weights = weights.clone();
        }

        @Override
        protected long keptFloats() {
            return weights.length;
        }

        @Override
        protected void compute(Team team) {
            team.run(shape.n() * shape.oc() * oh, this);
        }

        /** One output row: {@code index} counts images, channels and rows. */
        @Override
        public void run(int index, int thread) {
            int y = index % oh;
            int o = index / oh % shape.oc();
            int image = index / oh / shape.oc();
            int row = index * ow;
            begin(o, output, row, ow);
            for (int ky = 0; ky < window.kernelH(); ky++) {
                int reach = y + window.padH() - ky * window.dilationH();
                int iy = reach / window.strideH();
                if (reach >= 0 && reach % window.strideH() == 0 && iy < shape.ih()) {
                    for (int c = o / outputs * inputs; c < (o / outputs + 1) * inputs; c++) {
                        int inputRow = ((image * shape.ic() + c) * shape.ih() + iy) * shape.iw();
                        int w = (c * outputs + o % outputs) * taps + ky * window.kernelW();
                        accumulateRow(row, inputRow, w);
                    }
                }
            }
            end(output, row, ow);
        }

        /** Adds one row of weights times one row of inputs, strides apart, to a row of outputs. */
        private void accumulateRow(int row, int inputRow, int weightRow) {
            int stride = window.strideW();
            for (int kx = 0; kx < window.kernelW(); kx++) {
                float w = weights[weightRow + kx];
                int shift = kx * window.dilationW() - window.padW();
                int first = Math.max(0, Math.ceilDiv(-shift, stride));
                int end = Math.min(shape.iw(), Math.floorDiv(ow - 1 - shift, stride) + 1);
                int to = row + shift;
                for (int x = first; x < end; x++) {
                    int at = to + x * stride;
                    output[at] = Math.fma(w, input[inputRow + x], output[at]);
                }
            }
        }
    }
}
