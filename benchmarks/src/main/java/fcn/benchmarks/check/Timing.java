package fcn.benchmarks.check;

import java.util.Arrays;

/** A quick median, for a person who waits; results to be shown to others come from JMH. */
final class Timing {
    private static final long WARM_UP_NANOS = 500_000_000;
    private static final long MEASURE_NANOS = 500_000_000;
    private static final int FEWEST = 3;
    private static final int MOST = 1000;

    private Timing() {}

    static double medianMilliseconds(Runnable run) {
        repeat(run, 1, WARM_UP_NANOS);
        long[] nanos = repeat(run, FEWEST, MEASURE_NANOS);
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }

    private static long[] repeat(Runnable run, int fewest, long total) {
        long[] nanos = new long[MOST];
        long begin = System.nanoTime();
        int runs = 0;
        while (runs < fewest || (System.nanoTime() - begin < total && runs < MOST)) {
            long start = System.nanoTime();
            run.run();
            nanos[runs++] = System.nanoTime() - start;
        }
        return Arrays.copyOf(nanos, runs);
    }
}
