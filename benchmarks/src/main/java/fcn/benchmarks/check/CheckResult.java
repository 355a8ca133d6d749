package fcn.benchmarks.check;

/**
 * What a check found.
 *
 * @param shape as it was named
 * @param reason why it was skipped, or what is wrong; empty where it passed
 * @param error the largest error as a share of the bound; where values must be exact, the largest
 *     error itself; null where skipped
 * @param exact whether values had to be exact
 * @param pixels output pixels that were compared, all channels of each
 * @param milliseconds the median of a run; null where it was not timed
 * @param gflops effective: direct convolution's FLOPs over that time
 * @param peakShare of the FMA peak
 * @param peakGflops the median of the FMA peak, measured after each run
 * @param runs of which the time is the median
 * @param l2Error of all compared outputs, relative to those of the reference
 */
public record CheckResult(
        String kernel,
        String shape,
        Status status,
        String reason,
        Double error,
        boolean exact,
        int pixels,
        Double milliseconds,
        Double gflops,
        Double peakShare,
        Double peakGflops,
        Integer runs,
        Double l2Error) {
    /** Skipped is not passed. */
    public enum Status {
        PASSED,
        FAILED,
        SKIPPED
    }

    /** A kernel that does not do a shape, or a shape that is none of ours. */
    public static CheckResult skipped(String kernel, String shape, String reason) {
        return new CheckResult(
                kernel,
                shape,
                Status.SKIPPED,
                reason,
                null,
                false,
                0,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
