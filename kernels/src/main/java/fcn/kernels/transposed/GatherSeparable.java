package fcn.kernels.transposed;

import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.ErrorBounds;
import fcn.kernels.convolution.Placement;
import fcn.kernels.convolution.PreparedConvolution;
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
 * <p>What is cropped away is not computed; a map may be added, or only labels stored.
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

    @Override
    public boolean cuts() {
        return true;
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
                ? new Upsampling(
                        shape, epilogue, factors.get(), bias, Placement.whole(shape.output()))
                : new PlacedAfterwards(
                        otherwise.prepare(shape, epilogue, weights, bias, team), shape);
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
}
