package fcn.kernels.transposed;

import static fcn.kernels.simd.Species.FLOAT;
import static fcn.kernels.simd.Species.LANES;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.ErrorBounds;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.convolution.PreparedNchw;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import jdk.incubator.vector.FloatVector;

import java.util.Optional;

/**
 * Upsampling: where every weight between different channels is zero, as in FCN's bilinear layers, a
 * channel is gathered from itself alone, 1/C of the work. Recognised exactly from the weights when
 * they are prepared; with a single other weight it is {@link GatherPhases}.
 *
 * <p>Transposed convolutions with as many outputs as inputs. NCHW. An infinite or NaN input stays
 * in its channel, where the definition would multiply it by zero into the others.
 */
final class GatherDiagonal implements ConvolutionKernel {
    private final GatherPhases otherwise = new GatherPhases();

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        if (!shape.transposed()) {
            return Optional.of("not transposed");
        }
        return shape.ic() == shape.oc() ? Optional.empty() : Optional.of("channels differ");
    }

    @Override
    public double errorBound(ConvolutionShape shape) {
        return ErrorBounds.sum(shape.accumulationLength());
    }

    /** Those of the weights that it is made for. */
    @Override
    public long executedFlops(ConvolutionShape shape) {
        return shape.flops() / (shape.oc() / shape.group());
    }

    /** Weights of zero are not multiplied. */
    @Override
    public boolean passesNonFinite() {
        return false;
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        Optional<float[]> filters = filters(shape, weights);
        return filters.isPresent()
                ? new Diagonal(shape, epilogue, filters.get(), bias)
                : otherwise.prepare(shape, epilogue, weights, bias, team);
    }

    /**
     * The weights from each channel to itself, C × KH × KW; nothing where a weight from an input
     * channel to another output channel is not zero.
     */
    static Optional<float[]> filters(ConvolutionShape shape, float[] weights) {
        int outputs = shape.oc() / shape.group();
        int taps = shape.window().kernelH() * shape.window().kernelW();
        float[] filters = new float[shape.ic() * taps];
        for (int i = 0; i < weights.length; i++) {
            int channel = i / taps / outputs;
            int output = i / taps % outputs;
            if (output == channel % outputs) {
                filters[channel * taps + i % taps] = weights[i];
            } else if (weights[i] != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(filters);
    }

    /**
     * Output row y takes from input row i the taps k with s·i + d·k = y + p; columns alike. The
     * columns of one remainder by the stride are summed side by side, then interleaved.
     */
    private static final class Diagonal extends PreparedNchw implements Task {
        private static final int BAND = 16;

        private final float[] diagonal;
        private final int columns;
        private final int bands;

        Diagonal(ConvolutionShape shape, Epilogue epilogue, float[] filters, float[] bias) {
            super(shape, epilogue, bias);
            diagonal = filters;
            columns = (ow - 1 + window.padW()) / window.strideW() + 1;
            bands = Math.ceilDiv(oh, BAND);
        }

        @Override
        protected long keptFloats() {
            return diagonal.length;
        }

        @Override
        public int workspaceFloats(int threads) {
            return threads * window.strideW() * columns;
        }

        @Override
        protected void compute(Team team) {
            team.run(shape.n() * shape.oc() * bands, this);
        }

        /** A band of output rows of one channel of one image. */
        @Override
        public void run(int index, int thread) {
            int map = index / bands;
            int first = index % bands * BAND;
            int sums = thread * workspaceFloats(1);
            for (int y = first; y < Math.min(first + BAND, oh); y++) {
                begin(map % shape.oc(), workspace, sums, workspaceFloats(1));
                for (int ky = 0; ky < window.kernelH(); ky++) {
                    int from = y + window.padH() - ky * window.dilationH();
                    int iy = from / window.strideH();
                    if (from >= 0 && from % window.strideH() == 0 && iy < shape.ih()) {
                        addRow(map, iy, ky, sums);
                    }
                }
                int row = (map * oh + y) * ow;
                interleave(sums, row);
                end(output, row, ow);
            }
        }

        /** Adds what one row of the kernel makes of one row of inputs. */
        private void addRow(int map, int iy, int ky, int sums) {
            int row = (map * shape.ih() + iy) * shape.iw();
            for (int kx = 0; kx < window.kernelW(); kx++) {
                float w = diagonal[map % shape.oc() * taps + ky * window.kernelW() + kx];
                int shift = kx * window.dilationW() / window.strideW();
                int phase = kx * window.dilationW() % window.strideW();
                int to = sums + phase * columns + shift;
                int count = Math.clamp(columns - (long) shift, 0, shape.iw());
                multiplyAdd(w, input, row, workspace, to, count);
            }
        }

        /** {@code sums += w · x}, {@code count} values. */
        private static void multiplyAdd(
                float w, float[] x, int from, float[] sums, int to, int count) {
            FloatVector factor = FloatVector.broadcast(FLOAT, w);
            int whole = FLOAT.loopBound(count);
            for (int i = 0; i < whole; i += LANES) {
                FloatVector sum = FloatVector.fromArray(FLOAT, sums, to + i);
                factor.fma(FloatVector.fromArray(FLOAT, x, from + i), sum).intoArray(sums, to + i);
            }
            for (int i = whole; i < count; i++) {
                sums[to + i] = Math.fma(w, x[from + i], sums[to + i]);
            }
        }

        /** Writes one output row from its phases. */
        private void interleave(int sums, int row) {
            int stride = window.strideW();
            for (int phase = 0; phase < stride; phase++) {
                int shift = phase - window.padW();
                int first = Math.max(0, Math.ceilDiv(-shift, stride));
                int end = Math.min(columns, Math.ceilDiv(ow - shift, stride));
                for (int i = first; i < end; i++) {
                    output[row + shift + i * stride] = workspace[sums + phase * columns + i];
                }
            }
        }
    }
}
