package fcn.benchmarks.check;

import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Shape;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the reference says of a convolution's output, at some or all of its pixels, and the largest
 * {@code |bias| + sum |x||w|} of the full convolution's, on which error bounds are scaled.
 */
record Expected(List<Pixel> pixels, List<float[]> outputs, double scale, boolean whole) {
    /** Multiply-adds that the reference may spend on one shape. */
    private static final double BUDGET = 4e8;

    private static final int FEWEST = 12;
    private static final int MOST = 2000;

    static Expected of(ConvolutionShape shape, Epilogue epilogue, Values values) {
        Shape stored = epilogue.output(shape);
        double each = perPixel(shape) * (epilogue.pool() ? 4 : 1);
        int most = Math.clamp((long) (BUDGET / each), FEWEST, MOST);
        List<Pixel> pixels = Pixel.choose(stored, most);
        List<float[]> outputs =
                pixels.parallelStream()
                        .map(pixel -> pixel.stored(shape, epilogue, values))
                        .toList();
        ConvolutionShape full = shape.full();
        Values magnitudes = values.magnitudes();
        double scale =
                Pixel.choose(full.output(), most).parallelStream()
                        .map(pixel -> pixel.expected(full, magnitudes))
                        .mapToDouble(
                                channels ->
                                        IntStream.range(0, channels.length)
                                                .mapToDouble(o -> channels[o])
                                                .max()
                                                .orElseThrow())
                        .max()
                        .orElseThrow();
        boolean whole = pixels.size() == (long) stored.n() * stored.h() * stored.w();
        return new Expected(pixels, outputs, scale, whole);
    }

    /**
     * Multiply-adds for a pixel: all weights; transposed, all weights for each input that reaches
     * it.
     */
    private static double perPixel(ConvolutionShape shape) {
        double weights = shape.weights().count();
        if (!shape.transposed()) {
            return weights;
        }
        double rows = Math.ceilDiv(shape.window().spanH(), (long) shape.window().strideH());
        double columns = Math.ceilDiv(shape.window().spanW(), (long) shape.window().strideW());
        return weights * rows * columns;
    }
}
