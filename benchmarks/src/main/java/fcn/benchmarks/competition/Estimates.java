package fcn.benchmarks.competition;

import fcn.kernels.Kernel;
import fcn.reference.layer.ConvolutionShape;

import java.util.HashSet;
import java.util.Set;

/**
 * About how long kernels take, shape after shape: of those that a slice shows to be slow from that,
 * of the others from runs of the whole shape. On a slice, what a kernel does once for all pixels or
 * all filters seems to take several times its share.
 */
final class Estimates {
    private static final Estimate.Size SLICE = new Estimate.Size(150_000_000, 64);
    private static final Estimate.Size WHOLE = new Estimate.Size(Long.MAX_VALUE, Integer.MAX_VALUE);

    /** Milliseconds of runs of a slice, where the JVM does not know the kernel yet. */
    private static final double COMPILING = 400;

    /** The same where it does. */
    private static final double COMPILED = 40;

    /** Milliseconds of runs of the whole shape, and the longest run that is worth it. */
    private static final double ENOUGH = 200;

    private static final double LONGEST = 1000;

    /** Milliseconds of a run of the whole, from at most so many milliseconds of runs of a slice. */
    interface Clock {
        double milliseconds(
                Kernel kernel, ConvolutionShape shape, double enough, Estimate.Size size);
    }

    private final Clock clock;
    private final Set<Kernel> compiled = new HashSet<>();

    Estimates(int threads) {
        this(
                (kernel, shape, enough, size) ->
                        Estimate.milliseconds(kernel, shape, threads, enough, size));
    }

    Estimates(Clock clock) {
        this.clock = clock;
    }

    /** Milliseconds of a run. */
    double milliseconds(Kernel kernel, ConvolutionShape shape) {
        double enough = compiled.add(kernel) ? COMPILING : COMPILED;
        if (shape.flops() <= SLICE.flops()) {
            return clock.milliseconds(kernel, shape, enough + ENOUGH, WHOLE);
        }
        double bySlice = clock.milliseconds(kernel, shape, enough, SLICE);
        if (bySlice > LONGEST) {
            // what was compiled for other shapes may have been thrown away at this one
            bySlice = Math.min(bySlice, clock.milliseconds(kernel, shape, COMPILING, SLICE));
        }
        return bySlice > LONGEST ? bySlice : clock.milliseconds(kernel, shape, ENOUGH, WHOLE);
    }
}
