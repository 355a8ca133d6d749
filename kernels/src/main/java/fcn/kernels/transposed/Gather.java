package fcn.kernels.transposed;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.ErrorBounds;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import java.util.Optional;

/**
 * Each output gathers the inputs that reach it: for output row y, the taps k with {@code (y + p - d
 * k)} divisible by the stride. Loops in NCHW, every output written once. Any shape; no workspace.
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
            team.run(shape.n() * shape.oc() * oh, this);
        }

        /** One output row: {@code index} counts images, channels and rows. */
        @Override
        public void run(int index, int thread) {
            int y = index % oh;
            int o = index / oh % shape.oc();
            int image = index / oh / shape.oc();
            for (int x = 0; x < ow; x++) {
                float sum = (bias == null ? 0 : bias[o]) + gather(image, o, y, x);
                output[index * ow + x] = epilogue.relu() ? Math.max(sum, 0) : sum;
            }
        }

        private float gather(int image, int o, int y, int x) {
            int inputs = shape.ic() / shape.group();
            int outputs = shape.oc() / shape.group();
            int firstInput = o / outputs * inputs;
            float sum = 0;
            for (int ky = 0; ky < window.kernelH(); ky++) {
                int ay = y + window.padH() - ky * window.dilationH();
                if (ay < 0 || ay % window.strideH() != 0 || ay / window.strideH() >= shape.ih()) {
                    continue;
                }
                for (int kx = 0; kx < window.kernelW(); kx++) {
                    int ax = x + window.padW() - kx * window.dilationW();
                    if (ax < 0
                            || ax % window.strideW() != 0
                            || ax / window.strideW() >= shape.iw()) {
                        continue;
                    }
                    for (int c = 0; c < inputs; c++) {
                        int in =
                                (image * shape.ic() + firstInput + c) * shape.ih()
                                        + ay / window.strideH();
                        int w = ((firstInput + c) * outputs + o % outputs) * window.kernelH() + ky;
                        sum =
                                Math.fma(
                                        input[in * shape.iw() + ax / window.strideW()],
                                        weights[w * window.kernelW() + kx],
                                        sum);
                    }
                }
            }
            return sum;
        }
    }
}
