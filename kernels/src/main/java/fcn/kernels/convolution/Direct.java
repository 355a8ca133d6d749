package fcn.kernels.convolution;

import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Optional;

/**
 * The definition as loops, in NCHW: a row of outputs collects, for each input channel and weight,
 * that weight times a row of inputs. Scalar: C2 of JDK 25 does not vectorise the loop over the row,
 * because input and output might be one array. Any shape; no workspace.
 */
final class Direct implements ConvolutionKernel {
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
            team.run(shape.n() * shape.oc(), this);
        }

        /** One output map: image {@code index / OC}, channel {@code index % OC}. */
        @Override
        public void run(int index, int thread) {
            int image = index / shape.oc();
            int o = index % shape.oc();
            int firstMap = image * shape.ic() + o / outputs * inputs;
            for (int y = 0; y < oh; y++) {
                int row = (index * oh + y) * ow;
                begin(o, output, row, ow);
                for (int c = 0; c < inputs; c++) {
                    for (int ky = 0; ky < window.kernelH(); ky++) {
                        int iy = y * window.strideH() - window.padH() + ky * window.dilationH();
                        if (iy >= 0 && iy < shape.ih()) {
                            int inputRow = ((firstMap + c) * shape.ih() + iy) * shape.iw();
                            int w = (o * inputs + c) * taps + ky * window.kernelW();
                            accumulateRow(row, inputRow, w);
                        }
                    }
                }
                end(output, row, ow);
            }
        }

        /** Adds one row of weights times one row of inputs to a row of outputs. */
        private void accumulateRow(int row, int inputRow, int weightRow) {
            int stride = window.strideW();
            for (int kx = 0; kx < window.kernelW(); kx++) {
                float w = weights[weightRow + kx];
                int shift = kx * window.dilationW() - window.padW();
                int first = Math.max(0, Math.ceilDiv(-shift, stride));
                int end = Math.min(ow, Math.floorDiv(shape.iw() - 1 - shift, stride) + 1);
                int from = inputRow + shift;
                if (stride == 1) {
                    for (int x = first; x < end; x++) {
                        output[row + x] = Math.fma(w, input[from + x], output[row + x]);
                    }
                } else {
                    for (int x = first; x < end; x++) {
                        output[row + x] = Math.fma(w, input[from + x * stride], output[row + x]);
                    }
                }
            }
        }
    }
}
