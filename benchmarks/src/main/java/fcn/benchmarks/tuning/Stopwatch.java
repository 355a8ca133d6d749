package fcn.benchmarks.tuning;

import fcn.benchmarks.statistics.Median;
import fcn.kernels.plan.Footprints;

import java.util.Arrays;

/** A quick median and how far it can be trusted. */
final class Stopwatch {
    private static final int FEWEST = 5;
    private static final int MOST = 200;

    /** From the median absolute deviation to a normal distribution's standard deviation. */
    private static final double NORMAL = 1.4826;

    /** The standard error of a median over that of a mean. */
    private static final double OF_MEDIAN = 1.2533;

    /** No figure is trusted further than this share of it: another process, another heap. */
    private static final double TRUST = 0.01;

    /** Standard deviations to the ends of a 99.9% interval. */
    private static final double DEVIATIONS = 3.29;

    private Stopwatch() {}

    /** Times runs for about so many seconds, after a third as long of warm-up. */
    static Measured time(Runnable run, double seconds) {
        repeat(run, 2, seconds / 3);
        return of(repeat(run, FEWEST, seconds), new Footprints.Footprint(0, 0));
    }

    /** What samples in milliseconds say. */
    static Measured of(double[] times, Footprints.Footprint taken) {
        double median = Median.of(times);
        double[] distances = Arrays.stream(times).map(t -> Math.abs(t - median)).toArray();
        double error = NORMAL * Median.of(distances) * OF_MEDIAN / Math.sqrt(times.length);
        double half = DEVIATIONS * Math.max(error, TRUST / DEVIATIONS * median);
        return new Measured(
                median,
                Math.max(median / 2, median - half),
                median + half,
                taken.prepared(),
                taken.workspace());
    }

    private static double[] repeat(Runnable run, int fewest, double seconds) {
        double[] milliseconds = new double[MOST];
        long begin = System.nanoTime();
        int runs = 0;
        while (runs < fewest || (runs < MOST && (System.nanoTime() - begin) / 1e9 < seconds)) {
            long start = System.nanoTime();
            run.run();
            milliseconds[runs++] = (System.nanoTime() - start) / 1e6;
        }
        return Arrays.copyOf(milliseconds, runs);
    }
}
