package fcn.benchmarks.statistics;

import java.util.Arrays;

/** The middle of some values, or the mean of the two that are. */
public final class Median {
    private Median() {}

    /** Of one value at least; they are not changed. */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
