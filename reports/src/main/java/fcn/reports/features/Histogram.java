package fcn.reports.features;

import java.util.ArrayList;
import java.util.List;

/**
 * How often values occur, zero left out: after a ReLU it would tower above all else.
 *
 * @param low where the first bin begins
 * @param high where the last bin ends
 * @param counts by bin, bins of equal width; empty where all values are one
 */
public record Histogram(double low, double high, List<Long> counts) {
    private static final int BINS = 60;

    public Histogram {
        counts = List.copyOf(counts);
    }

    static Histogram of(float[] data, int count, float low, float high) {
        if (!(low < high)) {
            return new Histogram(low, high, List.of());
        }
        long[] counts = new long[BINS];
        double scale = BINS / ((double) high - low);
        for (int i = 0; i < count; i++) {
            if (Float.isFinite(data[i]) && data[i] != 0) {
                int bin = (int) (((double) data[i] - low) * scale);
                counts[Math.min(bin, BINS - 1)]++;
            }
        }
        List<Long> boxed = new ArrayList<>();
        for (long bin : counts) {
            boxed.add(bin);
        }
        return new Histogram(low, high, boxed);
    }
}
