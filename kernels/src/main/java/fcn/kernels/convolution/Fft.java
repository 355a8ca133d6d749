package fcn.kernels.convolution;

import fcn.kernels.fourier.FourierTile;
import fcn.kernels.layout.Layout;
import fcn.kernels.threads.Team;
import fcn.kernels.winograd.TransformedWeights;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;
import fcn.reference.network.WeightBlob;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Convolution by the Fourier transform, tile by tile (overlap-save): tiles of 8, 16 or 32 pixels
 * are transformed, multiplied with the weights' frequencies, which is one complex GEMM for each,
 * and transformed back (Mathieu, Henaff and LeCun, Fast training of convolutional networks through
 * FFTs, 2014; tiles after Vasilache et al., Fast convolutional nets with fbfft, 2015). A complex
 * product takes four real ones.
 *
 * <p>Square kernels of stride 1, dilated or not, that span at most 24 pixels and whose frequencies
 * fit into 1 GiB; no groups. Layout NCHW16C.
 */
final class Fft implements ReadsPanels {
    private static final int LARGEST = 32;
    private static final int MOST_SPAN = 24;
    private static final long MOST_BYTES = 1L << 30;

    /** Operations that a transform executes for a pixel and channel, in multiplications, about. */
    private static final int TRANSFORM = 32;

    @Override
    public Optional<String> unsupported(ConvolutionShape shape) {
        if (shape.transposed()) {
            return Optional.of("transposed");
        }
        if (shape.group() > 1) {
            return Optional.of("groups");
        }
        Window w = shape.window();
        int k = w.kernelH();
        int d = w.dilationH();
        if (!w.equals(new Window(k, k, 1, 1, w.padH(), w.padW(), d, d))) {
            return Optional.of("not a square kernel of stride 1");
        }
        if (w.spanH() > MOST_SPAN) {
            return Optional.of("a kernel that spans more than " + MOST_SPAN + " pixels");
        }
        return tiles(shape).findAny().isPresent()
                ? Optional.empty()
                : Optional.of("frequencies of the weights that take more than 1 GiB");
    }

    private static IntStream tiles(ConvolutionShape shape) {
        return IntStream.of(8, 16, LARGEST)
                .filter(
                        size ->
                                size > shape.window().spanH()
                                        && bytes(tile(size, shape), shape) <= MOST_BYTES);
    }

    private static FourierTile tile(int size, ConvolutionShape shape) {
        return new FourierTile(size, shape.window().kernelH(), shape.window().dilationH());
    }

    private static long bytes(FourierTile tile, ConvolutionShape shape) {
        return TransformedWeights.bytes(
                tile, WinogradPhased.macroKernel(shape), shape.ic(), shape.oc());
    }

    /** The tile that takes the fewest multiplications. */
    private static FourierTile tile(ConvolutionShape shape) {
        FourierTile best = null;
        for (int size : tiles(shape).toArray()) {
            FourierTile tile = tile(size, shape);
            if (best == null || cost(tile, shape) < cost(best, shape)) {
                best = tile;
            }
        }
        return best;
    }

    private static long cost(FourierTile tile, ConvolutionShape shape) {
        long channels = 4L * shape.ic() * shape.oc() + (long) TRANSFORM * (shape.ic() + shape.oc());
        return tiles(tile, shape) * tile.points() * channels;
    }

    private static long tiles(FourierTile tile, ConvolutionShape shape) {
        return (long) shape.n()
                * Math.ceilDiv(shape.oh(), tile.m())
                * Math.ceilDiv(shape.ow(), tile.m());
    }

    @Override
    public boolean supports(Epilogue epilogue) {
        return true;
    }

    @Override
    public Layout inputLayout() {
        return Layout.NCHW16C;
    }

    @Override
    public Layout outputLayout() {
        return Layout.NCHW16C;
    }

    @Override
    public boolean exactOnIntegers() {
        return false;
    }

    /**
     * A frequency is a sum of 2·IC products. Each of the 4 log₂ T stages of butterflies of the two
     * transforms adds at most four roundings, relative to the root mean square of what passes
     * through (Gentleman and Sande, Fast Fourier transforms for fun and profit, 1966). The
     * roundings of frequencies are independent, and the root mean square of the wrapped sums over a
     * tile is at most the largest sum: so they count as so many more terms of one sum.
     */
    @Override
    public double errorBound(ConvolutionShape shape) {
        int stages = 4 * Integer.numberOfTrailingZeros(tile(shape).n());
        return ErrorBounds.sum(2L * shape.ic() + 4L * stages);
    }

    @Override
    public long executedFlops(ConvolutionShape shape) {
        FourierTile tile = tile(shape);
        return 8 * tiles(tile, shape) * tile.points() * shape.ic() * shape.oc();
    }

    @Override
    public long preparedBytes(ConvolutionShape shape) {
        return bytes(tile(shape), shape);
    }

    /** A tile that holds one is NaN. */
    @Override
    public boolean passesNonFinite() {
        return false;
    }

    @Override
    public PreparedConvolution prepare(
            ConvolutionShape shape,
            Epilogue epilogue,
            WeightBlob weights,
            float[] bias,
            Team team) {
        FourierTile tile = tile(shape);
        TransformedWeights transformed =
                TransformedWeights.of(tile, WinogradPhased.macroKernel(shape), weights, team);
        ChannelBlocks channels = new ChannelBlocks(shape.oc(), bias, epilogue.relu());
        Placement whole = Placement.whole(epilogue.output(shape));
        WinogradTiles tiles = new WinogradTiles(tile, shape, epilogue, channels, whole);
        return new WinogradPhased(tiles, transformed, team.threads());
    }
}
