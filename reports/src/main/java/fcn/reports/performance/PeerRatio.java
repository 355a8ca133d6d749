package fcn.reports.performance;

import fcn.reports.results.PeerResults;

import java.util.Arrays;
import java.util.List;

/**
 * A peer's time over ours, turn by turn, so that what slows the machine for a while slows both.
 *
 * @param median of the turns' ratios
 * @param low lower end of an interval for it, of 90% at least where there are five turns or more
 * @param high upper end
 */
record PeerRatio(double median, double low, double high) {
    /** A smaller difference is none: it would not be found again. */
    static final double THRESHOLD = 0.03;

    private static final double MISSED = 0.1;

    /** Who is faster. */
    enum Verdict {
        PEER,
        OURS,
        TIE
    }

    /** The ratio of an entry that has figures. */
    static PeerRatio of(PeerResults.Entry entry) {
        List<Double> ours = entry.ours();
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = entry.turns().get(i) / ours.get(i);
        }
        Arrays.sort(ratios);
        int n = ratios.length;
        int cut = cut(n);
        return new PeerRatio(
                (ratios[(n - 1) / 2] + ratios[n / 2]) / 2, ratios[cut], ratios[n - 1 - cut]);
    }

    /**
     * Figures to leave out at either end: the interval between order statistics k + 1 and n - k
     * misses the median with probability {@code 2 sum(i <= k) C(n, i) / 2^n}.
     */
    static int cut(int n) {
        int cut = -1;
        double term = Math.pow(0.5, n);
        double missed = 2 * term;
        while (missed <= MISSED) {
            cut++;
            term *= (double) (n - cut) / (cut + 1);
            missed += 2 * term;
        }
        return Math.max(0, cut);
    }

    /** A tie unless the interval and the median are clear of 1. */
    Verdict verdict() {
        if (high < 1 && median < 1 - THRESHOLD) {
            return Verdict.PEER;
        }
        return low > 1 && median > 1 + THRESHOLD ? Verdict.OURS : Verdict.TIE;
    }
}
