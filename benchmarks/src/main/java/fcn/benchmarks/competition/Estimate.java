package fcn.benchmarks.competition;

import fcn.benchmarks.jmh.TimedKernel;
import fcn.benchmarks.jmh.WarmUp;
import fcn.kernels.Kernel;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

/**
 * About how long a run takes, from a slice of the shape (fewer output channels and rows) timed in
 * this process, scaled by FLOPs. Good to a factor of two or so, for sharing out time only.
 */
public final class Estimate {
    /** How much of a shape is run: so many FLOPs and output channels at most, about. */
    public record Size(long flops, int channels) {}

    private Estimate() {}

    /** Milliseconds of a run, from at most about so many milliseconds of runs of a slice. */
    public static double milliseconds(
            Kernel kernel, ConvolutionShape shape, int threads, double enough, Size size) {
        ConvolutionShape slice = slice(shape, size);
        if (kernel.algorithm().unsupported(slice).isPresent()) {
            slice = shape;
        }
        try (TimedKernel timed = new TimedKernel(kernel, slice, threads)) {
            return shortest(timed::run, enough) * shape.flops() / slice.flops();
        }
    }

    /**
     * Milliseconds of the shortest run until the JVM has compiled it, or {@code enough} are over.
     */
    static double shortest(Runnable run, double enough) {
        double[] best = {Double.POSITIVE_INFINITY};
        WarmUp.untilCompiled(
                () -> {
                    long start = System.nanoTime();
                    run.run();
                    best[0] = Math.min(best[0], (System.nanoTime() - start) / 1e6);
                },
                enough);
        return best[0];
    }

    private static ConvolutionShape slice(ConvolutionShape shape, Size size) {
        Window window = shape.window();
        int channels = shape.group() == 1 ? Math.min(shape.oc(), size.channels()) : shape.oc();
        ConvolutionShape narrow = with(shape, shape.ih(), channels);
        if (narrow.flops() <= size.flops() || 2L * window.padH() >= window.spanH()) {
            return narrow;
        }
        long rows = Math.max(1, shape.ih() * size.flops() / narrow.flops());
        return with(shape, (int) Math.min(shape.ih(), rows + window.spanH()), channels);
    }

    private static ConvolutionShape with(ConvolutionShape shape, int ih, int oc) {
        return new ConvolutionShape(
                shape.transposed(),
                shape.n(),
                shape.group(),
                shape.ic(),
                ih,
                shape.iw(),
                oc,
                shape.window());
    }
}
