package fcn.benchmarks.check;

import java.util.Arrays;

/** A quick median, for a person who waits; results to be shown to others come from JMH. */
final class Timing {
    private static final long WARM_UP_NANOS = 800_000_000;
    private static final long MEASURE_NANOS = 300_000_000;
    private static final int FEWEST = 5;
    private static final int MOST = 1000;

    private Timing() {}

    /** One run. */
    static long nanos(Runnable run) {
        long start = System.nanoTime();
        run.run();
        return System.nanoTime() - start;
    }

    /**
     * The median of some runs, after a warm-up.
     *
     * @param first nanoseconds that a first run took; one of a second or more is the result
     */
    static double medianMilliseconds(Runnable run, long first) {
        if (first > 1_000_000_000) {
            return first / 1e6;
        }
        repeat(run, FEWEST, WARM_UP_NANOS);
        long[] nanos = repeat(run, FEWEST, MEASURE_NANOS);
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }

    private static long[] repeat(Runnable run, int fewest, long total) {
        long[] nanos = new long[MOST];
        long begin = System.nanoTime();
        int runs = 0;
        while (runs < fewest || (System.nanoTime() - begin < total && runs < MOST)) {
            nanos[runs++] = nanos(run);
        }
        return Arrays.copyOf(nanos, runs);
    }
}
