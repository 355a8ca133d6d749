package fcn.reports.performance;

/** Places within a drawing as CSS takes them. */
final class Positions {
    private Positions() {}

    /** A share of the width as {@code 12.34%}, cut off at the ends. */
    static String of(double share) {
        return Figures.decimals(100 * Math.clamp(share, 0, 1), 2) + "%";
    }
}
