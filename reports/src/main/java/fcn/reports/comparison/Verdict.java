package fcn.reports.comparison;

/** What a comparison says about a kernel on a layer. */
public enum Verdict {
    /** Less time by more than the threshold, and surely less. */
    FASTER,
    /** More time by more than the threshold, and surely more: a regression. */
    SLOWER,
    /** Whatever the truth is within the interval, it is within the threshold. */
    SAME,
    /** The figures do not tell; more repetitions might. */
    INCONCLUSIVE;

    /** A difference must be this improbable among equals. */
    private static final double SIGNIFICANT = 0.01;

    /**
     * The verdict on a ratio.
     *
     * @param threshold what is of interest, as a share: 0.02 for two percent
     */
    public static Verdict of(Ratio ratio, double threshold) {
        if (ratio.low() >= 1 / (1 + threshold) && ratio.high() <= 1 + threshold) {
            return SAME;
        }
        if (ratio.p() > SIGNIFICANT) {
            return INCONCLUSIVE;
        }
        if (ratio.value() > 1 + threshold && ratio.low() > 1) {
            return SLOWER;
        }
        return ratio.value() < 1 / (1 + threshold) && ratio.high() < 1 ? FASTER : INCONCLUSIVE;
    }
}
