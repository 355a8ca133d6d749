package fcn.reports.page;

import fcn.reports.performance.Figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Values of any magnitude as text. */
public final class Numbers {
    private static final MathContext DIGITS = new MathContext(6);

    private Numbers() {}

    /** Three digits where they matter; very large and very small ones with a power of ten. */
    public static String text(double value) {
        double magnitude = Math.abs(value);
        if (!Double.isFinite(value)) {
            return "none";
        }
        return magnitude == 0 || (magnitude >= 1e-3 && magnitude < 1e5)
                ? Figures.figure(value)
                : String.format(Locale.ROOT, "%.2e", value);
    }

    /** A share; what is not quite none, or all, does not look so. */
    public static String percent(double share) {
        if (share > 0 && share < 0.0005) {
            return "<0.1%";
        }
        return share < 1 && share > 0.9995 ? ">99.9%" : Figures.decimals(100 * share, 1) + "%";
    }

    /** Six digits; null where it is not finite. */
    public static Double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : null;
    }
}
