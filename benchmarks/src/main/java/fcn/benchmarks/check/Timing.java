package fcn.benchmarks.check;

import fcn.benchmarks.jmh.WarmUp;
import fcn.benchmarks.machine.FmaPeak;
import fcn.benchmarks.statistics.Median;
import fcn.kernels.threads.Team;

import java.util.Arrays;

/**
 * A quick median beside the FMA peak, in turns: a run, some milliseconds of multiply-adds, a run.
 * What slows the machine for a while slows both. Results to be shown to others come from JMH.
 *
 * @param milliseconds the median of a run
 * @param peakGflops the median of the peak
 */
record Timing(double milliseconds, double peakGflops, int runs) {
    private static final double WARM_UP_MILLISECONDS = 2000;
    private static final long MEASURE_NANOS = 300_000_000;

    /** Of short runs and of the peaks between them, which take longer. */
    private static final long TOGETHER_NANOS = 1_000_000_000;

    private static final long LONG_NANOS = 1_000_000_000;
    private static final int FEWEST = 9;
    private static final int MOST = 1000;

    /** One run. */
    static long nanos(Runnable run) {
        long start = System.nanoTime();
        run.run();
        return System.nanoTime() - start;
    }

    /**
     * Measures after a warm-up.
     *
     * @param first nanoseconds that a first run took; where no number of runs is asked for, one of
     *     a second or more is the result
     * @param asked runs; 0 for as many as some time allows, nine at least
     */
    static Timing of(Runnable run, long first, int asked, Team team) {
        if (asked == 0 && first > LONG_NANOS) {
            return new Timing(first / 1e6, FmaPeak.slice(team), 1);
        }
        WarmUp.untilCompiled(run, WARM_UP_MILLISECONDS);
        double[] nanos = new double[asked == 0 ? MOST : asked];
        double[] peaks = new double[nanos.length];
        long spent = 0;
        int runs = 0;
        long end = System.nanoTime() + TOGETHER_NANOS;
        while (runs < nanos.length
                && (asked > 0
                        || runs < FEWEST
                        || (spent < MEASURE_NANOS && System.nanoTime() < end))) {
            long took = nanos(run);
            spent += took;
            nanos[runs] = took;
            peaks[runs++] = FmaPeak.slice(team);
        }
        double median = Median.of(Arrays.copyOf(nanos, runs));
        return new Timing(median / 1e6, Median.of(Arrays.copyOf(peaks, runs)), runs);
    }
}
