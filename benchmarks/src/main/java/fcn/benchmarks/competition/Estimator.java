package fcn.benchmarks.competition;

import fcn.kernels.Kernel;
import fcn.reference.layer.ConvolutionShape;

import java.util.HashSet;
import java.util.Set;

/**
 * Estimates kernels on shape after shape. What was compiled for other shapes may have been thrown
 * away at the next, and then takes a hundred times as long for a while: what seems slow is asked
 * again.
 */
public final class Estimator {
    private static final Estimate.Size WHOLE = new Estimate.Size(Long.MAX_VALUE, Integer.MAX_VALUE);

    /** Milliseconds of runs of a slice, where the JVM does not know the kernel yet. */
    private static final double COMPILING = 400;

    /** The same where it does. */
    private static final double COMPILED = 40;

    /** Milliseconds of runs of the whole shape, and the longest run that is worth it. */
    private static final double ENOUGH = 200;

    private static final double LONGEST = 1000;

    /** Milliseconds of a run of the whole, from at most so many milliseconds of runs of a slice. */
    public interface Clock {
        double milliseconds(
                Kernel kernel, ConvolutionShape shape, double enough, Estimate.Size size);
    }

    private final Clock clock;
    private final Estimate.Size slice;
    private final Set<Kernel> compiled = new HashSet<>();

    /** Estimates for so many threads from slices of a size. */
    public Estimator(int threads, Estimate.Size slice) {
        this(
                (kernel, shape, enough, size) ->
                        Estimate.milliseconds(kernel, shape, threads, enough, size),
                slice);
    }

    /** The same by another clock. */
    public Estimator(Clock clock, Estimate.Size slice) {
        this.clock = clock;
        this.slice = slice;
    }

    /** Milliseconds of a run, from a slice. */
    public double bySlice(Kernel kernel, ConvolutionShape shape) {
        return clock.milliseconds(kernel, shape, enough(kernel), slice);
    }

    /** The same of a kernel that seemed slow. */
    public double again(Kernel kernel, ConvolutionShape shape) {
        return clock.milliseconds(kernel, shape, COMPILING, slice);
    }

    /**
     * Milliseconds of a run, from the whole shape but where a slice shows it to take long: on a
     * slice, what a kernel does once for all pixels or all filters seems several times its share.
     */
    double byTheWhole(Kernel kernel, ConvolutionShape shape) {
        if (shape.flops() <= slice.flops()) {
            return clock.milliseconds(kernel, shape, enough(kernel) + ENOUGH, WHOLE);
        }
        double bySlice = bySlice(kernel, shape);
        if (bySlice > LONGEST) {
            bySlice = Math.min(bySlice, again(kernel, shape));
        }
        return bySlice > LONGEST ? bySlice : clock.milliseconds(kernel, shape, ENOUGH, WHOLE);
    }

    private double enough(Kernel kernel) {
        return compiled.add(kernel) ? COMPILING : COMPILED;
    }
}
