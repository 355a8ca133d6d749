package fcn.reports.performance;

import java.util.Locale;

/** Figures as text, three digits where they matter. */
public final class Figures {
    private Figures() {}

    /** {@code 1234}, {@code 123}, {@code 12.3}, {@code 1.23}, {@code 0.0123}. */
    public static String figure(double value) {
        double magnitude = Math.abs(value);
        int decimals =
                magnitude >= 99.95 || magnitude == 0
                        ? 0
                        : Math.min(6, 2 - (int) Math.floor(Math.log10(magnitude * 1.0005)));
        return decimals(value, decimals);
    }

    /** With that many decimals. */
    public static String decimals(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A share as {@code 47%}. */
    public static String percent(double share) {
        return decimals(100 * share, share < 0.0995 ? 1 : 0) + "%";
    }

    /** Seconds as {@code 45 s} or {@code 9 min 12 s}. */
    public static String duration(long seconds) {
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
