package fcn.kernels.convolution;

import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import java.util.Arrays;
import java.util.Optional;

/**
 * The definition as loops, in NCHW: a row of outputs collects, for each input channel and weight,
 * that weight times a row of inputs. The inner loop is over the row, where C2 vectorises it. Any
 * shape; no workspace.
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
        return new Prepared(shape, epilogue, weights.clone(), bias == null ? null : bias.clone());
    }

    private static final class Prepared implements PreparedConvolution, Task {
        private final ConvolutionShape shape;
        private final Window window;
        private final Epilogue epilogue;
        private final float[] weights;
        private final float[] bias;
        private final int oh;
        private final int ow;
        private float[] input;
        private float[] output;

        Prepared(ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias) {
            this.shape = shape;
            this.window = shape.window();
            this.epilogue = epilogue;
            this.weights = weights;
            this.bias = bias;
            this.oh = shape.oh();
            this.ow = shape.ow();
        }

        @Override
        public int workspaceFloats(int threads) {
            return 0;
        }

        @Override
        public long preparedBytes() {
            return (long) Float.BYTES * (weights.length + (bias == null ? 0 : bias.length));
        }

        @Override
        public void run(float[] input, float[] output, float[] workspace, Team team) {
            this.input = input;
            this.output = output;
            team.run(shape.n() * shape.oc(), this);
        }

        /** One output map: image {@code index / OC}, channel {@code index % OC}. */
        @Override
        public void run(int index, int thread) {
            int image = index / shape.oc();
            int o = index % shape.oc();
            int channels = shape.ic() / shape.group();
            int firstChannel = o / (shape.oc() / shape.group()) * channels;
            int taps = window.kernelH() * window.kernelW();
            for (int y = 0; y < oh; y++) {
                int row = (index * oh + y) * ow;
                Arrays.fill(output, row, row + ow, bias == null ? 0 : bias[o]);
                for (int c = 0; c < channels; c++) {
                    int map = (image * shape.ic() + firstChannel + c) * shape.ih();
                    for (int ky = 0; ky < window.kernelH(); ky++) {
                        int iy = y * window.strideH() - window.padH() + ky * window.dilationH();
                        if (iy >= 0 && iy < shape.ih()) {
                            int w = (o * channels + c) * taps + ky * window.kernelW();
                            accumulateRow(row, (map + iy) * shape.iw(), w);
                        }
                    }
                }
                if (epilogue.relu()) {
                    for (int x = 0; x < ow; x++) {
                        output[row + x] = Math.max(output[row + x], 0);
                    }
                }
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
