package fcn.benchmarks.statistics;

import org.openjdk.jmh.util.ListStatistics;

/** The middle of some values, or the mean of the two that are. */
public final class Median {
    private static final double PERCENT = 50;

    private Median() {}

    /** Of one value at least; they are not changed. */
    public static double of(double... values) {
        return new ListStatistics(values).getPercentile(PERCENT);
    }
}
