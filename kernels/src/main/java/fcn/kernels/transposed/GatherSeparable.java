package fcn.kernels.transposed;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.ErrorBounds;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.convolution.PreparedNchw;
import fcn.kernels.threads.Task;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;

import java.util.Arrays;
import java.util.Optional;

/**
 * Bilinear upsampling as two passes: where every weight between different channels is zero and each
 * channel's filter is a column times a row, {@code w(y, x) = u(y) · v(x)}, rows are widened by v,
 * then every output row is a sum of widened rows times values of u: KW + KH multiplications for
 * KH·KW. Recognised exactly from the weights when they are prepared, see {@link RankOne}; others
 * are {@link GatherDiagonal}'s.
 *
 * <p>Transposed convolutions with as many outputs as inputs. NCHW. An infinite or NaN input spreads
 * over what it reaches, at most.
 */
final class GatherSeparable implements ConvolutionKernel {
    private final GatherDiagonal otherwise = new GatherDiagonal();

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        return otherwise.unsupported(shape);
    }

    /** Its own sums are shorter: a + b roundings for taps a·b, and a + b is at most a·b + 1. */
    @Override
    public double errorBound(ConvolutionShape shape) {
        return ErrorBounds.sum(shape.accumulationLength());
    }

    /** Those of the weights that it is made for. */
    @Override
    public long executedFlops(ConvolutionShape shape) {
        long widening = (long) shape.iw() * shape.window().kernelW();
        long heightening = (long) shape.ow() * shape.window().kernelH();
        return 2L * shape.n() * shape.oc() * shape.ih() * (widening + heightening);
    }

    /** Weights of zero between channels are not multiplied. */
    @Override
    public boolean passesNonFinite() {
        return false;
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape, Epilogue epilogue, float[] weights, float[] bias, Team team) {
        Optional<RankOne[]> factors =
                GatherDiagonal.filters(shape, weights).flatMap(f -> factors(shape, f));
        return factors.isPresent()
                ? new Prepared(shape, epilogue, factors.get(), bias)
                : otherwise.prepare(shape, epilogue, weights, bias, team);
    }

    /** The factors of all channels' filters, or nothing where one has none. */
    private static Optional<RankOne[]> factors(ConvolutionShape shape, float[] filters) {
        int width = shape.window().kernelW();
        int taps = shape.window().kernelH() * width;
        RankOne[] factors = new RankOne[shape.ic()];
        for (int c = 0; c < factors.length; c++) {
            float[] filter = Arrays.copyOfRange(filters, c * taps, (c + 1) * taps);
            Optional<RankOne> found = RankOne.of(filter, width);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            factors[c] = found.get();
        }
        return Optional.of(factors);
    }

    /**
     * A task is a band of output rows of one channel: the rows that it needs, widened, stay in L1.
     */
    private static final class Prepared extends PreparedNchw implements Task {
        private static final int BAND = 64;

        private final UpsampledRow row;
        private final float[] u;
        private final int reach;
        private final int band;
        private final int bands;
        private final int held;

        Prepared(ConvolutionShape shape, Epilogue epilogue, RankOne[] factors, float[] bias) {
            super(shape, epilogue, bias);
            row = new UpsampledRow(shape.iw(), ow, window, factors);
            reach = (window.kernelH() - 1) * window.dilationH() / window.strideH();
            // u at distance d·k from the input row, zero between dilated taps
            u = new float[factors.length * (reach + 1) * window.strideH()];
            for (int c = 0; c < factors.length; c++) {
                for (int k = 0; k < window.kernelH(); k++) {
                    u[c * (reach + 1) * window.strideH() + k * window.dilationH()] =
                            factors[c].u()[k];
                }
            }
            bands = Math.ceilDiv(oh, BAND);
            band = Math.ceilDiv(oh, bands);
            held = Math.min(shape.ih(), Math.ceilDiv(band - 1, window.strideH()) + 1 + reach);
        }

        @Override
        protected long keptFloats() {
            return u.length + row.keptFloats();
        }

        @Override
        public int workspaceFloats(int threads) {
            return Math.multiplyExact(threads, Math.multiplyExact(held, row.floats()));
        }

        @Override
        protected void compute(Team team) {
            team.run(shape.n() * shape.oc() * bands, this);
        }

        @Override
        public void run(int index, int thread) {
            int map = index / bands;
            int c = map % shape.oc();
            int first = index % bands * band;
            int end = Math.min(first + band, oh);
            int stride = window.strideH();
            int top = Math.max(0, (first + window.padH()) / stride - reach);
            int bottom = Math.min(shape.ih(), (end - 1 + window.padH()) / stride + 1);
            int wide = thread * workspaceFloats(1);
            for (int iy = top; iy < bottom; iy++) {
                int from = (map * shape.ih() + iy) * shape.iw();
                row.widen(c, input, from, workspace, wide + (iy - top) * row.floats());
            }
            for (int y = first; y < end; y++) {
                int at = (map * oh + y) * ow;
                begin(c, output, at, ow);
                int q = (y + window.padH()) / stride;
                int tap = c * (reach + 1) * stride + (y + window.padH()) % stride;
                int nearest = Math.min(q, bottom - 1);
                int farthest = Math.max(q - reach, top);
                for (int iy = nearest; iy >= farthest; iy -= 2) {
                    int from = wide + (iy - top) * row.floats();
                    float near = u[tap + (q - iy) * stride];
                    if (iy > farthest) {
                        float far = u[tap + (q - iy + 1) * stride];
                        row.add(workspace, from, near, from - row.floats(), far, output, at);
                    } else {
                        row.add(workspace, from, near, output, at);
                    }
                }
                end(output, at, ow);
            }
        }
    }
}
